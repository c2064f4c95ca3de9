import { and, asc, eq, isNull, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { honours, units } from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { type Cells, districtsIn, gradesIn, honourYearsIn, sectionsIn } from "./cells.ts"
import { shapeOf, valuesOf } from "./conditions/queries.ts"
import { cellsOf, countedByUnit } from "./counted/queries.ts"
import { type BoardFilter, without } from "./filter.ts"
import { keptByDistrict, keptByHonour, keptBySection, keptGrades } from "./kept/queries.ts"
import type { BoardOrder } from "./order.ts"
import { EVERY_SECTION, EVERYWHERE, placeOf } from "./place.ts"
import { stretchesOf } from "./stretch.ts"
import { linesEntered, listStretches } from "./stretches/queries.ts"

/** The unit that a filter names, as far as counting needs it. */
export type ChosenUnit = Awaited<ReturnType<typeof unitById>>

export async function unitById({ db }: Scope, id: number) {
  const others = sql`select 1 from ${units} as other where other.parent_id is null and other.id <> ${id}`
  const [row] = await db
    .select({
      ...{ id: units.id, name: units.name, path: units.path },
      isTop: sql<boolean>`${isNull(units.parentId)} and not exists (${others})`,
      isDistrict: sql<boolean>`${and(eq(units.kind, "federation"), eq(units.level, "district"))}`,
    })
    .from(units)
    .where(eq(units.id, id))
  return row
}

const rollDimensions = ["level", "honour", "kind", "year"] as const
const placeDimensions = ["district", "industry", "unit"] as const

/** What a filter asks of the rolls alone: a kept count knows its place otherwise. */
const ofRolls = (filter: BoardFilter) => shapeOf(without({ ...filter, q: "" }, ...placeDimensions))

const keptValues = (scope: Scope, filter: BoardFilter, district: number, section: string) => ({
  ...valuesOf(scope, filter),
  ...{ atDistrict: district, atSection: section },
})

/** What is counted under a filter: of which unit, and the cells of names that were counted already. */
type Under = { readonly unit?: ChosenUnit | undefined; readonly cells?: Cells | undefined }

/** The cells of a filter that no count is kept of. */
export const countedCells = (scope: Scope, filter: BoardFilter, unit?: ChosenUnit): Promise<Cells> | undefined =>
  placeOf(filter, unit) ? undefined : cellsOf(scope, filter, unit?.path)

/** How many names each year, honour and grade of a board holds under the filter, in the order of the board. */
export async function gradesOf(scope: Scope, filter: BoardFilter, { unit, cells }: Under = {}) {
  const place = placeOf(filter, unit)
  if (!place) return gradesIn(cells ?? (await cellsOf(scope, filter, unit?.path)), filter)
  return keptGrades(scope.db, ofRolls(filter), keptValues(scope, filter, place.district, place.section))
}
export type Grade = Awaited<ReturnType<typeof gradesOf>>[number]

/** How many names each honour has in each year under the filter. */
export async function countsByHonour(scope: Scope, filter: BoardFilter, { unit, cells }: Under = {}) {
  const place = placeOf(filter, unit)
  if (!place) return honourYearsIn(cells ?? (await cellsOf(scope, filter, unit?.path)), filter)
  return keptByHonour(scope.db, ofRolls(filter), keptValues(scope, filter, place.district, place.section))
}
export type HonourYear = Awaited<ReturnType<typeof countsByHonour>>[number]

/** How many names stand in each district, in each section, and of the units with the most. */
export async function countsByPlace(scope: Scope, filter: BoardFilter, under: Under, isLong: boolean) {
  return {
    districts: await byDistrict(scope, without(filter, "district"), under),
    sections: await bySection(scope, without(filter, "industry"), under),
    units: isLong ? [] : await byUnit(scope, without(filter, "unit")),
  }
}
export type PlaceCounts = Awaited<ReturnType<typeof countsByPlace>>

async function byDistrict(scope: Scope, filter: BoardFilter, { unit, cells }: Under) {
  if (!placeOf(filter, unit)) return districtsIn(cells ?? (await cellsOf(scope, filter, unit?.path)), filter)
  const values = keptValues(scope, filter, 0, filter.industry ?? EVERY_SECTION)
  const rows = await keptByDistrict(scope.db, ofRolls(filter), values)
  return rows.filter(({ id }) => !unit?.isDistrict || id === unit.id)
}

async function bySection(scope: Scope, filter: BoardFilter, { unit, cells }: Under) {
  const place = placeOf(filter, unit)
  if (!place) return sectionsIn(cells ?? (await cellsOf(scope, filter, unit?.path)), filter)
  const values = keptValues(scope, filter, Math.max(place.district, EVERYWHERE), EVERY_SECTION)
  return keptBySection(scope.db, ofRolls(filter), values)
}

const byUnit = (scope: Scope, filter: BoardFilter) => countedByUnit(scope.db, shapeOf(filter), valuesOf(scope, filter))

type Asked = {
  readonly filter: BoardFilter
  readonly order: BoardOrder
  readonly page: Page
  /** As `gradesOf` counted them under the same filter: they say which names stand on a page. */
  readonly grades: readonly Grade[]
  readonly unit?: ChosenUnit | undefined
}

/** A page of a board: the newest year first, then by honour and grade, then as names are ordered. */
export function boardLines(scope: Scope, { filter, order, page, grades, unit }: Asked) {
  const stretches = stretchesOf(grades, page)
  const shape = shapeOf(without(filter, ...rollDimensions))
  const values = { ...valuesOf(scope, filter, unit?.path), rolls: JSON.stringify(stretches) }
  return stretches.length === 0 ? [] : listStretches(scope.db, `${order} ${shape}`, values)
}

/** A page of the names under a filter, and how many there are in all. */
export async function pageUnder(scope: Scope, filter: BoardFilter, order: BoardOrder, page: Page) {
  const unit = filter.unit === undefined ? undefined : await unitById(scope, filter.unit)
  const grades = await gradesOf(scope, filter, { unit })
  const total = grades.reduce((sum, { count }) => sum + count, 0)
  return { total, lines: await boardLines(scope, { filter, order, page, grades, unit }) }
}

/** Lines under a filter in the order in which they were entered, after a given one: for whoever reads all of them. */
export async function linesAfter(scope: Scope, filter: BoardFilter, after: number, size: number) {
  const unit = filter.unit === undefined ? undefined : await unitById(scope, filter.unit)
  return linesEntered(scope.db, shapeOf(filter), { ...valuesOf(scope, filter, unit?.path), after, size })
}

/** The federations of districts, in the order of their strokes. */
export const listDistricts = ({ db }: Scope) =>
  db
    .select({ id: units.id, name: units.name, shortName: units.shortName, path: units.path })
    .from(units)
    .where(and(eq(units.kind, "federation"), eq(units.level, "district")))
    .orderBy(asc(units.sortStroke), asc(units.id))
export type District = Awaited<ReturnType<typeof listDistricts>>[number]

/** Every kind of honour, the highest first. */
export const listHonours = ({ db }: Scope) => db.select().from(honours).orderBy(asc(honours.rank), asc(honours.id))
export type HonourRow = typeof honours.$inferSelect
