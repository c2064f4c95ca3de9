import { and, asc, eq, inArray } from "drizzle-orm"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { reopen } from "#competition/results/commands.ts"
import { contests, entries, events, marks, people, placings, resultVersions } from "#db/schema/index.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeEntry, makeEvent, makePanel } from "../../support/events.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const officerId = await makeOfficer(db, city, "contest_officer", "林知远")
const witnessId = await makeOfficer(db, city, "auditor", "何清")
const { as } = testApp(db)
const officer = await as(officerId)
const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
if (!actor) throw new Error("no officer")
const scope = scopeOf(db, actor)

const made = await makeEvent(db, city, {
  slug: "promoting",
  promotions: [
    { level: "technician", last: 2, holds: "senior" },
    { level: "senior", last: 4, under: 30 },
  ],
})
const panel = await makePanel(db, made)
const give = (code: string, name: string, theory: string, facts: Partial<typeof people.$inferInsert>) =>
  makeEntry(db, made, city, panel, { code, name, theory, practice: ["80", "80", "80"], minutes: "100", facts })
await give("A01", "张三", "90", { skillLevel: "senior", birthDate: "1980-01-01" })
await give("A02", "李四", "85", { skillLevel: null, birthDate: "1995-04-11" })
await give("A03", "王五", "80", { skillLevel: "senior", birthDate: "1999-01-01" })
await give("A04", "赵六", "75", { skillLevel: "intermediate", birthDate: "1995-04-10" })
await makeEntry(db, made, city, panel, { code: "A05", name: "钱七", status: "absent" })

const eventId = made.event.id
const path = (rest = "") => `/manage/events/${eventId}/result${rest}`
const eventNow = async () => (await db.select().from(events).where(eq(events.id, eventId)))[0]
const sign = () => db.update(events).set({ state: "signed" }).where(eq(events.id, eventId))
const version = async () => String((await eventNow())?.version)
const promoted = async (number: number) => {
  const of = and(eq(resultVersions.eventId, eventId), eq(resultVersions.number, number))
  const from = db.select({ code: placings.code, promotedTo: placings.promotedTo }).from(placings)
  const rows = await from
    .innerJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), of))
    .orderBy(asc(placings.position))
  return rows.map((row) => `${row.code} ${row.promotedTo ?? "-"}`)
}

test("before it is published the office sees who would be promoted, counted by level; then each line keeps it", async () => {
  await sign()
  await officer.post(path("/decoding"), { version: await version(), witness: String(witnessId) })
  const page = await officer.text(path("/publication"))
  expect(page).toMatch(/晋升技师<\/dt>\s*<dd>1</)
  expect(page).toMatch(/晋升高级工<\/dt>\s*<dd>1</)
  expect(page.match(/data-label="晋升等级">[^<]*/g)?.map((cell) => cell.slice(18))).toEqual([
    "技师",
    "高级工",
    "--",
    "--",
    "--",
  ])
  const done = await officer.post(path("/publication"), { version: await version(), reason: "首次公布" })
  expect(done.headers.get("location")).toBe(path("?done=published"))
  expect(await promoted(1)).toEqual(["A01 technician", "A02 senior", "A03 -", "A04 -", "A05 -"])
})

test("a correction decides anew by places and files as they are then, says what it changes, and the first version stays", async () => {
  await reopen(scope, { eventId, version: Number(await version()), reason: "复核" })
  const third = and(eq(marks.eventId, eventId), eq(marks.slot, "theory"), eq(marks.value, "80"))
  await db.update(marks).set({ value: "86" }).where(third)
  // The office has entered the first promotion in the person's file; that is none against it.
  const first = db
    .select({ id: entries.personId })
    .from(entries)
    .where(and(eq(entries.eventId, eventId), eq(entries.code, "A01")))
  await db.update(people).set({ skillLevel: "technician" }).where(inArray(people.id, first))
  await db.update(contests).set({ startsOn: "2025-04-10" }).where(eq(contests.id, made.contest.id))
  await sign()
  const page = await officer.text(path("/publication"))
  // The second and third change places, and the fourth is young enough on the earlier first day.
  expect(page).toContain("3 人的名次、总分、奖项或晋升等级有变化")
  await officer.post(path("/publication"), { version: await version(), reason: "更正" })
  expect(await promoted(2)).toEqual(["A01 technician", "A03 technician", "A02 senior", "A04 senior", "A05 -"])
  expect(await promoted(1)).toEqual(["A01 technician", "A02 senior", "A03 -", "A04 -", "A05 -"])
})

test("the database keeps no promotion without a place, and none to a level that there is not", async () => {
  const set = (change: object, code: string) => db.update(placings).set(change).where(eq(placings.code, code))
  await expect(set({ promotedTo: "senior" }, "A05")).rejects.toThrow()
  await expect(set({ promotedTo: "master" }, "A01")).rejects.toThrow()
})
