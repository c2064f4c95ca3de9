import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, people, registerEntries } from "#db/schema/index.ts"
import { takeOverPerson } from "#honours/register/commands.ts"
import { fileEntry } from "#honours/register/filing/commands.ts"
import { isByHand } from "#honours/register/filing/filable.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeHonour, putEntry } from "../../support/honours.ts"
import { scopeAs } from "../../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const now = new Date("2026-05-03T02:00:00Z")
const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const mill = await makeUnit(db, "江城纺织厂", city)
const other = await makeUnit(db, "海州市总工会")
const { as } = testApp(db, () => now)
const officerId = await makeOfficer(db, city, "honours_officer")
const officer = await as(officerId)
const auditor = await as(await makeOfficer(db, city, "auditor"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const medal = await makeHonour(db, city, "medal")
const plaque = await makeHonour(db, city, "plaque", { recipientKind: "unit" })
const turner = await makePerson(db, works, "王芳")
const weaver = await makePerson(db, mill, "王芳")
const far = await makePerson(db, other, "王芳")
let serial = 0

const entered = (recipientName = "王芳", more: Partial<typeof registerEntries.$inferInsert> = {}) =>
  putEntry(db, medal, works, recipientName, { year: 2000 + ++serial, ...more })
const path = (id: number, rest = "") => `/manage/register/${id}/file${rest}`
const fileOf = async (id: number) =>
  (await db.select().from(registerEntries).where(eq(registerEntries.id, id)))[0]?.personId ?? null
const audited = async (id: number, action: string) =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id)))
  ).map(({ facts }) => facts)
const filing = (personId: number, more: Record<string, string> = {}) => ({
  personId: `${personId}`,
  version: "1",
  ...more,
})

test("an entry by hand is put on the file of one of two namesakes, stands in the lifetime file, and is taken off", async () => {
  const id = await entered()
  expect(await officer.text(`/manage/register/${id}`)).toContain(`href="${path(id)}"`)
  const page = await officer.text(path(id))
  expect([works.name, mill.name, other.name].map((name) => page.includes(`${name} ·`))).toEqual([true, true, false])
  const [row] = await db.select().from(people).where(eq(people.id, turner.id))
  expect(page).toContain(`${row?.birthDate.slice(0, 4)} 年生`)
  expect(page).not.toContain(row?.birthDate)
  const done = await officer.post(path(id), filing(turner.id))
  expect([done.status, done.headers.get("location")]).toEqual([303, `/manage/register/${id}?done=filed`])
  expect([await fileOf(id), await audited(id, "honour.file")]).toEqual([turner.id, [{ person: turner.id }]])
  expect(await officer.text(`/manage/people/${turner.id}/honours`)).toContain(`/manage/register/${id}"`)
  expect(await officer.text(`/manage/people/${weaver.id}/honours`)).not.toContain(`/manage/register/${id}"`)
  const early = await officer.post(path(id, "/removal"), { version: "2", reason: "" })
  expect([early.status, await fileOf(id)]).toEqual([422, turner.id])
  const off = await officer.post(path(id, "/removal"), { version: "2", reason: "同名，认错了人" })
  expect([off.status, await fileOf(id)]).toEqual([303, null])
  expect(await audited(id, "honour.unfile")).toEqual([{ person: turner.id, reason: "同名，认错了人" }])
})

test("a stale form, another name, a stranger's person and the same twice are refused", async () => {
  const id = await entered("王小芳")
  const answer = async (given: Record<string, string>) => (await officer.post(path(id), given)).status
  expect(await answer(filing(turner.id, { version: "9" }))).toBe(409)
  expect(await answer(filing(far.id))).toBe(422)
  expect(await answer(filing(turner.id))).toBe(422)
  expect(await fileOf(id)).toBe(null)
  expect(await answer(filing(turner.id, { confirmed: "yes" }))).toBe(303)
  expect(await answer(filing(weaver.id, { version: "2", confirmed: "yes" }))).toBe(422)
  const twin = await entered("王小芳", { year: 2000 + serial })
  const again = await officer.post(path(twin), filing(turner.id, { confirmed: "yes" }))
  expect([again.status, await fileOf(twin)]).toEqual([422, null])
})

test("only who keeps the register finds the page, and only for a person's entry that was put down by hand", async () => {
  const id = await entered()
  for (const visitor of [auditor, stranger]) {
    expect((await visitor.get(path(id))).status).toBe(404)
    expect((await visitor.post(path(id), filing(turner.id))).status).toBe(404)
  }
  const ofUnit = await entered(works.name, { honourId: plaque.id })
  const old = await entered("王芳", { source: "import" })
  for (const one of [ofUnit, old]) expect((await officer.get(path(one))).status).toBe(404)
  const done = await fileEntry(await scopeAs(db, officerId, now), old, {
    ...{ personId: turner.id, version: 1, confirmed: true },
  })
  expect(done).toEqual({ ok: false, refusal: { code: "not_by_hand" } })
})

test("a merged file takes the entry along", async () => {
  const id = await entered()
  await officer.post(path(id), filing(weaver.id))
  await takeOverPerson(scopeOf(db, { kind: "system", name: "test" }, now), weaver.id, turner.id)
  expect(await fileOf(id)).toBe(turner.id)
})

test.each([
  ["by hand", {}, "person", true],
  ["of a unit", {}, "unit", false],
  ["of a nominee", { nominationId: 1 }, "person", false],
  ["of a winner", { placingId: 1 }, "person", false],
  ["of an old list", { source: "import" }, "person", false],
] as const)("an entry %s", (_, more, recipient, may) => {
  expect(isByHand({ source: "decision", nominationId: null, placingId: null, ...more }, recipient)).toBe(may)
})

test.skipIf(!onPostgres())("two officers who put one entry on two files at once put it on one", async () => {
  const id = await entered()
  const scope = await scopeAs(db, officerId, now)
  const both = await Promise.all(
    [turner.id, weaver.id].map((personId) => fileEntry(scope, id, { personId, version: 1, confirmed: true })),
  )
  expect(both.map((one) => (one.ok ? "ok" : one.refusal.code)).toSorted()).toEqual(["ok", "stale"])
  expect(await audited(id, "honour.file")).toHaveLength(1)
})
