import { eq, isNotNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { lifeOf } from "#boards/lifetime/life.ts"
import { transact } from "#db/db.ts"
import {
  entryVersions,
  eventRules,
  nominations,
  people,
  placings,
  registerEntries,
  resultVersions,
  revocations,
} from "#db/schema/index.ts"
import { startTerms } from "#honours/register/terms/commands.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeDistrict } from "../../support/district.ts"
import { makeHonour, makeNomination, makeProgramme } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机床厂", district)
const other = await makeUnit(db, "海州市总工会")
const now = new Date("2026-05-01T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const office = await as(await makeOfficer(db, city, "honours_officer"))
const tier = await as(await makeOfficer(db, district, "honours_officer"))
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const medal = await makeHonour(db, city, "lifetime-medal")
const craftsman = await makeHonour(db, district, "craftsman", { titleZh: "临江工匠" })

async function entered(personId: number, more: Partial<typeof registerEntries.$inferInsert> = {}) {
  const facts = { honourId: medal.id, personId, unitId: works.id, recipientName: "欧阳轶", unitName: works.name }
  const paper = {
    year: 2025,
    decidedOn: "2025-04-28",
    documentNumber: "江工发〔2025〕8号",
    source: "decision" as const,
  }
  const kept = { searchKey: "x", sortPinyin: "x", visibleFrom: new Date("2025-05-01"), createdAt: now }
  const [row] = await db
    .insert(registerEntries)
    .values({ ...facts, ...paper, ...kept, ...more })
    .returning()
  return row?.id ?? 0
}
const file = (id: number) => `/manage/people/${id}/honours`
const asked = {
  kind: "revocation",
  ground: "untrue_deeds",
  statement: "事迹失实，不外传",
  createdAt: new Date("2026-02-01"),
} as const

test("what happened to an honour comes in the order of the days", () => {
  const corrections = [{ entryId: 1, reason: "笔误", createdAt: new Date("2026-03-01T04:00:00Z") }]
  const restored = { restoringNumber: "31号", restoredOn: "2026-04-20" }
  const one = {
    ...asked,
    id: 7,
    state: "restored" as const,
    documentNumber: "30号",
    decidedOn: "2026-03-15",
    ...restored,
  }
  const act = { act: "begin" as const, documentNumber: "8号", decidedOn: "2025-04-28", endsOn: "2028-04-28", at: now }
  const life = lifeOf(1, {
    corrections,
    cases: [{ ...one, entryId: 1 }],
    acts: [
      { ...act, entryId: 1 },
      { ...act, entryId: 2 },
    ],
  })
  expect(life.map(({ day, kind, note }) => [day, kind, note])).toEqual([
    ["2025-04-28", "begin", "8号 → 2028-04-28"],
    ["2026-02-01", "opened", ""],
    ["2026-03-01", "corrected", "笔误"],
    ["2026-03-15", "ended", "30号"],
    ["2026-04-20", "restored", "31号"],
  ])
})

test("all of a person's honours stand together, revoked and corrected ones too, with nominations on their way", async () => {
  const person = await makePerson(db, works, "欧阳轶")
  const kept = await entered(person.id)
  const gone = await entered(person.id, {
    year: 2020,
    revokedAt: now,
    ending: "revocation",
    documentNumber: "江工发〔2020〕3号",
  })
  await db.insert(revocations).values({
    ...asked,
    entryId: gone,
    state: "decided",
    decidedOn: "2026-03-15",
    documentNumber: "江工发〔2026〕30号",
  })
  await db.insert(entryVersions).values({ entryId: kept, number: 1, before: {}, reason: "与证书核对", createdAt: now })
  const named = {
    years: 3,
    reconfirmationMonths: 6,
    grades: [],
    decidedOn: "2025-04-28",
    documentNumber: "江工发〔2025〕8号",
  }
  await transact(scopeOf(db, { kind: "system", name: "test" }, now), async (inner) => {
    await startTerms(inner, named, [{ id: kept, grade: "" }])
    return { ok: true, value: null } as const
  })
  const programme = await makeProgramme(db, city, "may-day")
  const rejected = await makeNomination(db, programme, { honour: medal, unit: works, person }, { state: "rejected" })
  const drafted = await makeProgramme(db, city, "drafted")
  const draft = await makeNomination(db, drafted, { honour: medal, unit: works, person })
  const page = await office.text(file(person.id))
  for (const text of [
    "江工发〔2025〕8号",
    "江工发〔2020〕3号",
    "已撤销",
    "2026-03-15",
    "与证书核对",
    "任期至 2028-04-28",
  ])
    expect(page).toContain(text)
  expect(page).toContain(`/manage/nominations/${rejected.id}`)
  expect(page).not.toContain(`/manage/nominations/${draft.id}"`)
  expect(page).not.toContain("不外传")
  expect(await office.text(`/manage/register/${kept}`)).toContain(file(person.id))
  await db.delete(nominations).where(eq(nominations.personId, person.id))
})

test("of a register out of reach only what the public sees is shown, and nothing to those who read none", async () => {
  const person = await makePerson(db, works, "外层者")
  const visible = await entered(person.id, { documentNumber: "江工发〔2025〕9号" })
  await entered(person.id, { documentNumber: "江工发〔2025〕10号", revokedAt: now })
  await entered(person.id, { documentNumber: "江工发〔2025〕11号", visibleFrom: new Date("2027-01-01") })
  await entered(person.id, { honourId: craftsman.id, documentNumber: "临工发〔2025〕1号", revokedAt: now })
  const page = await tier.text(file(person.id))
  const numbers = ["江工发〔2025〕9号", "江工发〔2025〕10号", "江工发〔2025〕11号", "临工发〔2025〕1号"]
  expect(numbers.map((number) => page.includes(number))).toEqual([true, false, false, true])
  expect(page).not.toContain(`/manage/register/${visible}"`)
  for (const one of [operator, stranger]) expect((await one.get(file(person.id))).status).toBe(404)
  expect((await browser().get(file(person.id))).headers.get("location")).toContain("/sign-in")
})

test("a contest prize stands there by its title", async () => {
  const { host } = await makeDistrict(db, city, "江北", "7")
  const officer = await as(await makeOfficer(db, host, "honours_officer"))
  const [placing] = await db.select().from(placings).where(isNotNull(placings.prize)).limit(1)
  const [rules] = await db
    .select({ titles: eventRules.titles })
    .from(resultVersions)
    .innerJoin(eventRules, eq(eventRules.id, resultVersions.rulesId))
    .where(eq(resultVersions.id, placing?.resultVersionId ?? 0))
  const title = rules?.titles.prizes[placing?.prize ?? ""]?.zh ?? "no title"
  const page = await officer.text(file(placing?.personId ?? 0))
  expect(page).toContain(`${title} · 第 ${placing?.place} 名`)
})

test("the file of a double leads to the one that it was merged into", async () => {
  const [one, into] = [await makePerson(db, works, "重名者"), await makePerson(db, works, "重名人")]
  await db.update(people).set({ mergedIntoId: into.id }).where(eq(people.id, one.id))
  const answer = await office.get(file(one.id))
  expect(answer.headers.get("location")).toBe(file(into.id))
  expect((await stranger.get(file(one.id))).status).toBe(404)
})

test("a file with thirty honours asks the database as often as one with one", async () => {
  const [few, many] = [await makePerson(db, works, "一项者"), await makePerson(db, works, "多项者")]
  await entered(few.id)
  for (let at = 0; at < 30; at++) await entered(many.id, { documentNumber: `江工发〔2025〕${100 + at}号` })
  const times = async (id: number) => (await queriesOf(db, () => office.get(file(id)))).length
  await times(few.id)
  expect(await times(many.id)).toBe(await times(few.id))
})
