import { eq } from "drizzle-orm"
import { zipSync } from "fflate"
import { expect, test } from "vitest"
import { accounts, marks } from "#db/schema/index.ts"
import { translator } from "#i18n/translate.ts"
import { samplesOf } from "../browser/samples.ts"
import { codes, seed } from "../browser/seed.ts"
import { type Browser, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { type FoundForm, formsOf } from "../support/pages.ts"
import { hasParameters, pathOf, routesOf } from "../support/routes.ts"

const start = Number(process.env.HOSTILE_SEED ?? 20261121)
let state = start
/** Mulberry32: what is sent follows from the seed alone. */
function chance(below: number): number {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) % below
}
const oneOf = <T>(list: readonly T[]): T => list[chance(list.length)] as T

const planted = `"'><img src=x onerror=planted()>`
const texts = [
  "",
  " ",
  "\u0000",
  `a\u0000b`,
  "%00",
  "../../etc/passwd",
  "..%2f..",
  planted,
  "'; drop table marks; --",
  "%_%",
  "\\",
  "𠮷野家𪚥😀👩‍👩‍👧",
  "\u202eעברית\u200f\u2066",
  "\ufeff\u200b",
  "\ud800",
  "-1",
  "0",
  "1e300",
  "1.5",
  "NaN",
  "999999999",
  "2147483648",
  "99999999999999999999",
  "0x10",
  "1,1",
  "{{name}} $t(common.product)",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "[]",
  "{}",
  `[["\\u0000"]]`,
  `[{"entry":"\\u0000","slot":"theory","value":"1","seenVersion":0}]`,
  "9999-99-99",
  "2026-02-30T25:61",
  "x".repeat(5_000),
  "(".repeat(2_000),
]
const huge = "x".repeat(1_000_000)

const { db } = await freshDatabase()
const seeded = await seed(db)
// Nobody has marked what is still open for registration.
await db.delete(marks).where(eq(marks.eventId, seeded.open.event.id))
const { app, browser, as } = testApp(db)
const [officer] = await db.select().from(accounts).where(eq(accounts.personId, seeded.person.id))
const routes = routesOf(app)
const samples = samplesOf(seeded)

async function tabletOf(role: keyof typeof codes): Promise<Browser> {
  const tablet = browser()
  expect((await tablet.post("/judge/take-over", { code: codes[role] })).status).toBe(303)
  return tablet
}
const visitors = {
  public: browser(),
  officer: await as(officer?.id ?? 0),
  judge: await tabletOf("judge"),
  scorekeeper: await tabletOf("scorekeeper"),
  head_judge: await tabletOf("head_judge"),
} satisfies Record<string, Browser>
type Role = keyof typeof visitors

const rolesFor = (path: string): Role[] =>
  path.startsWith("/judge")
    ? ["judge", "scorekeeper", "head_judge"]
    : path.startsWith("/manage")
      ? ["officer"]
      : ["public"]

const failures: string[] = []
let asked = 0

/** Sends one request; it may be refused in any way, but not fail, and nothing planted may come back as markup. */
async function send(role: Role, path: string, init: RequestInit, what: string): Promise<void> {
  asked += 1
  const headers = new Headers(init.headers)
  headers.set("Sec-Fetch-Site", "same-origin")
  const answer = await visitors[role].ask(path, { ...init, headers })
  const body = await answer.text()
  if (answer.status >= 500 || body.includes("<img src=x"))
    failures.push(`${role} ${init.method ?? "GET"} ${path.slice(0, 120)} ${what}: ${answer.status}`)
}

/** Pages on which forms stand that no sample shows. */
const more = ["/sign-in", "/manage/password", "/manage/contests/new", "/manage/units/new", "/manage/people/new"]
const lasting = (action: string) => !/sign-out$|\/end$/.test(action)

