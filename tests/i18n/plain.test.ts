import { expect, test } from "vitest"
import { plainTranslator, type Texts } from "#i18n/plain.ts"
import { texts } from "#i18n/texts.ts"
import { languages, translator } from "#i18n/translate.ts"

/** Every text that is shown on a tablet, but those whose facts are written in another form, which no tablet says. */
function keysOf(part: Texts, before: string): [string, string][] {
  return Object.entries(part).flatMap(([key, text]) =>
    typeof text === "string" ? [[`${before}${key}`, text] as [string, string]] : keysOf(text, `${before}${key}.`),
  )
}

test.each(languages)("a tablet says every text as the server does, in %s", (lang) => {
  const { judging, common } = texts[lang]
  const said = { judging, common }
  const plain = plainTranslator(said)
  const server = translator(lang)
  let compared = 0
  for (const [key, text] of keysOf(said, "")) {
    if (key.endsWith("_one") || /\{\{\w+,/.test(text)) continue
    const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name)
    for (const value of [1, 2, "1", "1,000"]) {
      const facts = names.length > 0 ? Object.fromEntries(names.map((name) => [name, value])) : undefined
      expect(plain(key, facts), key).toBe(server(key, facts))
      compared += 1
    }
  }
  expect(compared).toBeGreaterThan(1000)
})

test("a text or a fact that is missing is a mistake", () => {
  const plain = plainTranslator({ a: { b: "{{n}}" } })
  expect(() => plain("a.c")).toThrow("no text for a.c")
  expect(() => plain("a")).toThrow("no text for a")
  expect(() => plain("a.b")).toThrow("no fact for n")
  expect(plain("a.b", { n: "<" })).toBe("<")
})
