import { and, asc, count, desc, eq, gt, inArray, like, lte, ne, or, type SQL, sql } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { mayInUnit, reachOf } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { accounts, allotments, honours, people, programmeDefinitions, programmes, units } from "#db/schema/index.ts"
import type { ProgrammeState } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import type { Page } from "#http/paging.ts"
import { checkDefinition } from "./check.ts"
import { type Definition, definitionSchema } from "./definition.ts"
import { type TypedSeats, typedSeatsSchema } from "./seats.ts"

export type ProgrammeRow = typeof programmes.$inferSelect
export type Office = { readonly id: number; readonly name: string; readonly path: string }
/** `keeps` is the honours office of the programme, `reads` also who audits it; others read what concerns them. */
export type SeenProgramme = {
  readonly programme: ProgrammeRow
  readonly office: Office
  readonly keeps: boolean
  readonly reads: boolean
}
type Place = { readonly path: string }

const office = { id: units.id, name: units.name, path: units.path }

/** Units from the root down to the one of a path, itself included, as paths: `1.7.` gives `1.` and `1.7.`. */
export const pathsAbove = (path: string): string[] =>
  [...path.matchAll(/\./g)].map(({ index }) => path.slice(0, index + 1))

/** The condition that a unit with seats lies in the actor's reach, or above it. */
function concerns({ db, actor }: Scope, ability: Ability): SQL {
  const reach = reachOf(actor, ability)
  if (reach.length === 0) return sql`false`
  const own = or(...reach.map((path) => like(units.path, `${path}%`)), inArray(units.path, reach.flatMap(pathsAbove)))
  const concerned = db
    .select({ id: allotments.programmeId })
    .from(allotments)
    .innerJoin(units, eq(units.id, allotments.unitId))
    .where(own)
  return and(ne(programmes.state, "draft"), inArray(programmes.id, concerned)) ?? sql`false`
}

const visible = (scope: Scope): SQL | undefined =>
  or(
    withinReach(scope.actor, "programmes.keep"),
    and(withinReach(scope.actor, "programmes.read"), ne(programmes.state, "draft")),
    concerns(scope, "programmes.read"),
  )

const joined = (db: Db) =>
  db.select({ programme: programmes, office }).from(programmes).innerJoin(units, eq(units.id, programmes.unitId))

const seen = (scope: Scope, row: { programme: ProgrammeRow; office: Office }): SeenProgramme => ({
  ...row,
  keeps: mayInUnit(scope.actor, "programmes.keep", row.office),
  reads: mayInUnit(scope.actor, "programmes.read", row.office),
})

/** A programme that the actor keeps; any other is not found. */
export async function findProgramme(scope: Scope, slug: string): Promise<SeenProgramme | undefined> {
  const keeps = withinReach(scope.actor, "programmes.keep")
  const [row] = await joined(scope.db).where(and(eq(programmes.slug, slug), keeps))
  return row && seen(scope, row)
}

/** A programme that the actor keeps, audits, or nominates in: drafts are seen by those who keep them alone. */
export async function seeProgramme(scope: Scope, slug: string): Promise<SeenProgramme | undefined> {
  const [row] = await joined(scope.db).where(and(eq(programmes.slug, slug), visible(scope)))
  return row && seen(scope, row)
}

export async function programmeById(db: Db, id: number): Promise<ProgrammeRow | undefined> {
  const [row] = await db.select().from(programmes).where(eq(programmes.id, id))
  return row
}

export type ProgrammeFilter = { readonly year: number | undefined; readonly state: ProgrammeState | undefined }

const wanted = (scope: Scope, { year, state }: ProgrammeFilter) =>
  and(visible(scope), year ? eq(programmes.year, year) : undefined, state ? eq(programmes.state, state) : undefined)

/** Programmes that the actor may see, the latest first, some at a time, with their number. */
export async function listProgrammes(scope: Scope, filter: ProgrammeFilter, page: Page) {
  const rows = await joined(scope.db)
    .where(wanted(scope, filter))
    .orderBy(desc(programmes.year), desc(programmes.id))
    .limit(page.size)
    .offset(page.offset)
  const [total] = await scope.db
    .select({ count: count() })
    .from(programmes)
    .innerJoin(units, eq(units.id, programmes.unitId))
    .where(wanted(scope, filter))
  return { lines: rows.map((row) => seen(scope, row)), total: total?.count ?? 0 }
}

/** The years in which the actor sees programmes. */
export async function programmeYears(scope: Scope): Promise<number[]> {
  const rows = await scope.db
    .selectDistinct({ year: programmes.year })
    .from(programmes)
    .innerJoin(units, eq(units.id, programmes.unitId))
    .where(visible(scope))
    .orderBy(desc(programmes.year))
  return rows.map(({ year }) => year)
}

type StoredDefinition = typeof programmeDefinitions.$inferSelect
export type DefinitionRow = Omit<StoredDefinition, "definition"> & { readonly definition: Definition }

const read = (row: StoredDefinition): DefinitionRow => ({
  ...row,
  definition: definitionSchema.parse(row.definition),
})

