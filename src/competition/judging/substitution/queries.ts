import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm"
import type { Db, Scope } from "#db/db.ts"
import { entries, markOperations, marks, people, seats } from "#db/schema/index.ts"
import { competes } from "../marks/path.ts"
import { byAlias, slotsOfEvent } from "../panel/queries.ts"
import { entriesOf, givenOf } from "../sheets/queries.ts"
import { gapsOf } from "./uncovered.ts"

/** Why a person may not take a seat in an event: they hold one, or they compete. */
export async function clashIn(db: Db, eventId: number, personId: number): Promise<string | undefined> {
  const seated = and(eq(seats.eventId, eventId), eq(seats.personId, personId), isNull(seats.endedAt))
  const [seat] = await db.select({ id: seats.id }).from(seats).where(seated)
  if (seat) return "person_on_panel"
  const entered = and(eq(entries.eventId, eventId), eq(entries.personId, personId))
  const [entry] = await db
    .select({ id: entries.id })
    .from(entries)
    .where(and(entered, inArray(entries.registration, ["submitted", "approved"])))
  return entry && "person_competes"
}

/** Who sat where from when until when, who took whose place, and what each of them marked. */
export async function recordOf({ db }: Scope, eventId: number) {
  const given = db
    .select({
      seatId: markOperations.bySeatId,
      count: sql<number>`count(*)::int`.as("given"),
      first: sql<Date>`min(${markOperations.at})`.mapWith(markOperations.at).as("first"),
      last: sql<Date>`max(${markOperations.at})`.mapWith(markOperations.at).as("last"),
    })
    .from(markOperations)
    .where(and(eq(markOperations.eventId, eventId), eq(markOperations.outcome, "saved")))
    .groupBy(markOperations.bySeatId)
    .as("given_by")
  const rows = await db
    .select({ seat: seats, person: people.name, count: given.count, first: given.first, last: given.last })
    .from(seats)
    .leftJoin(people, eq(people.id, seats.personId))
    .leftJoin(given, eq(given.seatId, seats.id))
    .where(eq(seats.eventId, eventId))
  const aliasOf = (id: number | null | undefined) => rows.find(({ seat }) => seat.id === id)?.seat.alias
  return rows
    .map((row) => ({
      ...row,
      replaces: aliasOf(row.seat.replacesId),
      replacedBy: rows.find(({ seat }) => seat.replacesId === row.seat.id)?.seat.alias,
    }))
    .sort((a, b) => byAlias.compare(a.seat.alias, b.seat.alias))
}

export type RecordLine = Awaited<ReturnType<typeof recordOf>>[number]

/** The marks that nobody on the panel is left to give. */
export async function gapsIn({ db }: Scope, eventId: number) {
  const panel = await db.select().from(seats).where(eq(seats.eventId, eventId))
  const given = await db
    .select({ entryId: marks.entryId, slot: marks.slot, seatId: marks.seatId })
    .from(marks)
    .where(and(eq(marks.eventId, eventId), isNotNull(marks.value)))
  const competing = (await entriesOf(db, eventId)).filter(({ status }) => competes(status))
  const open = panel.map(({ id, slots, endedAt }) => ({ id, slots, open: endedAt === null }))
  return gapsOf(competing, await slotsOfEvent(db, eventId), open, given, await givenOf(db, eventId))
}
