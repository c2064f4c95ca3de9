import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { decode, publish, reopen } from "#competition/results/commands.ts"
import type { Scope } from "#db/db.ts"
import { auditEntries, events, marks, resultVersions } from "#db/schema/index.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeEntry, makeEvent, makePanel } from "../../support/events.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const officerId = await makeOfficer(db, city, "contest_officer", "林知远")
const witnessId = await makeOfficer(db, city, "auditor", "何清")
const strangerId = await makeOfficer(db, await makeUnit(db, "江城机床厂", city), "contest_officer", "外人")
const { as, browser } = testApp(db)
const officer = await as(officerId)

const scopeFor = async (accountId: number): Promise<Scope> => {
  const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), accountId)
  if (!actor) throw new Error("no account")
  return scopeOf(db, actor)
}
const scope = await scopeFor(officerId)
const made = await makeEvent(db, city, { slug: "correction" })
const panel = await makePanel(db, made)
const give = (code: string, name: string, theory: string) =>
  makeEntry(db, made, city, panel, { code, name, theory, practice: ["80", "80", "80"], minutes: "100" })
await give("A01", "张三", "90")
await give("A02", "李四", "85")
await db.update(events).set({ state: "signed" }).where(eq(events.id, made.event.id))

const eventId = made.event.id
const now = async () => {
  const [event] = await db.select().from(events).where(eq(events.id, eventId))
  return event as NonNullable<typeof event>
}
const given = async () => ({ eventId, version: (await now()).version, reason: "申诉成立，理论分录入有误" })
const code = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code
const path = `/manage/events/${eventId}/result`

test("what is only signed is not sent back here, and cannot be published before it is decoded", async () => {
  expect(code(await reopen(scope, await given()))).toBe("wrong_state")
  expect(code(await publish(scope, await given()))).toBe("wrong_state")
})

test("a published result is corrected: sent back, changed, signed and published as version 2 without decoding again", async () => {
  expect(code(await decode(scope, { eventId, version: (await now()).version, witnessId }))).toBe("ok")
  expect(code(await publish(scope, { ...(await given()), reason: "首次公布" }))).toBe("ok")
  expect(code(await reopen(await scopeFor(strangerId), await given()))).toBe("not_found")
  expect(code(await reopen(scope, { ...(await given()), version: 1 }))).toBe("stale")
  expect(code(await reopen(scope, await given()))).toBe("ok")
  expect((await now()).state).toBe("judging")
  const audit = and(eq(auditEntries.action, "result.reopen"), eq(auditEntries.subjectId, eventId))
  expect((await db.select().from(auditEntries).where(audit)).map(({ facts }) => facts)).toEqual([
    { reason: "申诉成立，理论分录入有误", from: "published" },
  ])
  expect(await browser().text("/contests/correction/fitter")).toContain("张三")
  const theory = and(eq(marks.eventId, eventId), eq(marks.slot, "theory"), eq(marks.value, "85"))
  await db.update(marks).set({ value: "95" }).where(theory)
  await db.update(events).set({ state: "signed" }).where(eq(events.id, eventId))
  expect(code(await decode(scope, { eventId, version: (await now()).version, witnessId }))).toBe("wrong_state")
  const page = await officer.text(path)
  expect(page).toContain("发布更正")
  expect(page).not.toContain('name="witness"')
  expect(code(await publish(scope, await given()))).toBe("ok")
  const versions = await db.select().from(resultVersions).where(eq(resultVersions.eventId, eventId))
  expect(versions.map(({ number, reason }) => [number, reason])).toEqual([
    [1, "首次公布"],
    [2, "申诉成立，理论分录入有误"],
  ])
  const board = await browser().text("/contests/correction/fitter")
  expect(board.indexOf("李四")).toBeLessThan(board.indexOf("张三"))
})

test("sending back asks for a reason, and the form says so with what was typed", async () => {
  const { version } = await now()
  const refused = await officer.post(`${path}/reopening`, { version: String(version), reason: " " })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain("请填写退回原因")
  expect((await now()).state).toBe("published")
  const done = await officer.post(`${path}/reopening`, { version: String(version), reason: "重新核对" })
  expect(done.headers.get("location")).toBe(`${path}?done=reopened`)
  expect(await officer.text(`${path}?done=reopened`)).toContain("已退回评分")
})
