import { and, asc, count, desc, eq, like, or } from "drizzle-orm"
import { seeEvent } from "#competition/contests/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { entries, people, units } from "#db/schema/index.ts"
import type { RegistrationState } from "#db/words.ts"
import { plain } from "#lib/names.ts"
import { countsOf, entryIn, entryLines } from "../queries.ts"

export type EntryFilter = {
  readonly state: RegistrationState | undefined
  readonly name: string
}

/** An event's entries for its officers, those that wait for them first. */
export async function listEntries(
  db: Db,
  eventId: number,
  filter: EntryFilter,
  page: { size: number; offset: number },
) {
  const wanted = and(
    eq(entries.eventId, eventId),
    filter.state ? eq(entries.registration, filter.state) : undefined,
    filter.name
      ? or(like(people.searchKey, `%${plain(filter.name)}%`), like(units.searchKey, `%${plain(filter.name)}%`))
      : undefined,
  )
  const found = await entryLines(db)
    .where(wanted)
    .orderBy(desc(eq(entries.registration, "submitted")), asc(entries.id))
    .limit(page.size)
    .offset(page.offset)
  const [total] = await db
    .select({ count: count() })
    .from(entries)
    .innerJoin(people, eq(people.id, entries.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(wanted)
  return { lines: found, total: total?.count ?? 0 }
}

/** An entry of an event that the actor runs or audits. */
export async function findEntry(scope: Scope, eventId: number, id: number) {
  const seen = await seeEvent(scope, eventId)
  const entry = seen && (await entryIn(scope.db, eventId, id))
  return seen && entry ? { ...seen, entry } : undefined
}

export async function officersList(
  { db }: Scope,
  eventId: number,
  filter: EntryFilter,
  page: { size: number; offset: number },
) {
  return {
    counts: await countsOf(db, eventId),
    ...(await listEntries(db, eventId, filter, page)),
  }
}
