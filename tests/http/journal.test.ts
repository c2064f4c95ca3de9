import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { logTo } from "#main/log.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const canaries = ["110101199003070011", "13800138000"]

function logged() {
  const lines: string[] = []
  const { log, answered } = logTo("trace", { write: (line) => void lines.push(line) })
  const { app, browser } = testApp(db, undefined, { log, answered })
  app.get("/planted/query", async (c) => c.json(await db.execute(sql`select ${canaries[0]}::uuid`)))
  app.get("/planted/words", (c) => {
    const cookie = c.req.header("Cookie")
    log.warn({ cookie, headers: { authorization: "Bearer x" }, note: `called ${canaries[1]}` }, `of ${canaries[0]}`)
    return c.text("done")
  })
  return { lines, log, browser, read: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

test("a request is one line with its id, route, status and time, and without its query", async () => {
  const { browser, read } = logged()
  const answer = await browser().get(`/honours/unknown?q=${encodeURIComponent("王芳")}`)
  const { time, ms, ...line } = read()[0] ?? {}
  expect(line).toEqual({
    level: "info",
    requestId: answer.headers.get("X-Request-Id"),
    method: "GET",
    route: "/honours/:slug",
    status: 404,
    msg: "request",
  })
  expect([typeof ms, String(time).endsWith("Z"), read().length]).toEqual(["number", true, 1])
  expect(answer.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/)
})

test("a query that fails is logged by its code and place, never by what was bound to it", async () => {
  const { browser, lines, read } = logged()
  const answer = await browser().get("/planted/query")
  expect(read().map(({ level, msg, code, requestId }) => [level, msg, code, requestId])).toEqual([
    ["error", "failed", "22P02", answer.headers.get("X-Request-Id")],
    ["info", "request", undefined, answer.headers.get("X-Request-Id")],
  ])
  expect(lines.join("")).not.toContain(canaries[0])
})

test("what is logged by mistake loses its secrets on the way", async () => {
  const { browser, lines, read } = logged()
  await browser({ sid: "a-secret-session" }).get("/planted/words")
  expect(read()[0]).toMatchObject({
    cookie: "[redacted]",
    headers: { authorization: "[redacted]" },
    note: "called [phone]",
    msg: "of [identity]",
  })
  for (const secret of [...canaries, "a-secret-session", "Bearer"]) expect(lines.join("")).not.toContain(secret)
})

test("a thrown error keeps its place and loses its words", () => {
  const { log, lines, read } = logged()
  log.error(new Error(`no row for ${canaries[0]}: 王芳`))
  expect(read()[0]).toMatchObject({ level: "error", err: { kind: "Error" } })
  expect(lines.join("")).not.toContain("王芳")
})
