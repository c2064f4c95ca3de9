import { and, asc, count, desc, eq, inArray, isNotNull, isNull, like, lte, or, type SQL, sql } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { mayInUnit, reachOf } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { publicEntry } from "#db/gate.ts"
import {
  accounts,
  historyImports,
  historyRows,
  honours,
  honourVersions,
  people,
  placings,
  registerEntries,
  resultVersions,
  units,
} from "#db/schema/index.ts"
import type { Page } from "#http/paging.ts"
import { searchTerms } from "#lib/search.ts"

export type HonourRow = typeof honours.$inferSelect
export type EntryRow = typeof registerEntries.$inferSelect

const within = (scope: Scope, ability: Ability): SQL | undefined => {
  const paths = reachOf(scope.actor, ability)
  return paths.length > 0 ? or(...paths.map((path) => like(units.path, `${path}%`))) : sql`false`
}

/** The honours whose register the actor keeps (or reads), with how many stand in it. */
export const listHonours = (scope: Scope, ability: Ability = "register.keep") =>
  scope.db
    .select({ honour: honours, unit: units.name, path: units.path, count: count(registerEntries.id) })
    .from(honours)
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .leftJoin(registerEntries, eq(registerEntries.honourId, honours.id))
    .where(within(scope, ability))
    .groupBy(honours.id, units.id)
    .orderBy(asc(honours.rank), asc(honours.id))

/** An honour whose register the actor keeps; any other is not found. */
export async function findHonour(scope: Scope, id: number) {
  const [row] = await scope.db
    .select({ honour: honours, path: units.path })
    .from(honours)
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(eq(honours.id, id))
  return row && mayInUnit(scope.actor, "register.keep", row) ? row : undefined
}

/** Every version of an honour with who made it, the newest first. */
export const honourVersionsOf = (scope: Scope, honourId: number) =>
  scope.db
    .select({ version: honourVersions, by: people.name })
    .from(honourVersions)
    .leftJoin(accounts, eq(accounts.id, honourVersions.createdBy))
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(eq(honourVersions.honourId, honourId))
    .orderBy(desc(honourVersions.number))

/** The number of the version under which an entry was made. */
export async function versionInForce({ db }: Scope, honourId: number, at: Date): Promise<number | undefined> {
  const [row] = await db
    .select({ number: honourVersions.number })
    .from(honourVersions)
    .where(and(eq(honourVersions.honourId, honourId), lte(honourVersions.createdAt, at)))
    .orderBy(desc(honourVersions.number))
    .limit(1)
  return row?.number
}

/** Units in whose name the actor may set up honours: federations and unions in reach, and the units of the duties themselves. */
export const listConferringUnits = (scope: Scope) => {
  const own = reachOf(scope.actor, "register.keep")
  const confers = or(
    inArray(units.kind, ["federation", "industry_union"]),
    own.length > 0 ? inArray(units.path, own) : undefined,
  )
  return scope.db
    .select({ id: units.id, name: units.name, path: units.path })
    .from(units)
    .where(and(within(scope, "register.keep"), confers))
    .orderBy(asc(units.path))
    .limit(500)
}

export const registerStates = ["visible", "waiting", "revoked"] as const
export type RegisterFilter = {
  readonly honour: number | undefined
  readonly year: number | undefined
  readonly q: string
  readonly state: (typeof registerStates)[number] | undefined
}

function filtered(scope: Scope, { honour, year, q, state }: RegisterFilter): SQL | undefined {
  const { honourId, revokedAt, searchKey, visibleFrom } = registerEntries
  const states = {
    visible: publicEntry(scope.now),
    waiting: and(isNull(revokedAt), sql`${visibleFrom} > ${scope.now.toISOString()}`),
    revoked: isNotNull(revokedAt),
  }
  return and(
    within(scope, "register.read"),
    honour ? eq(honourId, honour) : undefined,
    year ? eq(registerEntries.year, year) : undefined,
    state ? states[state] : undefined,
    ...searchTerms(q).map((term) => like(searchKey, `%${term}%`)),
  )
}

