import { and, eq, inArray } from "drizzle-orm"
import { expect, test } from "vitest"
import {
  auditEntries,
  certificateFormats,
  certificatePrintLines,
  certificates,
  registerEntries,
} from "#db/schema/index.ts"
import { testApp } from "../../../support/app.ts"
import { freshDatabase } from "../../../support/database.ts"
import { makeHonour, putEntry } from "../../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../../support/people.ts"

const { db } = await freshDatabase()
let now = new Date("2026-05-03T02:00:00Z")
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
const { as, browser } = testApp(db, () => now)
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const auditor = await as(await makeOfficer(db, city, "auditor"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const medal = await makeHonour(db, city, "medal")
const plain = await makeHonour(db, city, "plain")
const base = "/manage/certificates"
await db.insert(certificateFormats).values({ honourId: medal.id, pattern: "JZ{year}{serial:4}{check}" })
let serial = 0
const entered = (name = `获奖者${++serial}`, more: Partial<typeof registerEntries.$inferInsert> = {}) =>
  putEntry(db, medal, works, name, { sortStroke: name, ...more })
const print = (entries: readonly number[], reason = "") => officer.post(base, { entries: entries.map(String), reason })
const printId = (answer: Response) => Number(/prints\/(\d+)$/.exec(answer.headers.get("location") ?? "")?.[1])
const codeOf = async (entryId: number) =>
  (await db.select().from(certificates).where(eq(certificates.entryId, entryId)))[0]?.code ?? ""
const numbersOf = async (ids: readonly number[]) =>
  (
    await db
      .select()
      .from(registerEntries)
      .where(inArray(registerEntries.id, [...ids]))
  )
    .toSorted((one, two) => one.id - two.id)
    .map(({ certificateNumber }) => certificateNumber)
const audited = async (id: number) => {
  const where = and(eq(auditEntries.action, "certificate.print"), eq(auditEntries.subjectId, id))
  return (await db.select().from(auditEntries).where(where)).map(({ facts }) => facts)
}

test("a batch is numbered, gets codes, is noted with its numbers, and opens as one sheet a certificate", async () => {
  const ids = [await entered("甲一"), await entered("甲二", { isPosthumous: true })]
  expect(await officer.text(`${base}?honour=${medal.id}&year=2026`)).toContain(`value="${ids[0]}"`)
  const answer = await print(ids)
  expect(answer.status).toBe(303)
  const id = printId(answer)
  const numbers = await numbersOf(ids)
  expect(numbers.map((number) => /^JZ2026\d{5}$/.test(number ?? ""))).toEqual([true, true])
  expect(await audited(id)).toEqual([{ numbers }])
  const sheet = await officer.text(`${base}/prints/${id}/sheets`)
  expect(sheet.match(/<article class="certificate"/g)?.length).toBe(2)
  for (const part of [...numbers, "甲一", "追授", "江城市medal奖", "江城市总工会", "2026年4月28日"])
    expect(sheet).toContain(part)
  const code = await codeOf(ids[0] ?? 0)
  expect(sheet).toContain(code.replace(/(.{4})(?=.)/g, "$1-"))
  expect(await officer.text(base)).toContain(`${base}/prints/${id}`)
})

test("what was printed is printed again only for a reason, under the same number and code, and marked", async () => {
  const [old, fresh] = [await entered(), await entered()]
  await print([old])
  const [code, number] = [await codeOf(old), (await numbersOf([old]))[0]]
  expect((await print([old, fresh])).status).toBe(422)
  expect(await numbersOf([fresh])).toEqual([null])
  const answer = await print([old, fresh], "原件遗失")
  const id = printId(answer)
  expect([await codeOf(old), (await numbersOf([old]))[0]]).toEqual([code, number])
  const [facts] = await audited(id)
  expect(facts).toEqual({ numbers: await numbersOf([old, fresh]), reprints: [number], reason: "原件遗失" })
  const lines = await db.select().from(certificatePrintLines).where(eq(certificatePrintLines.printId, id))
  expect(lines.map(({ isReprint }) => isReprint)).toEqual([true, false])
  const sheet = await officer.text(`${base}/prints/${id}/sheets`)
  expect(sheet.match(/（补发）/g)?.length).toBe(1)
})

test("nothing chosen, a revoked honour, one without a pattern and one of an unknown year are refused whole", async () => {
  const good = await entered()
  const revoked = await entered(undefined, { revokedAt: now, ending: "revocation" })
  const unnumbered = await putEntry(db, plain, works, "无编号")
  const undated = await entered(undefined, { year: null, decidedOn: "" })
  const long = Array.from({ length: 201 }, (_, at) => 500_000 + at)
  for (const ids of [[], [good, revoked], [good, unnumbered], [good, undated], long])
    expect((await print(ids)).status).toBe(422)
  expect((await print([good, 999_999])).status).toBe(404)
  expect([await codeOf(good), await numbersOf([good])]).toEqual(["", [null]])
  expect(await officer.text(`${base}?honour=${plain.id}`)).toContain(`/honours/${plain.id}/numbering`)
})

test("only who keeps the register prints; an auditor reads who did, and a stranger finds nothing", async () => {
  const id = await entered()
  const form = { entries: [`${id}`], reason: "" }
  expect((await stranger.post(base, form)).status).toBe(404)
  expect((await auditor.post(base, form)).status).toBe(404)
  const made = printId(await print([id]))
  expect((await auditor.get(`${base}/prints/${made}`)).status).toBe(200)
  expect((await auditor.get(`${base}/prints/${made}/sheets`)).status).toBe(404)
  expect((await stranger.get(`${base}/prints/${made}`)).status).toBe(404)
  expect(await stranger.text(base)).not.toContain(`/prints/${made}`)
  expect((await browser().get(base)).headers.get("location")).toContain("/sign-in")
})

test("sheets close after an hour, and what was revoked meanwhile is on none", async () => {
  const [kept, gone] = [await entered("留下者"), await entered("撤销者")]
  const id = printId(await print([kept, gone]))
  await db.update(registerEntries).set({ revokedAt: now, ending: "revocation" }).where(eq(registerEntries.id, gone))
  const sheet = await officer.text(`${base}/prints/${id}/sheets`)
  expect([sheet.includes("留下者"), sheet.includes("撤销者")]).toEqual([true, false])
  now = new Date(now.getTime() + 61 * 60_000)
  const late = await officer.get(`${base}/prints/${id}/sheets`)
  expect([late.status, late.headers.get("location")]).toEqual([303, `${base}/prints/${id}`])
})

test("an honour's own words are set beside its pattern, and stand on the sheet", async () => {
  const honour = await makeHonour(db, city, "own", { titleZh: "江城工匠" })
  const path = `/manage/register/honours/${honour.id}/numbering`
  const given = { pattern: "GJ{year}-{serial:3}", wording: "兹授予{unit}{name}{honour}称号。", version: "0" }
  expect((await officer.post(path, { ...given, wording: "没有荣誉" })).status).toBe(422)
  expect((await officer.post(path, given)).status).toBe(303)
  const id = await putEntry(db, honour, works, "张巧手")
  const sheet = await officer.text(`${base}/prints/${printId(await print([id]))}/sheets`)
  for (const part of ["兹授予江城机床厂张巧手", "江城工匠", "称号。", "GJ2026-001"]) expect(sheet).toContain(part)
})
