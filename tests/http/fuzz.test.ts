import fc from "fast-check"
import { expect, test } from "vitest"
import { auditEntries } from "#db/schema/index.ts"
import { freshDatabase, onPostgres } from "../support/database.ts"
import { foreignMarkup } from "./fuzz/markup.ts"
import { type Shot, shots } from "./fuzz/requests.ts"
import { payloads } from "./fuzz/values.ts"
import { formsByRoute, makeWorld } from "./fuzz/world.ts"

const seed = Number(process.env.FUZZ_SEED ?? 20261121)
const many = Number(process.env.FUZZ_RUNS ?? (onPostgres() ? 20_000 : 2_000))
const atOnce = onPostgres() ? 6 : 1

const { db } = await freshDatabase()
const { app, routes, visitors, foreign, places } = await makeWorld(db)

/** Paths of what is near, one of each kind of thing a page may show. */
const pathsOf = (pattern: string): string[] => {
  const word = /([a-z-]+)\/:(?:id|slug|entry)/.exec(pattern)?.[1] ?? ""
  const { near = ["A01"] } = places.get(pattern.includes(":slug") ? `${word.replace(/s$/, "")}-slug` : word) ?? {}
  return near.slice(0, 6).map((id) =>
    pattern
      .replace(/:code/, "A01")
      .replace(/:slot/, "practice")
      .replace(/:\w+(\{[^}]*\})?/g, id),
  )
}

type Tally = { failures: string[]; statuses: Map<number, number>; slowest: number }

async function send(shot: Shot, everybody: Awaited<ReturnType<typeof visitors>>, tally: Tally): Promise<void> {
  const { method, path, body, headers } = shot
  const sent = new Headers({ "Sec-Fetch-Site": "same-origin", ...headers })
  if (body.type !== undefined) sent.set("Content-Type", body.type)
  const began = performance.now()
  const visitor = everybody[shot.visitor] as (typeof everybody)[number]
  const answer = await visitor.ask(path, { method, headers: sent, ...(body.content && { body: body.content }) })
  const text = await answer.text()
  const took = performance.now() - began
  tally.slowest = Math.max(tally.slowest, took)
  tally.statuses.set(answer.status, (tally.statuses.get(answer.status) ?? 0) + 1)
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html") ?? false
  const markup = isPage ? foreignMarkup(text) : []
  const elsewhere = /^(https?:)?\/\/(?!laurel\.test)|^\w+:(?!\/\/laurel\.test)/.test(
    answer.headers.get("Location") ?? "",
  )
  if (answer.status >= 500 || markup.length > 0 || elsewhere)
    tally.failures.push(
      `${method} ${path.slice(0, 160)} as ${shot.visitor} ${body.what} ${describe(body.content)}: ${answer.status} ${markup}`,
    )
}

const describe = (content: unknown): string =>
  content instanceof FormData
    ? JSON.stringify([...content].map(([name, value]) => [name, typeof value === "string" ? value : "file"])).slice(
        0,
        600,
      )
    : typeof content === "string"
      ? content.slice(0, 600)
      : ""

test("planted markup is seen where a page would run it, and not where it is text", () => {
  const page = (inner: string) => `<!doctype html><title>x</title><p title="${inner}">${inner}</p>`
  const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  expect(payloads.filter((payload) => foreignMarkup(page(escaped(payload))).length > 0)).toEqual([])
  const seen = payloads.filter((payload) => foreignMarkup(page(payload)).length > 0)
  expect(seen.length).toBeGreaterThan(7)
  expect(foreignMarkup('<a href="javascript:planted7f()">x</a>')).toEqual(["a href=javascript:planted7f()"])
})

test(`${many.toLocaleString("en")} generated requests to every route: nothing fails, nothing planted runs, nothing foreign changes`, {
  timeout: 900_000,
}, async () => {
  const forms = await formsByRoute(routes, await visitors(), pathsOf)
  expect(forms.size).toBeGreaterThan(35)
  const auditBefore = await db.select().from(auditEntries).orderBy(auditEntries.id)
  const hungBefore = await foreign.hung()
  expect([foreign.rows > 50, await foreign.changed()]).toEqual([true, []])
  const everybody = await visitors()
  const list = fc.sample(shots(routes, forms, places, everybody.length), { seed, numRuns: many })
  const asked = new Set(list.map(({ route }) => route)).size
  expect(asked).toBeGreaterThanOrEqual(routes.length * (many < 20_000 ? 0.7 : 1))
  const tally: Tally = { failures: [], statuses: new Map(), slowest: 0 }
  for (let at = 0; at < list.length; at += 500) {
    const now = await visitors()
    const left = list.slice(at, at + 500)
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let shot = left.shift(); shot; shot = left.shift()) await send(shot, now, tally)
      }),
    )
  }
  expect([seed, tally.failures]).toEqual([seed, []])
  expect(await foreign.changed()).toEqual([])
  expect(await foreign.hung()).toEqual(hungBefore)
  const after = new Map((await db.select().from(auditEntries)).map((entry) => [entry.id, entry]))
  expect(auditBefore.filter((entry) => JSON.stringify(after.get(entry.id)) !== JSON.stringify(entry))).toEqual([])
  expect(after.size).toBeGreaterThan(auditBefore.length)
  for (const status of [200, 303, 403, 404, 422]) expect([status, tally.statuses.has(status)]).toEqual([status, true])
  const began = performance.now()
  for (let count = 0; count < 20; count++) expect((await app.request("http://laurel.test/")).status).toBe(200)
  expect((performance.now() - began) / 20).toBeLessThan(500)
})
