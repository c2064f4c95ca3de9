import { eq, inArray, sql } from "drizzle-orm"
import fc from "fast-check"
import { expect, test } from "vitest"
import { type BoardFilter, unfiltered } from "#boards/board/filter.ts"
import { countsByHonour, countsByPlace, gradesOf, unitById } from "#boards/board/queries.ts"
import { boardCounts, registerEntries, units } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { foldCounts } from "#honours/register/counting/commands.ts"
import { scopeOf } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const start = Date.parse("2026-05-01T00:00:00Z")
const hour = 3_600_000
const at = (hours: number) => scopeOf(db, { kind: "public" }, new Date(start + hours * hour))

const city = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东区总工会", city)
const west = await makeUnit(db, "西区总工会", city)
const works = await makeUnit(db, "江城机床厂", east)
const shop = await makeUnit(db, "一车间", works)
const tree = [city, east, west, works, shop]
for (const one of [east, west])
  await db.update(units).set({ kind: "federation", level: "district" }).where(eq(units.id, one.id))
const medals = [await makeHonour(db, city, "medal", {}), await makeHonour(db, city, "star", { rank: 2 })]

const pick = <T>(list: readonly T[], index: number) => list[index % list.length] as T
const sections = ["C34", "P8", null, "Q1"]

type Step = { readonly kind: number; readonly a: number; readonly b: number; readonly c: number }
const steps = fc.array(fc.record({ kind: fc.nat(7), a: fc.nat(50), b: fc.nat(50), c: fc.nat(50) }), {
  minLength: 12,
  maxLength: 30,
})

/** What may happen to the register and to the units that it points to. */
async function take({ kind, a, b, c }: Step): Promise<void> {
  const [some] = await db.select().from(registerEntries).orderBy(registerEntries.id).offset(a).limit(1)
  const one = eq(registerEntries.id, some?.id ?? 0)
  const unit = a % 6 === 5 ? undefined : pick(tree, a)
  const year = b % 5 === 4 ? null : 2020 + (b % 4)
  const grade = { gradeRank: c % 2, gradeZh: c % 2 ? "一等奖" : "", gradeEn: "" }
  if (kind <= 2) {
    const facts = { unitId: unit?.id ?? null, unitName: unit?.name ?? "", year, ...grade, source: "decision" as const }
    const row = { ...facts, honourId: pick(medals, b).id, decidedOn: "", documentNumber: `${c % 3}` }
    const rows = Array.from({ length: 1 + (c % 3) }, (_, n) => ({ ...row, recipientName: `名${kind}${a}${n}` }))
    const visibleFrom = new Date(start + ((a % 7) - 3) * hour)
    await enter(
      at(0),
      "person",
      rows.map((entry) => ({ ...entry, visibleFrom })),
    )
  } else if (kind === 3)
    await db
      .update(registerEntries)
      .set({ revokedAt: b % 3 === 0 ? null : new Date(start) })
      .where(one)
  else if (kind === 4)
    await db
      .update(registerEntries)
      .set({ unitId: unit?.id ?? null, year, ...grade })
      .where(one)
  else if (kind === 5)
    await db
      .update(units)
      .set({ industryCode: pick(sections, b) })
      .where(eq(units.id, pick(tree, a).id))
  else if (kind === 6) {
    const home = a % 2 ? east : west
    const path = sql`${`${home.path}${works.id}.`} || case when id = ${shop.id} then ${`${shop.id}.`} else '' end`
    await db
      .update(units)
      .set({ path })
      .where(inArray(units.id, [works.id, shop.id]))
  } else if (b % 4 === 0) await db.delete(registerEntries).where(one)
  else
    await db
      .update(units)
      .set({ level: b % 2 ? "district" : "unit" })
      .where(eq(units.id, west.id))
}

/** The same counts, entry by entry and without anything that is kept. */
async function truth(now: Date, filter: BoardFilter) {
  const rows = await db.execute<{
    honour: string
    kind: string
    year: number | null
    grade: string
    district: number | null
    section: string | null
    path: string | null
  }>(sql`
    select h.slug as honour, h.recipient_kind as kind, e.year, e.grade_zh as grade, left(u.industry_code, 1) as section, u.path,
      (select d.id from units d where d.kind = 'federation' and d.level = 'district' and starts_with(u.path, d.path)) as district
    from register_entries e join honours h on h.id = e.honour_id left join units u on u.id = e.unit_id
    where e.visible_from <= ${now.toISOString()} and e.revoked_at is null`)
  const below = filter.unit === undefined ? undefined : await unitById(at(0), filter.unit)
  return rows.filter(
    (row) =>
      (filter.honour === undefined || row.honour === filter.honour) &&
      (filter.year === undefined || row.year === filter.year) &&
      (filter.district === undefined || row.district === filter.district) &&
      (filter.industry === undefined || row.section === filter.industry) &&
      (below === undefined || row.path?.startsWith(below.path)),
  )
}

const sorted = (list: readonly string[]) => [...list].sort()
const tally = <T>(rows: readonly T[], keyOf: (row: T) => unknown) =>
  sorted([...Map.groupBy(rows, (row) => JSON.stringify(keyOf(row)))].map(([key, own]) => `${key} ${own.length}`))

const filters: BoardFilter[] = [
  unfiltered,
  { ...unfiltered, year: 2021 },
  { ...unfiltered, honour: "medal", year: null },
  { ...unfiltered, district: east.id },
  { ...unfiltered, district: west.id, industry: "C", honour: "star" },
  { ...unfiltered, industry: "P" },
  { ...unfiltered, unit: city.id },
  { ...unfiltered, unit: city.id, industry: "C" },
  { ...unfiltered, unit: west.id },
  { ...unfiltered, unit: works.id, year: 2022 },
]

async function compare(hours: number): Promise<void> {
  const scope = at(hours)
  for (const filter of filters) {
    const unit = filter.unit === undefined ? undefined : await unitById(scope, filter.unit)
    const real = await truth(scope.now, filter)
    const grades = await gradesOf(scope, filter, { unit })
    const said = grades.map((one) => `${JSON.stringify([one.slug, one.year, one.grade.zh])} ${one.count}`)
    expect([filter, sorted(said)]).toEqual([filter, tally(real, (row) => [row.honour, row.year, row.grade])])
    const byHonour = await countsByHonour(scope, filter, { unit })
    expect(byHonour.reduce((sum, { count }) => sum + count, 0)).toBe(real.length)
    const { districts, sections: bySection } = await countsByPlace(scope, filter, { unit }, true)
    const others = await truth(scope.now, { ...filter, district: undefined })
    const known = others.filter(({ district }) => district !== null)
    expect(sorted(districts.map(({ id, count }) => `${id} ${count}`))).toEqual(tally(known, ({ district }) => district))
    const every = await truth(scope.now, { ...filter, industry: undefined })
    const said2 = sorted(bySection.map(({ section, count }) => `"${section}" ${count}`))
    expect(said2).toEqual(
      tally(
        every.filter(({ section }) => section),
        ({ section }) => section,
      ),
    )
  }
}

test("kept counts are those of the entries, at every hour and after whatever happens to register and units", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      await db.delete(registerEntries)
      // What was folded counts from the beginning of time, to which no clock but this one goes back.
      await db.delete(boardCounts)
      for (const step of list) await take(step)
      for (const hours of [-2, 0, 3]) await compare(hours)
      await foldCounts(at(25))
      for (const hours of [25, 28]) await compare(hours)
    }),
    { numRuns: 6 },
  )
}, 120_000)
