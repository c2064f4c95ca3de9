import { sql } from "drizzle-orm"
import { pino } from "pino"
import { expect, test } from "vitest"
import { auditEntries, units } from "#db/schema/index.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const canary = "110101199003070011"

const isFailure = ({ msg }: Record<string, unknown>) => msg !== "request"

/** The app with a log that is kept, and routes that fail with a bound value in the error. */
function failing() {
  const lines: string[] = []
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) })
  const { app, browser } = testApp(db, undefined, { log })
  app.get("/planted/cast", async (c) => c.json(await db.execute(sql`select ${`line\n    at ${canary}`}::uuid`)))
  app.get("/planted/insert", async (c) => {
    const facts = { identity: canary }
    await db.insert(auditEntries).values({ action: canary, subjectKind: "x", subjectId: Number.NaN, facts } as never)
    return c.text("done")
  })
  app.get("/planted/unique", async (c) => {
    await db.insert(units).values({ name: canary, path: canary } as never)
    return c.text("done")
  })
  return { lines, browser }
}

test.each(["cast", "insert", "unique"])(
  "an error with bound values (%s) keeps them out of the log and the page",
  async (name) => {
    const { lines, browser } = failing()
    const visitor = browser()
    const answer = await visitor.get(`/planted/${name}`)
    const page = await answer.text()
    expect(answer.status).toBe(500)
    expect(page).not.toContain(canary)
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(isFailure)
    expect(entries.map(({ level, msg }) => [level, msg])).toEqual([[50, "failed"]])
    expect(page).toContain(String(entries[0]?.requestId))
    expect(lines.join("")).not.toContain(canary)
    expect(JSON.stringify(entries[0]?.where)).toContain("errors.test.ts")
  },
)

test("the code of a database's error stands in the log", async () => {
  const { lines, browser } = failing()
  await browser().get("/planted/cast")
  expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ code: "22P02" })
})

test("two who take the same name at the same instant: the second is told so, and nothing is logged as a failure", async () => {
  const lines: string[] = []
  const { app, browser } = testApp(db, undefined, {
    log: pino({ level: "trace" }, { write: (line: string) => void lines.push(line) }),
  })
  const taken = {
    name: canary,
    shortName: "",
    path: "1.",
    kind: "federation",
    level: "municipal",
    ownership: "organ",
  } as const
  const row = { ...taken, searchKey: "", sortPinyin: "", createdAt: new Date(0) }
  app.get("/planted/twice", async (c) => {
    await db.insert(units).values(row)
    await db.insert(units).values(row)
    return c.text("done")
  })
  const answer = await browser().get("/planted/twice")
  expect([answer.status, lines.map((line) => JSON.parse(line)).filter(isFailure)]).toEqual([409, []])
  expect(await answer.text()).not.toContain(canary)
})

test.each([
  ["ECONNREFUSED of Node", Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), 503],
  ["a socket that workerd could not open", new Error("connection attempt failed"), 503],
  ["a socket that workerd lost", new Error("Network connection lost."), 503],
  ["a fault of ours", new Error("the connection attempt failed us"), 500],
])("a query that failed by %s is answered in its words", async (_, cause, status) => {
  const { app, browser } = testApp(db)
  app.get("/planted/away", () => {
    throw new Error("Failed query: select 1", { cause })
  })
  expect((await browser().get("/planted/away")).status).toBe(status)
})