/** A page of the register in reach, newest decision first. */
export async function listRegister(scope: Scope, filter: RegisterFilter, page: Page) {
  const joined = scope.db
    .select({ entry: registerEntries, honour: honours, path: units.path })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
  const order = [desc(registerEntries.decidedOn), asc(honours.rank), asc(registerEntries.gradeRank)]
  return joined
    .where(filtered(scope, filter))
    .orderBy(...order, asc(registerEntries.sortStroke), asc(registerEntries.id))
    .limit(page.size)
    .offset(page.offset)
}

/** How many there are in each year under the rest of the filter. */
export const countRegister = (scope: Scope, filter: RegisterFilter) =>
  scope.db
    .select({ year: registerEntries.year, count: count() })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(filtered(scope, { ...filter, year: undefined }))
    .groupBy(registerEntries.year)
    .orderBy(sql`${registerEntries.year} desc nulls last`)

/** An entry of a register that the actor keeps (or reads); any other is not found. */
export async function findEntry(scope: Scope, id: number, ability: Ability = "register.keep") {
  const [row] = await scope.db
    .select({ entry: registerEntries, honour: honours, path: units.path })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(eq(registerEntries.id, id))
  if (!row || !mayInUnit(scope.actor, ability, row)) return undefined
  return { ...row, keeps: mayInUnit(scope.actor, "register.keep", row) }
}

export type Receiver = { readonly name: string; readonly relation: string }

/** Who of the family received an honour conferred after death, for those who keep the register. */
export const receiverOf = ({ keys }: Scope, { receiverSealed }: EntryRow): Receiver | undefined =>
  receiverSealed ? (JSON.parse(keys.open("receiver", receiverSealed)) as Receiver) : undefined

/** The units of a name under a unit: one is meant, several are ambiguous. */
export const unitsNamed = (db: Db, name: string, path: string) =>
  db
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(or(eq(units.name, name), eq(units.shortName, name)), like(units.path, `${path}%`)))
    .limit(2)

/** How the names of an honour's recipients are ordered: those of people by their surnames. */
export async function honourKinds(db: Db, ids: number[]): Promise<ReadonlyMap<number, "person" | "unit">> {
  const rows = await db
    .select({ id: honours.id, kind: honours.recipientKind })
    .from(honours)
    .where(inArray(honours.id, ids))
  return new Map(rows.map(({ id, kind }) => [id, kind === "person" ? "person" : "unit"] as const))
}

/** Entries of the register that rest on the results of events, revoked ones too. */
export const heldOf = (db: Db, eventIds: number[]) =>
  db
    .select({
      id: registerEntries.id,
      eventId: resultVersions.eventId,
      honourId: registerEntries.honourId,
      placingId: placings.id,
      entryId: placings.entryId,
      prize: placings.prize,
      revoked: sql<boolean>`${registerEntries.revokedAt} is not null`,
      name: registerEntries.recipientName,
      unitName: registerEntries.unitName,
      gradeZh: registerEntries.gradeZh,
    })
    .from(registerEntries)
    .innerJoin(placings, eq(placings.id, registerEntries.placingId))
    .innerJoin(resultVersions, eq(resultVersions.id, placings.resultVersionId))
    .where(inArray(resultVersions.eventId, eventIds))

/** Where an entry came from: the file, its row and the page of the archive. */
export async function sourceOf({ db }: Scope, entryId: number) {
  const [row] = await db
    .select({ fileName: historyImports.fileName, row: historyRows.row, archive: historyRows.archive })
    .from(historyRows)
    .innerJoin(historyImports, eq(historyImports.id, historyRows.importId))
    .where(and(eq(historyRows.entryId, entryId), eq(historyRows.state, "imported")))
  return row
}