async function allForms(): Promise<{ role: Role; form: FoundForm }[]> {
  const paths = new Set(routes.filter(({ method }) => method === "GET").flatMap(({ pattern }) => pathsFor(pattern)))
  const found = new Map<string, { role: Role; form: FoundForm }>()
  for (const path of [...paths, ...more])
    for (const role of rolesFor(path)) {
      const html = await visitors[role].text(path)
      for (const form of formsOf(html, path))
        if (lasting(form.action))
          found.set(`${form.action.replace(/\d+/g, "n")} ${Object.keys(form.fields)}`, { role, form })
    }
  return [...found.values()]
}

function pathsFor(pattern: string): string[] {
  const sample = samples[pattern]
  const path = typeof sample === "object" ? sample.path : (sample ?? pattern)
  const twins = path.includes("/manage/events/")
    ? [seeded.judging, seeded.decoded, seeded.open].map(({ event }) =>
        path.replace(/events\/\d+/, `events/${event.id}`),
      )
    : []
  return [path, ...twins]
}

const form = (fields: Readonly<Record<string, string>>, extra: readonly [string, string][] = []): RequestInit => {
  const body = new URLSearchParams(Object.entries(fields))
  for (const [name, value] of extra) body.append(name, value)
  return { method: "POST", body }
}
const raw = (body: string, type: string): RequestInit => ({ method: "POST", body, headers: { "Content-Type": type } })

/** What is sent to one form instead of what its page would send. */
function attacks({ fields, multipart }: FoundForm): [string, RequestInit][] {
  const names = Object.keys(fields)
  const name = () => oneOf(names.length > 0 ? names : ["version"])
  const one = (value: string): [string, RequestInit] => {
    const field = name()
    return [`${field}=${JSON.stringify(value).slice(0, 40)}`, form({ ...fields, [field]: value })]
  }
  const all = (value: string) => form(Object.fromEntries(names.map((each) => [each, value])))
  const text = oneOf(texts)
  const data = new FormData()
  for (const [field, value] of Object.entries(fields)) data.append(field, value)
  data.append("sheet", new File([oneOf(texts)], "a.xlsx"))
  data.append("file", new File([oneOf(texts)], planted))
  data.append(name(), new File(["text"], "instead-of-text"))
  return [
    ["nothing", { method: "POST" }],
    ["empty fields", all("")],
    ["huge", form({ ...fields, [name()]: huge })],
    ["NUL everywhere", all("a\u0000b")],
    ["markup everywhere", all(planted)],
    [`all ${JSON.stringify(text).slice(0, 40)}`, all(text)],
    ...Array.from({ length: 8 }, () => one(oneOf(texts))),
    ["repeated", form(fields, [[name(), "again"]])],
    [
      "all repeated",
      form(
        fields,
        names.map((each) => [each, "again"]),
      ),
    ],
    [
      "strangers",
      form(fields, [
        ["__proto__", "x"],
        ["constructor", "y"],
        ["a[b]", "z"],
        ["__proto__[x]", "z"],
      ]),
    ],
    ["version", form({ ...fields, version: oneOf(texts), seenVersion: oneOf(texts) })],
    ["JSON", raw(JSON.stringify(fields), "application/json")],
    ["text", raw("name=x", "text/plain")],
    ["no boundary", raw("--x\r\n\r\n", "multipart/form-data")],
    ["broken multipart", raw("--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x")],
    ["bad escapes", raw("a=%E0%A4%A&%zz=1&version=%", "application/x-www-form-urlencoded")],
    [multipart ? "files" : "files instead of text", { method: "POST", body: data }],
  ]
}

test("whatever is sent to a form, it is answered, and nothing of it becomes markup", { timeout: 240_000 }, async () => {
  const forms = await allForms()
  expect(forms.length).toBeGreaterThan(35)
  for (const { role, form: found } of forms) {
    // A form may end the session that sends it: a new password for one's own account does.
    visitors.officer = await as(officer?.id ?? 0)
    for (const [what, init] of attacks(found)) await send(role, found.action, init, what)
  }
  expect({ start, failures }).toEqual({ start, failures: [] })
})

const names =
  "page size name q unit person honour year state title version role template code slot under from next done"

