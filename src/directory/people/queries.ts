import { and, asc, count, desc, eq, getTableColumns, gt, inArray, isNull, like, ne, or, type SQL } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { mayInUnit, mayRunContest } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { accounts, contests, duties, people, units } from "#db/schema/index.ts"
import { keepers, withinReach } from "#directory/organisations/queries.ts"
import type { DutyKind } from "#lib/actor.ts"
import { plain } from "#lib/names.ts"

export type PersonRow = typeof people.$inferSelect
export type PersonLine = PersonRow & { readonly unitName: string; readonly unitPath: string }
export type DutyLine = {
  readonly id: number
  readonly kind: DutyKind
  readonly endsAt: Date | null
  readonly unitId: number | null
  readonly contestId: number | null
  readonly placeZh: string
  readonly placeEn: string
  /** Path of the unit, or of the contest's host. */
  readonly path: string
}

const lineColumns = { ...getTableColumns(people), unitName: units.name, unitPath: units.path }

/** A person of a unit within the actor's reach; anybody else is not found. */
export async function findPerson(
  scope: Scope,
  id: number,
  kinds: readonly DutyKind[] = keepers,
): Promise<PersonLine | undefined> {
  const [person] = await peopleWhere(scope.db, and(eq(people.id, id), withinReach(scope.actor, kinds))).limit(1)
  return person
}

const peopleWhere = (db: Db, where: SQL | undefined) =>
  db.select(lineColumns).from(people).innerJoin(units, eq(units.id, people.unitId)).where(where)

export type PersonFilter = { readonly name: string; readonly unitPath: string | undefined }

/** People within reach in the order of their names' pinyin, some at a time, with their number. */
export async function listPeople(
  scope: Scope,
  filter: PersonFilter,
  page: { size: number; offset: number },
  kinds: readonly DutyKind[] = keepers,
) {
  const wanted = and(
    withinReach(scope.actor, kinds),
    filter.name ? like(people.searchKey, `%${plain(filter.name)}%`) : undefined,
    filter.unitPath ? like(units.path, `${filter.unitPath}%`) : undefined,
  )
  const [total] = await scope.db
    .select({ count: count() })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(wanted)
  const lines = await peopleWhere(scope.db, wanted)
    .orderBy(asc(people.sortPinyin), asc(people.id))
    .limit(page.size)
    .offset(page.offset)
  return { total: total?.count ?? 0, lines }
}

/** The person of a unit who has this name and birth date: as one file is told from another while no number is kept. */
export async function samePerson(
  db: Db,
  given: { unitId: number; name: string; birthDate: string; not?: number },
): Promise<PersonRow | undefined> {
  const others = given.not === undefined ? undefined : ne(people.id, given.not)
  const same = and(eq(people.unitId, given.unitId), eq(people.name, given.name), eq(people.birthDate, given.birthDate))
  const [person] = await db.select().from(people).where(and(same, others)).limit(1)
  return person
}

const hosts = alias(units, "hosts")

/** The duties that a person holds now. */
export async function dutiesOf({ db, now }: Scope, personId: number): Promise<DutyLine[]> {
  const rows = await db
    .select({ duty: duties, unit: units, contest: contests, hostPath: hosts.path })
    .from(duties)
    .leftJoin(units, eq(units.id, duties.unitId))
    .leftJoin(contests, eq(contests.id, duties.contestId))
    .leftJoin(hosts, eq(hosts.id, contests.hostUnitId))
    .where(and(eq(duties.personId, personId), or(isNull(duties.endsAt), gt(duties.endsAt, now))))
    .orderBy(asc(duties.id))
  return rows.map(({ duty, unit, contest, hostPath }) => ({
    ...duty,
    placeZh: unit?.name ?? contest?.titleZh ?? "",
    placeEn: unit?.name ?? contest?.titleEn ?? "",
    path: unit?.path ?? hostPath ?? "",
  }))
}

export async function usernameOf(db: Db, personId: number): Promise<string | undefined> {
  const [account] = await db.select().from(accounts).where(eq(accounts.personId, personId))
  return account && account.disabledAt === null ? account.username : undefined
}

/** Contests in which the actor may make somebody an officer, newest first. */
export async function contestChoices(scope: Scope) {
  const rows = await scope.db
    .select({ id: contests.id, zh: contests.titleZh, en: contests.titleEn, hostPath: units.path })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(inArray(contests.state, ["draft", "announced"]))
    .orderBy(desc(contests.startsOn), desc(contests.id))
  return rows.filter((contest) => mayRunContest(scope.actor, contest))
}

/** Where a duty would be held, if there is such a place. */
export async function dutyPlace(db: Db, place: { unit: number | null; contest: number | null }) {
  if (place.unit !== null) {
    const [unit] = await db.select().from(units).where(eq(units.id, place.unit))
    return unit && { at: "unit" as const, path: unit.path }
  }
  const [contest] = await db
    .select({ id: contests.id, hostPath: units.path })
    .from(contests)
    .innerJoin(units, eq(units.id, contests.hostUnitId))
    .where(eq(contests.id, place.contest ?? 0))
  return contest && { at: "contest" as const, ...contest }
}

/** All that the page of a person shows. */
export async function personFile(scope: Scope, person: PersonLine) {
  const held = await dutiesOf(scope, person.id)
  const username = await usernameOf(scope.db, person.id)
  const rules = (path: string) => mayInUnit(scope.actor, ["administrator"], { path })
  const ends = (duty: DutyLine) =>
    duty.contestId === null ? rules(duty.path) : mayRunContest(scope.actor, { id: duty.contestId, hostPath: duty.path })
  return {
    person,
    duties: held.map((duty) => ({ ...duty, mayEnd: ends(duty) })),
    username: username ?? "",
    mayOpenAccount: [person.unitPath, ...held.map(({ path }) => path)].every(rules),
  }
}
