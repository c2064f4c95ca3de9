import { and, asc, desc, eq, inArray, isNotNull } from "drizzle-orm"
import { mayInUnit, mayRunContest } from "#accounts/permissions.ts"
import { type RulesRow, rulesById } from "#competition/contests/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { contests, events, honours, people, placings, resultVersions, units } from "#db/schema/index.ts"
import { heldOf } from "#honours/register/queries.ts"
import { conferralState, waiting } from "./conferral.ts"

const columns = {
  id: resultVersions.id,
  eventId: resultVersions.eventId,
  rulesId: resultVersions.rulesId,
  number: resultVersions.number,
  publishedAt: resultVersions.publishedAt,
  visibleFrom: resultVersions.visibleFrom,
  contest: contests,
  event: events,
  hostPath: units.path,
}

const published = (db: Db) =>
  db
    .select(columns)
    .from(resultVersions)
    .innerJoin(events, eq(events.id, resultVersions.eventId))
    .innerJoin(contests, eq(contests.id, events.contestId))
    .innerJoin(units, eq(units.id, contests.hostUnitId))

type Published = Awaited<ReturnType<typeof published>>[number]

/** A contest's own officers confer on its results, and whoever keeps the register over its host. */
const mayConferOn = ({ actor }: Scope, { contest, hostPath }: Published): boolean =>
  mayRunContest(actor, { id: contest.id, hostPath }) || mayInUnit(actor, "register.keep", { path: hostPath })

const wonIn = (db: Db, versionIds: number[]) =>
  db
    .select({
      placingId: placings.id,
      versionId: placings.resultVersionId,
      entryId: placings.entryId,
      personId: placings.personId,
      unitId: placings.unitId,
      name: placings.name,
      unitName: placings.unitName,
      place: placings.place,
      prize: placings.prize,
      sortKeyOverride: people.sortKeyOverride,
    })
    .from(placings)
    .innerJoin(people, eq(people.id, placings.personId))
    .where(and(inArray(placings.resultVersionId, versionIds), isNotNull(placings.prize)))
    .orderBy(asc(placings.position))
    .then((rows) => rows.flatMap(({ prize, ...row }) => (prize === null ? [] : [{ ...row, prize }])))

export type Winner = Awaited<ReturnType<typeof wonIn>>[number]

/** The newest version of every result that the actor may confer on, with how far that has been done. */
export async function listConferrals(scope: Scope) {
  const { db } = scope
  const rows = await published(db).orderBy(desc(resultVersions.publishedAt), desc(resultVersions.id))
  const newest = rows.filter((row, at) => rows.findIndex(({ eventId }) => eventId === row.eventId) === at)
  const reached = newest.filter((row) => mayConferOn(scope, row))
  if (reached.length === 0) return []
  const won = await wonIn(
    db,
    reached.map(({ id }) => id),
  )
  const held = await heldOf(
    db,
    reached.map(({ eventId }) => eventId),
  )
  return reached.map((row) => {
    const ownWon = won.filter(({ versionId }) => versionId === row.id)
    const ownHeld = held.filter(({ eventId }) => eventId === row.eventId)
    const state = conferralState(ownWon, ownHeld)
    return { ...row, won: ownWon.length, waiting: waiting(ownWon, ownHeld).length, state }
  })
}

/** The honours for people that the actor may confer on this result. */
async function honoursFor(scope: Scope, row: Published) {
  const all = await scope.db
    .select({ honour: honours, path: units.path })
    .from(honours)
    .innerJoin(units, eq(units.id, honours.conferringUnitId))
    .where(eq(honours.recipientKind, "person"))
    .orderBy(asc(honours.rank), asc(honours.id))
  const { actor } = scope
  const runs = mayRunContest(actor, { id: row.contest.id, hostPath: row.hostPath })
  return all
    .filter((one) => mayInUnit(actor, "register.keep", one) || (runs && one.path === row.hostPath))
    .map(({ honour }) => honour)
}

/** A published version that the actor may confer on, with who won, what is held already and what may be conferred. */
export async function findConferral(scope: Scope, id: number) {
  const { db } = scope
  const [row] = await published(db).where(eq(resultVersions.id, id))
  if (!row || !mayConferOn(scope, row)) return undefined
  const [newest] = await db
    .select({ id: resultVersions.id })
    .from(resultVersions)
    .where(eq(resultVersions.eventId, row.eventId))
    .orderBy(desc(resultVersions.number))
    .limit(1)
  const rules = await rulesById(db, row.eventId, row.rulesId)
  if (!rules) throw new Error("a published result without its rules")
  return {
    ...row,
    isNewest: newest?.id === id,
    rules: rules as RulesRow,
    won: await wonIn(db, [id]),
    held: await heldOf(db, [row.eventId]),
    honours: await honoursFor(scope, row),
  }
}

export type Conferral = NonNullable<Awaited<ReturnType<typeof findConferral>>>