test("whatever stands in an address, it is answered, and nothing of it becomes markup", {
  timeout: 240_000,
}, async () => {
  const escaped = texts.filter((text) => text.length < 100).map((text) => encodeURIComponent(text.toWellFormed()))
  for (const { method, pattern } of routes) {
    const init = method === "GET" ? {} : form({})
    const [role = "public"] = rolesFor(pattern)
    if (hasParameters(pattern))
      for (const value of Array.from({ length: 6 }, () => oneOf([...escaped, "%00", "%E0%A4%A", "..", "1%00"])))
        await send(role, pathOf(pattern, value), init, "path")
    if (method !== "GET") continue
    for (const path of pathsFor(pattern).slice(0, 1))
      for (const value of ["%00", encodeURIComponent(planted), ...Array.from({ length: 3 }, () => oneOf(escaped))]) {
        const query = names.split(" ").map((name) => `${name}=${value}`)
        await send(oneOf(rolesFor(path)), `${path}?${query.join("&")}`, {}, "query")
      }
  }
  await send("public", `/search?q=${"桂".repeat(20_000)}`, {}, "long search")
  expect({ start, failures }).toEqual({ start, failures: [] })
})

test("a tablet's operations may hold anything", async () => {
  const id = "00000000-0000-7000-8000-000000000001"
  const good = { id, entry: "A01", slot: "practice", value: "1", seenVersion: 0 }
  const broken: unknown[] = [null, 1, "x", [], {}, { operations: [] }, { operations: [null] }, { operations: {} }]
  for (const field of Object.keys(good))
    for (const value of [...texts, null, 1.5, -1, [], {}, "\u0000"])
      broken.push({ operations: [{ ...good, [field]: value }] })
  for (const body of broken)
    await send("judge", "/judge/operations", raw(JSON.stringify(body), "application/json"), JSON.stringify(body))
  for (const body of ["", "{", "\u0000", "[".repeat(5_000)])
    await send("judge", "/judge/operations", raw(body, "application/json"), body.slice(0, 10))
  expect({ start, failures }).toEqual({ start, failures: [] })
  expect(asked).toBeGreaterThan(1_500)
})

/** A multipart body of one file. */
function upload(field: string, bytes: Uint8Array<ArrayBuffer>, name: string): RequestInit {
  const body = new FormData()
  body.append(field, new File([bytes], name))
  return { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } }
}

const sheetPath = `/manage/registration/events/${seeded.open.event.id}/import`
const bundlePath = `/manage/contests/${seeded.open.contest.id}/events/import`

test("a workbook that would grow to 45 MB is refused in words, in little time", async () => {
  const parts = { "xl/workbook.xml": new Uint8Array(8), "xl/worksheets/sheet1.xml": new Uint8Array(45 * 2 ** 20) }
  const bomb = new Uint8Array(zipSync(parts))
  expect(bomb.length).toBeLessThan(2 ** 20)
  visitors.officer = await as(officer?.id ?? 0)
  const began = performance.now()
  const answer = await visitors.officer.ask(sheetPath, upload("sheet", bomb, "a.xlsx"))
  expect([answer.status, performance.now() - began < 5_000]).toEqual([422, true])
  expect(await answer.text()).toContain(translator("zh-CN")("common.refused.sheet_too_large"))
})

test("what is no workbook and no bundle is refused in words", async () => {
  const text = new TextEncoder().encode("<html>")
  for (const [path, field] of [
    [sheetPath, "sheet"],
    [bundlePath, "file"],
  ] as const) {
    const answer = await visitors.officer.ask(path, upload(field, text, "a.xlsx"))
    expect([answer.status, /role="alert"|error-summary/.test(await answer.text())]).toEqual([422, true])
  }
})

test("more than 12 MB is too large, whether the length is said or not", async () => {
  const part = new Uint8Array(2 ** 20)
  let left = 13
  const stream = new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(part) : to.close()) })
  const whole = upload("sheet", new Uint8Array(13 * 2 ** 20), "a.xlsx")
  const type = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  for (const init of [whole, { method: "POST", body: stream, duplex: "half", headers: type } as RequestInit]) {
    const answer = await visitors.officer.ask(sheetPath, init)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain(translator("zh-CN")("common.error.too_large.title"))
  }
})
