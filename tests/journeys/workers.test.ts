import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { and, eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Db } from "#db/db.ts"
import { entries, marks } from "#db/schema/index.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { codes, officer, type Seeded, seed } from "../browser/seed.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { type Both, startBoth } from "./worker-process.ts"

const began = Date.now()
let both: Both
let db: Db
let city: Seeded
beforeAll(async () => {
  if (!onPostgres()) return
  const fresh = await freshDatabase()
  db = fresh.db
  city = await seed(db)
  both = await startBoth(fresh.url)
}, 120_000)
afterAll(() => both?.stop())

type Asked = { readonly cookies?: Map<string, string>; readonly init?: RequestInit }

/** Asks one of the two as a browser does that knows them by their public address. */
async function ask(server: keyof Both & ("worker" | "node"), path: string, { cookies, init }: Asked = {}) {
  const headers = new Headers(init?.headers)
  headers.set("Origin", both.worker)
  headers.set("Cookie", [...(cookies ?? [])].map((pair) => pair.join("=")).join("; "))
  const answer = await fetch(new URL(path, both[server]), { redirect: "manual", ...init, headers })
  for (const line of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies?.set(name, value)
  }
  return answer
}

const form = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) })

/** Headers that belong to one connection or one server, and say nothing of the page. */
const own = [
  "date",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "content-encoding",
  "x-request-id",
]

/** A form with a number of its own each time, and with a field for files on Node alone: its headers are the same. */
const isForm = (path: string) => /\/objection$/.test(path)

async function lookOf(server: "worker" | "node", path: string, lang: string) {
  const answer = await ask(server, path, { cookies: new Map([["lang", lang]]) })
  // Where nobody names a type, each runtime writes `text/plain; charset=UTF-8` with or without the blank.
  const kept = [...answer.headers].filter(([name]) => !own.includes(name))
  // What is packed on the way carries a weak tag: Node packs by itself, workerd leaves it to Cloudflare's edge.
  const plain = (value: string) => value.replace("plain;c", "plain; c").replace(/^W\/"/, '"')
  const headers = Object.fromEntries(kept.map(([name, value]) => [name, plain(value)]))
  const body = await answer.text()
  return { path, status: answer.status, headers, body: isForm(path) ? "" : body }
}

/** Choices of language, size and colours lead to the page itself in another dress. */
const choices = ["lang", "text", "theme"]

/** Where a page leads inside the site, its files included. */
const linksOf = (html: string, from: string): string[] =>
  [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, link = ""]) => {
    const url = new URL(link.replaceAll("&amp;", "&"), new URL(from, both.worker))
    const leadsOn = url.origin === both.worker && !choices.some((name) => url.searchParams.has(name))
    return leadsOn ? [url.pathname + url.search] : []
  })

/** Not linked from a page, or not there at all. */
const more = [
  "/healthz",
  "/readyz",
  "/?theme=dark&text=large",
  "/nowhere",
  "/honours/nothing",
  "/static/nothing.css",
  "/css/base.css",
  "/manage",
]

/** Asks both for a page and for all that it leads to, and gives the status of each. */
async function everyPage(lang: string, starts: readonly string[]): Promise<Map<string, number>> {
  const answered = new Map<string, number>()
  const paths = new Set([...starts, ...more])
  for (const path of paths) {
    const [there, here] = await Promise.all([lookOf("worker", path, lang), lookOf("node", path, lang)])
    expect(there).toEqual(here)
    answered.set(path, here.status)
    if (here.headers["content-type"]?.startsWith("text/html"))
      for (const link of linksOf(here.body, path)) paths.add(link)
  }
  return answered
}

test.skipIf(!onPostgres()).each(["zh-CN", "en"])(
  "every public page and file comes from workerd as from Node, byte for byte, with the same headers (%s)",
  async (lang) => {
    const { published, honour } = city
    const contest = `/contests/${published.contest.slug}/${published.event.code}`
    const answered = await everyPage(lang, ["/", `${contest}/entries/A01`, `${contest}/bundle.json`])
    for (const path of [contest, `${contest}/bundle.json`, `/honours/${honour.slug}`, "/sign-in", "/judge/"])
      expect([path, answered.get(path)]).toEqual([path, 200])
    expect(more.map((path) => answered.get(path))).toEqual([200, 200, 200, 404, 404, 404, 404, 303])
    expect([...answered.keys()].filter((path) => path.startsWith("/static/")).length).toBeGreaterThan(10)
    expect(answered.size).toBeGreaterThan(30)
  },
  60_000,
)