/** The definition that a programme stands under now: the highest number. */
export async function definitionOf({ db }: { readonly db: Db }, programme: { readonly id: number }) {
  const [row] = await db
    .select()
    .from(programmeDefinitions)
    .where(eq(programmeDefinitions.programmeId, programme.id))
    .orderBy(desc(programmeDefinitions.number))
    .limit(1)
  if (!row) throw new Error(`the programme ${programme.id} has no definition`)
  return read(row)
}

/** Every definition of a programme with who made it, the newest first. */
export async function definitionHistory({ db }: Scope, programmeId: number) {
  const rows = await db
    .select({ row: programmeDefinitions, by: people.name })
    .from(programmeDefinitions)
    .leftJoin(accounts, eq(accounts.id, programmeDefinitions.createdBy))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(programmeDefinitions.programmeId, programmeId))
    .orderBy(desc(programmeDefinitions.number))
  return rows.map(({ row, by }) => ({ ...read(row), by }))
}

export type OfferedHonour = typeof honours.$inferSelect & { readonly seats: number }

/** The honours of a definition as the register knows them, in the definition's order. */
export async function offeredHonours({ db }: { readonly db: Db }, { honours: offered }: Definition) {
  const slugs = offered.map(({ honour }) => honour)
  const rows = await db.select().from(honours).where(inArray(honours.slug, slugs))
  return offered.flatMap(({ honour, seats }): OfferedHonour[] => {
    const row = rows.find(({ slug }) => slug === honour)
    return row ? [{ ...row, seats }] : []
  })
}

const allotted = {
  id: allotments.id,
  unitId: allotments.unitId,
  unitName: units.name,
  unitPath: units.path,
  honourId: allotments.honourId,
  honour: honours.slug,
  recipient: honours.recipientKind,
  seats: allotments.seats,
  typed: allotments.typed,
  version: allotments.version,
}

const selectAllotments = (db: Db) =>
  db
    .select(allotted)
    .from(allotments)
    .innerJoin(units, eq(units.id, allotments.unitId))
    .innerJoin(honours, eq(honours.id, allotments.honourId))

type StoredAllotment = Awaited<ReturnType<typeof selectAllotments>>[number]
export type Allotment = Omit<StoredAllotment, "typed"> & { readonly typed: TypedSeats }

const typedOf = (row: StoredAllotment): Allotment => ({ ...row, typed: typedSeatsSchema.parse(row.typed) })

const unitOrder = sql`string_to_array(rtrim(${units.path}, '.'), '.')::int[]`

/** All allotments of a programme, units in the order of the tree. */
export async function allotmentsOf({ db }: { readonly db: Db }, programmeId: number): Promise<Allotment[]> {
  const rows = await selectAllotments(db)
    .where(eq(allotments.programmeId, programmeId))
    .orderBy(unitOrder, asc(honours.rank), asc(honours.id))
  return rows.map(typedOf)
}

/** The seats that a unit nominates for: its own, or those of the nearest unit above it that has some. */
export async function allotmentsFor(
  { db }: { readonly db: Db },
  programmeId: number,
  unit: Place,
): Promise<Allotment[]> {
  const rows = await selectAllotments(db)
    .where(and(eq(allotments.programmeId, programmeId), inArray(units.path, pathsAbove(unit.path))))
    .orderBy(desc(sql`length(${units.path})`), asc(honours.rank), asc(honours.id))
  return rows.filter(({ unitId }) => unitId === rows[0]?.unitId).map(typedOf)
}

/** Programmes that take nominations now from a unit that has seats in them, or under one that has. */
export async function openProgrammesFor({ db, now }: Scope, unit: Place): Promise<ProgrammeRow[]> {
  const concerned = db
    .select({ id: allotments.programmeId })
    .from(allotments)
    .innerJoin(units, eq(units.id, allotments.unitId))
    .where(inArray(units.path, pathsAbove(unit.path)))
  return db
    .select()
    .from(programmes)
    .where(
      and(
        eq(programmes.state, "open"),
        lte(programmes.opensAt, now),
        gt(programmes.closesAt, now),
        inArray(programmes.id, concerned),
      ),
    )
    .orderBy(asc(programmes.closesAt), asc(programmes.id))
}

/** Every honour of the register, as far as a definition may name it. */
export const knownHonours = ({ db }: { readonly db: Db }) =>
  db.select({ slug: honours.slug, recipientKind: honours.recipientKind }).from(honours)

/** Every honour of the register by name, highest first. */
export const honourTitles = ({ db }: { readonly db: Db }) =>
  db
    .select({ slug: honours.slug, titleZh: honours.titleZh, titleEn: honours.titleEn })
    .from(honours)
    .orderBy(asc(honours.rank), asc(honours.id))

/** What is wrong with a definition, in view of the register. */
export const faultsOf = async (scope: { readonly db: Db }, definition: Definition) =>
  checkDefinition(definition, await knownHonours(scope))

/** Of all seats those of the unit that the actor nominates or reviews for: its own, or the nearest above it. */
export function ownAllotments({ actor }: Scope, cells: readonly Allotment[]): Allotment[] {
  const reach = reachOf(actor, "programmes.read")
  const above = cells.filter(({ unitPath }) => reach.some((path) => path.startsWith(unitPath)))
  const nearest = above.toSorted((a, b) => b.unitPath.length - a.unitPath.length)[0]
  return above.filter(({ unitId }) => unitId === nearest?.unitId)
}
