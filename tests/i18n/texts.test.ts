import { expect, test } from "vitest"
import { abilities } from "#accounts/abilities.ts"
import { texts } from "#i18n/texts.ts"
import { refusalKey, translator } from "#i18n/translate.ts"
import { sourcesFromDisk, withoutComments } from "../architecture/sources.ts"
import { askedKeys, expressionOf, leavesOf, mentionsOf } from "./keys.ts"

const zh = leavesOf(texts["zh-CN"])
const en = leavesOf(texts.en)
const areas = Object.keys(texts.en)
const sources = [...sourcesFromDisk("src", /\.ts$/), ...sourcesFromDisk("views", /\.eta$/)].map(([, source]) =>
  withoutComments(source),
)
const { literals, patterns } = mentionsOf(sources, areas)
const keys = askedKeys(zh)
const stems = new Set([...keys].flatMap((key) => key.split(".").map((_, at, all) => all.slice(0, at + 1).join("."))))

/** What an import found: the page shows it row by row, so that the refusal itself has no words. */
const shownRowByRow = ["sheet_problems", "preview"]

/** Chinese names and terms that stay Chinese in English text. */
const properNames: readonly string[] = []

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name))].sort()

test("both languages have the same keys", () => {
  expect(zh.size).toBeGreaterThan(100)
  expect([...askedKeys(en)].sort()).toEqual([...keys].sort())
})

test("both languages fill in the same facts, and say something", () => {
  const differing = [...zh].filter(([key, text]) => {
    const other = en.get(key) ?? ""
    return !text.trim() || !other.trim() || placeholders(text).join() !== placeholders(other).join()
  })
  expect(differing).toEqual([])
})

/** Facts that are never one, and words that only look like the plural of what stands before them. */
const many = ["max", "min", "most", "minutes", "hours", "days", "history", "failures", "age", "limit", "value"]
const verbs = "is|was|has|comes|holds|takes|appears|replaces|invites|competes|needs|always"

test("English counts one thing in the singular", () => {
  const counted = new RegExp(`\\{\\{(\\w+)\\}\\} (?:more |other )?(?!(?:${verbs})\\b)[a-z]+s\\b`, "g")
  const wrong = [...en].filter(([key, text]) => {
    const facts = [...text.matchAll(counted)].map(([, fact = ""]) => fact).filter((fact) => !many.includes(fact))
    return facts.length > 0 && !(facts.join() === "count" && en.has(`${key}_one`)) && !key.endsWith("_one")
  })
  expect(wrong).toEqual([])
  const t = translator("en")
  expect([1, "1", 2, "1,204"].map((count) => t("imports.wrong", { count }))).toEqual([
    "1 problem; nothing has been saved",
    "1 problem; nothing has been saved",
    "2 problems; nothing has been saved",
    "1,204 problems; nothing has been saved",
  ])
})

test("a label does not keep its capital within an English sentence, and a proper name does", () => {
  const t = translator("en")
  const labels = ["Date of birth", "English title", "QR code", "May Day medals", "Maybe", "E-mail address", "No."]
  expect(labels.map((label) => t("common.problem.required", { label }))).toEqual([
    ...["Enter date of birth", "Enter English title", "Enter QR code", "Enter May Day medals", "Enter maybe"],
    ...["Enter e-mail address", "Enter No."],
  ])
  expect(t("common.problem.too_long", { label: "Name", max: 5 })).toBe("Name must be 5 characters or fewer")
  const within = [...en].filter(([, text]) => /(?<!^)(?<![.:!?“"(] ?)\{\{label\}\}/.test(text))
  expect(within).toEqual([])
})

test("English text holds no Chinese but proper names", () => {
  const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
  const bare = (text: string) => properNames.reduce((rest, name) => rest.replaceAll(name, ""), text)
  expect([...en].filter(([, text]) => chinese.test(bare(text)))).toEqual([])
  expect([...zh].filter(([, text]) => chinese.test(text)).length).toBeGreaterThan(100)
})

test("every text that a page or a handler names exists", () => {
  expect(literals.has("accounts.sign_in.title")).toBe(true)
  expect([...literals].filter((key) => !stems.has(key) && !(key in abilities))).toEqual([])
  expect([...patterns].filter((pattern) => ![...keys].some((key) => expressionOf(pattern).test(key)))).toEqual([])
})

test("every text is used", () => {
  const words = new Set(
    sources.flatMap((source) => [...source.matchAll(/\b([a-z][a-z0-9_]*)\b/g)].map(([, word]) => word)),
  )
  const made = /code: `(\w+_)\$\{/g
  const prefixes = sources.flatMap((source) => [...source.matchAll(made)].map(([, prefix]) => `${prefix}`))
  const expressions = [...patterns].map(expressionOf)
  const used = (key: string) => {
    const [, code] = /^\w+\.refused\.(\w+)$/.exec(key) ?? []
    if (code) return words.has(code) || prefixes.some((prefix) => code.startsWith(prefix))
    const under = key.split(".").map((_, at, all) => all.slice(0, at + 1).join("."))
    return under.some((stem) => literals.has(stem)) || expressions.some((expression) => expression.test(key))
  }
  expect([...keys].filter((key) => !used(key))).toEqual([])
})

test("a refusal's code belongs to one slice, and every refusal has words in both languages", () => {
  const codes = [...zh.keys()].flatMap((key) => /^\w+\.refused\.(\w+)$/.exec(key)?.[1] ?? [])
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
  const given = sources.flatMap((source) =>
    [...source.matchAll(/refuse\(\{\s*code: "(\w+)"/g)].map(([, code]) => `${code}`),
  )
  expect(new Set(given).size).toBeGreaterThan(5)
  expect([...new Set(given)].filter((code) => !codes.includes(code) && !shownRowByRow.includes(code))).toEqual([])
})

test("a text that does not exist and a refusal without words throw, so that no page shows a bare key", () => {
  expect(() => translator("en")("common.no_such_text")).toThrow("no text for common.no_such_text in en")
  expect(() => refusalKey("no_such_refusal")).toThrow("no words for the refusal no_such_refusal")
  expect(refusalKey("username_taken")).toBe("accounts.refused.username_taken")
  expect(translator("en")("common.table.total", { count: "1,204" })).toBe("1,204 in total")
  expect(() => translator("en")("common.table.total")).toThrow("no fact for {{count}}")
  expect(translator("zh-CN")("common.table.total", { count: "1,204" })).toContain("1,204")
})

test("a text goes out as it is: escaping is the view's", () => {
  const text = translator("en")("common.footer.issuer", { name: `<b>"&'` })
  expect(text).toBe(`Published by <b>"&'`)
})
