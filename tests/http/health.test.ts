import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { connect } from "#db/connect.ts"
import { createGauges } from "#main/gauges.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const database = await freshDatabase()
const { db } = database

const answerOf = async (answer: Response) => [answer.status, await answer.text()]

test("a process that runs is healthy, and ready once its database answers at the level of the code", async () => {
  const visitor = testApp(db).browser()
  expect(await answerOf(await visitor.get("/healthz"))).toEqual([200, "ok"])
  expect(await answerOf(await visitor.get("/readyz"))).toEqual([200, "ready"])
})

test("a process whose database lacks a migration is healthy but not ready", async () => {
  const behind = (await freshDatabase()).db
  await behind.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at - 1`)
  const visitor = testApp(behind).browser()
  expect(await answerOf(await visitor.get("/readyz"))).toEqual([503, "migrations are missing"])
  expect(await answerOf(await visitor.get("/healthz"))).toEqual([200, "ok"])
})

test("a process whose database is away, or that is ending, is not ready", async () => {
  const down = connect("postgres://nobody:nothing@127.0.0.1:1/nothing", 1)
  expect(await answerOf(await testApp(down.db).browser().get("/readyz"))).toEqual([503, "the database does not answer"])
  await down.close()
  const ending = testApp(db, undefined, { draining: () => true }).browser()
  expect(await answerOf(await ending.get("/readyz"))).toEqual([503, "draining"])
})

const token = "a-token-of-enough-signs"

test("the numbers are there for whoever bears the token, and for nobody where none is set", async () => {
  const { app } = testApp(db, undefined, { metricsToken: token })
  const ask = (headers: Record<string, string>) => app.request("/metrics", { headers })
  expect((await ask({ Authorization: `Bearer ${token}` })).status).toBe(200)
  for (const headers of [
    {},
    { Authorization: token },
    { Authorization: `Bearer ${token}x` },
    { Authorization: "Bearer " },
  ])
    expect((await ask(headers as Record<string, string>)).status).toBe(404)
  const without = testApp(db).app
  expect((await without.request("/metrics", { headers: { Authorization: "Bearer undefined" } })).status).toBe(404)
})

test("requests are counted by route, never by address", async () => {
  const { app, browser } = testApp(db, undefined, {
    metricsToken: token,
    gauges: createGauges({ ...database, embedded: false }),
  })
  const visitor = browser()
  for (const path of [
    "/honours/some-board",
    "/honours/another?q=110101199003070011",
    "/no/such/page/13800138000",
    "/sign-in",
  ])
    await visitor.get(path)
  await app.request("/healthz", { method: "BREW" })
  const text = await (await app.request("/metrics", { headers: { Authorization: `Bearer ${token}` } })).text()
  const counted = text.split("\n").filter((line) => line.startsWith("laurel_requests_total"))
  expect(counted).toEqual([
    'laurel_requests_total{method="GET",route="/honours/:slug",status="4xx"} 2',
    'laurel_requests_total{method="GET",route="none",status="4xx"} 1',
    'laurel_requests_total{method="GET",route="/sign-in",status="2xx"} 1',
    'laurel_requests_total{method="other",route="none",status="4xx"} 1',
  ])
  expect(text).toContain('laurel_request_seconds_bucket{method="GET",route="/honours/:slug",le="+Inf"} 2')
  expect(text).toContain("laurel_database_up 1\n")
  expect(text).toMatch(/laurel_event_loop_delay_seconds\{quantile="0.99"\} \S+/)
  expect(text).toMatch(/laurel_memory_bytes\{kind="resident"\} \d{8,}/)
  expect(text).not.toMatch(/some-board|13800138000|110101199003070011/)
})
