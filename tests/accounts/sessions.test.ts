import { and, desc, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { policies } from "#accounts/policy.ts"
import { accounts, auditEntries, duties, sessions } from "#db/schema/index.ts"
import { type Browser, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const atFirst = await db.$count(accounts)
const root = await makeUnit(db, "江城市总工会")
const accountId = await makeOfficer(db, root, "auditor", "何清")
const otherId = await makeOfficer(db, root, "auditor", "江颂")
const administratorId = await makeOfficer(db, root, "administrator", "林知远")
let now = new Date("2026-03-01T00:00:00Z")
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const { as } = testApp(db, () => now, { policy: policies.default })
const isIn = async (visitor: Browser) => (await visitor.get("/manage/account")).status === 200
const areIn = async (...visitors: Browser[]) => {
  const found: boolean[] = []
  for (const one of visitors) found.push(await isIn(one))
  return found
}

/** The row of the session that was opened last. */
async function lastRow(): Promise<number> {
  const [row] = await db.select().from(sessions).orderBy(desc(sessions.id)).limit(1)
  return row?.id ?? 0
}

const ends = async () => {
  const of = and(eq(auditEntries.action, "account.end_sessions"), eq(auditEntries.subjectId, accountId))
  return (await db.select().from(auditEntries).where(of)).length
}

beforeEach(async () => {
  await db.delete(sessions)
})

test("a new database that is no demo holds no account", () => expect(atFirst).toBe(0))

test("a session ends after thirty minutes without use, and each use begins them anew", async () => {
  const visitor = await as(accountId)
  for (const _ of [1, 2, 3]) {
    later(29)
    expect(await isIn(visitor)).toBe(true)
  }
  later(30.1)
  expect((await visitor.get("/manage/account")).headers.get("location")).toBe("/sign-in?next=%2Fmanage%2Faccount")
})

test("a session ends after twelve hours, however much it is used", async () => {
  const visitor = await as(accountId)
  for (let minutes = 20; minutes < 720; minutes += 20) {
    later(20)
    if (!(await isIn(visitor))) throw new Error(`over after ${minutes} minutes`)
  }
  later(19)
  expect(await isIn(visitor)).toBe(true)
  later(1)
  expect([await isIn(visitor), await db.$count(sessions)]).toEqual([false, 0])
})

test("one's own sessions are listed, and one is ended by its row; another person's row is not found", async () => {
  const visitor = await as(accountId)
  const lost = await as(accountId)
  const row = await lastRow()
  const stranger = await as(otherId)
  const foreign = await lastRow()
  const rows = (page: string) => [...page.matchAll(/account\/sessions\/(\d+)\/ending/g)].map(([, id]) => Number(id))
  expect(rows(await visitor.text("/manage/account"))).toEqual([row])
  const before = await ends()
  expect((await visitor.post(`/manage/account/sessions/${foreign}/ending`)).status).toBe(404)
  const ended = await visitor.post(`/manage/account/sessions/${row}/ending`)
  expect(ended.headers.get("location")).toBe("/manage/account?done=ended")
  expect(await areIn(visitor, lost, stranger)).toEqual([true, false, true])
  expect(rows(await visitor.text("/manage/account"))).toEqual([])
  expect((await visitor.post(`/manage/account/sessions/${row}/ending`)).status).toBe(404)
  expect((await ends()) - before).toBe(1)
})

test("all one's other sessions are ended at once, nobody else's", async () => {
  const [visitor, first, second, stranger] = [
    await as(accountId),
    await as(accountId),
    await as(accountId),
    await as(otherId),
  ]
  const before = await ends()
  await visitor.post("/manage/account/sessions/ending")
  expect(await areIn(visitor, first, second, stranger)).toEqual([true, false, false, true])
  expect((await ends()) - before).toBe(1)
})

test("a new password ends the other sessions and gives this one a new secret", async () => {
  const [visitor, other] = [await as(accountId), await as(accountId)]
  const before = visitor.cookies.sid
  const given = { current: "correct horse battery", wanted: "another long sentence of mine" }
  const changed = await visitor.post("/manage/account/password", given)
  expect(changed.headers.get("location")).toBe("/manage/account?done=changed")
  expect(visitor.cookies.sid).not.toBe(before)
  expect(await areIn(visitor, other)).toEqual([true, false])
})

/** The page of an account's person, where an administrator keeps account and duties. */
async function fileOf(id: number): Promise<string> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id))
  return `/manage/people/${account?.personId}`
}

test("whose account is closed is signed out at the next request, and no session helps", async () => {
  const [administrator, visitor] = [await as(administratorId), await as(otherId)]
  expect(await isIn(visitor)).toBe(true)
  const closed = await administrator.post(`${await fileOf(otherId)}/account/closure`)
  expect(closed.headers.get("location")).toContain("?done=closure")
  expect(await areIn(visitor, await as(otherId), administrator)).toEqual([false, false, true])
})

test("a duty that is taken away counts for nothing at the next request", async () => {
  const [administrator, visitor] = [await as(administratorId), await as(accountId)]
  expect((await visitor.get("/manage/policy")).status).toBe(200)
  const [duty] = await db.select().from(duties).where(eq(duties.kind, "auditor")).orderBy(duties.id).limit(1)
  await administrator.post(`${await fileOf(accountId)}/duties/${duty?.id}/end`)
  expect([(await visitor.get("/manage/policy")).status, await isIn(visitor)]).toEqual([404, true])
})