/** What workerd's Cache API holds since the test began, where every isolate finds it. */
function shelved(): string[] {
  const folder = ".wrangler/state/v3/cache/default/blobs"
  const paths = readdirSync(folder).map((name) => join(folder, name))
  return paths.filter((path) => statSync(path).mtimeMs > began).map((path) => readFileSync(path, "utf8"))
}

test.skipIf(!onPostgres())("a board that workerd keeps is answered with 304 to whoever has it", async () => {
  const path = `/honours/${city.honour.slug}`
  const [etag, again] = [(await ask("worker", path)).headers.get("ETag"), (await ask("worker", path)).headers]
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  expect([again.get("ETag"), again.get("Cache-Control")]).toEqual([
    etag,
    "public, max-age=0, s-maxage=1, stale-if-error=600",
  ])
  const init = { headers: { "If-None-Match": etag ?? "" } }
  for (const server of ["worker", "node"] as const) expect((await ask(server, path, { init })).status).toBe(304)
  const body = await (await ask("worker", path)).text()
  expect(shelved().includes(body)).toBe(true)
})

test.skipIf(!onPostgres())("an officer signs in at workerd, and the session holds on both until it ends", async () => {
  const cookies = new Map([["lang", "en"]])
  const wrong = await ask("worker", "/sign-in", { cookies, init: form({ ...officer, password: "wrong words" }) })
  expect(wrong.status).toBe(422)
  const answer = await ask("worker", "/sign-in", { cookies, init: form({ ...officer, next: "/manage" }) })
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/manage"])
  for (const server of ["worker", "node"] as const) {
    const page = await ask(server, "/manage", { cookies })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(city.person.name)
  }
  const session = new Map(cookies)
  const foreign = { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } }
  expect((await ask("worker", "/sign-out", { cookies, init: foreign })).status).toBe(403)
  expect((await ask("worker", "/sign-out", { cookies, init: { method: "POST" } })).status).toBe(303)
  for (const server of ["worker", "node"] as const)
    expect((await ask(server, "/manage", { cookies: session })).status).toBe(303)
})

/** Every form that saves a mark carries an id of its own. */
const withoutIds = (page: string) => page.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")

async function practiceOf(code: string) {
  const found = await db
    .select({ value: marks.value, version: marks.version, seat: marks.seatId })
    .from(marks)
    .innerJoin(entries, eq(entries.id, marks.entryId))
    .where(and(eq(entries.eventId, city.judging.event.id), eq(entries.code, code), eq(marks.slot, "practice")))
  return found[0]
}

test.skipIf(!onPostgres())(
  "a judge signs in at workerd by a code and saves a mark, which Node then shows",
  async () => {
    const cookies = new Map<string, string>()
    expect((await ask("worker", "/judge/", { cookies, init: form({ code: codes.judge }) })).status).toBe(303)
    const seen = await practiceOf("A01")
    const id = uuidv7(new Date(), crypto.getRandomValues(new Uint8Array(10)))
    const operation = {
      id,
      kind: "mark",
      entry: "A01",
      slot: "practice",
      value: "77.3",
      seenVersion: seen?.version ?? 0,
    }
    const body = JSON.stringify({ operations: [operation] })
    const json = { method: "POST", body, headers: { "Content-Type": "application/json" } }
    const saved = await (await ask("worker", "/judge/operations", { cookies, init: json })).json()
    expect(saved).toMatchObject({ results: [{ status: 200, code: "saved", value: "77.3" }] })
    expect((await practiceOf("A01"))?.value).toBe("77.3")
    const [there, here] = await Promise.all([
      ask("worker", "/judge/entries/A01/practice", { cookies }),
      ask("node", "/judge/entries/A01/practice", { cookies }),
    ])
    const page = withoutIds(await here.text())
    expect(page).toContain("77.3")
    expect(withoutIds(await there.text())).toBe(page)
  },
)

test.skipIf(!onPostgres())("a form with a file is told at workerd where files are taken", async () => {
  const cookies = new Map([["lang", "en"]])
  await ask("worker", "/sign-in", { cookies, init: form({ ...officer, next: "/manage" }) })
  const body = new FormData()
  body.append("file", new Blob(["{}"]), "bundle.json")
  const path = `/manage/contests/${city.open.contest.id}/events/import`
  const answer = await ask("worker", path, { cookies, init: { method: "POST", body } })
  expect(answer.status).toBe(501)
  expect(await answer.text()).toContain("takes files on its office server")
})
