import { saveAllotments } from "#honours/programmes/allotments/commands.ts"
import { spread } from "#honours/programmes/allotting.ts"
import { createProgramme, moveProgramme } from "#honours/programmes/commands.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { cityMayDay } from "#honours/programmes/presets/may-day.ts"
import type { ProgrammeMove } from "#honours/programmes/workflow.ts"
import { dayOf, startOfDay } from "#lib/dates.ts"
import { demoUnits } from "./city.ts"
import { done } from "./done.ts"
import type { City } from "./people.ts"

const hour = 3_600_000
const day = 24 * hour
const seats: Readonly<Record<string, number>> = { "may-day-certificate": 9, "may-day-medal": 18, "worker-pioneer": 18 }
const recommending = demoUnits.filter(({ under, kind }) => under === "city" && /federation|union/.test(kind))

const definitionIn = (year: number): Definition => ({
  ...cityMayDay.definition,
  basis: { document: `澜委办〔${year - 1}〕31号`, body: "中共澜江市委办公室", most: 60 },
  honours: cityMayDay.definition.honours.map((one) => ({ ...one, seats: seats[one.honour] ?? one.seats })),
})

/** Districts get twice a union's share; each unit that has medals keeps one of them for the front line. */
const cellsOf = (city: City) =>
  Object.entries(seats).flatMap(([honour, count]) => {
    const parts = spread(
      count,
      recommending.map(({ kind }) => (kind === "federation" ? 2 : 1)),
    )
    return recommending.map(({ key }, at) => ({
      unitId: city.unitIds.get(key) as number,
      honour,
      seats: parts[at] ?? 0,
      typed: honour === "may-day-medal" && parts[at] ? { front_line: 1 } : {},
    }))
  })

type Selection = { readonly year: number; readonly opensAt: Date; readonly closesAt: Date; readonly made: Date }

async function mayDay(city: City, { year, opensAt, closesAt, made }: Selection, moves: readonly ProgrammeMove[]) {
  const scope = await city.as("honours", made)
  const facts = { titleZh: `${year}年澜江市五一劳动奖和工人先锋号`, titleEn: `Lanjiang May Day honours ${year}`, year }
  const office = { unitId: city.unitIds.get("city") as number, batch: "regular" as const }
  const given = { ...facts, ...office, slug: `${year}-may-day`, opensAt, closesAt }
  const { id, slug } = done(await createProgramme(scope, given, { definition: definitionIn(year), names: {} }))
  let { version } = done(await saveAllotments(scope, slug, { seen: 1, cells: cellsOf(city) }))
  for (const move of moves) version = done(await moveProgramme(scope, slug, version, move)).version
  return { id, slug }
}

/** Last year's May Day honours, decided, and those of this season, which units nominate for now. */
export async function select(city: City, today: Date): Promise<void> {
  const [thisYear, rest] = [Number(dayOf(today).slice(0, 4)), dayOf(today).slice(5)]
  const year = rest > "05-01" ? thisYear + 1 : thisYear
  /** Nine in the morning, so many days ago. */
  const ago = (days: number) => new Date(startOfDay(dayOf(new Date(today.getTime() - days * day))).getTime() + 9 * hour)
  const last = { year: year - 1, opensAt: ago(380), closesAt: ago(350), made: ago(149) }
  await mayDay(city, last, ["open", "review", "decide"])
  await mayDay(city, { year, opensAt: ago(10), closesAt: ago(-20), made: ago(12) }, ["open"])
}
