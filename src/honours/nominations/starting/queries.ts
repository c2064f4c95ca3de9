import { and, asc, eq, gt, inArray, lte, ne } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { nominations, programmes } from "#db/schema/index.ts"
import { definitionsRunning } from "../../programmes/definitions/queries.ts"
import { type Allotment, allotmentsOf, offeredHonours } from "../../programmes/queries.ts"
import { profileOf } from "../queries.ts"
import { seatsFree, takesSeat } from "../submission/seats.ts"
import { nearestSeats, seatsWithin } from "./places.ts"

/** Seats of a unit for an honour that papers can be opened for; `free` is nothing where none are counted. */
export type Cell = Allotment & { readonly free: number | null }

const none = { programmes: [], honours: [], cellFor: (_path: string, _honourId: number): Cell | undefined => undefined }

/**
 * Selections in which papers can be opened for the actor's units now, and of one of them the honours with the seats of
 * those units; `cellFor` says whose seats a unit would take.
 */
export async function offersFor(scope: Scope, programmeId: number | undefined) {
  const { db, now, actor } = scope
  const reach = reachOf(actor, "nominations.write")
  if (reach.length === 0) return none
  const open = await db
    .select()
    .from(programmes)
    .where(and(eq(programmes.state, "open"), lte(programmes.opensAt, now), gt(programmes.closesAt, now)))
    .orderBy(asc(programmes.closesAt), asc(programmes.id))
  const definitions = await definitionsRunning(scope)
  const offers = []
  for (const programme of open) {
    const definition = definitions.get(programme.id)
    if (!definition || definition.founded === "must") continue
    const all = await allotmentsOf(scope, programme.id)
    const cells = seatsWithin(reach, all).filter(({ honour }) =>
      definition.honours.some((one) => one.honour === honour),
    )
    if (cells.length > 0) offers.push({ programme, definition, all, cells })
  }
  const chosen = offers.find(({ programme }) => programme.id === programmeId)
  if (!chosen) return { ...none, programmes: offers.map(({ programme }) => programme) }
  const { programme, definition, all } = chosen
  const there = await seatedIn(db, programme.id, definition.substitutes)
  const cells = chosen.cells.map((cell): Cell => {
    const own = there.filter((one) => one.recommendingUnitId === cell.unitId).map(({ profile }) => profile)
    return { ...cell, free: programme.batch === "ring_fenced" ? null : seatsFree(definition, cell, own) }
  })
  const offered = await offeredHonours(scope, definition)
  return {
    programmes: offers.map((one) => one.programme),
    honours: offered
      .toSorted((a, b) => a.rank - b.rank || a.id - b.id)
      .flatMap((honour) => {
        const own = cells.filter(({ honourId }) => honourId === honour.id)
        const sum = (of: (cell: Cell) => number) => own.reduce((total, cell) => total + of(cell), 0)
        const free = own.some((cell) => cell.free === null) ? null : sum((cell) => cell.free ?? 0)
        return own.length > 0 ? [{ ...honour, seats: sum(({ seats }) => seats), free }] : []
      }),
    cellFor: (path: string, honourId: number) => {
      const unit = nearestSeats(path, all)?.unitId
      return cells.find((cell) => cell.unitId === unit && cell.honourId === honourId)
    },
  }
}

/** Who takes a seat of a selection, by the unit whose seat it is. */
async function seatedIn(db: Db, programmeId: number, substitutes: boolean) {
  const rows = await db
    .select()
    .from(nominations)
    .where(
      and(eq(nominations.programmeId, programmeId), eq(nominations.seat, "regular"), ne(nominations.state, "draft")),
    )
  return rows
    .filter(({ state }) => takesSeat(state, substitutes))
    .map((row) => ({ recommendingUnitId: row.recommendingUnitId, profile: profileOf(row) }))
}

/** Of these people, those who stand in a selection already. */
export async function standing({ db }: Scope, programmeId: number, personIds: readonly number[]) {
  if (personIds.length === 0) return new Set<number | null>()
  const here = and(eq(nominations.programmeId, programmeId), inArray(nominations.personId, [...personIds]))
  const rows = await db
    .select({ id: nominations.personId })
    .from(nominations)
    .where(and(here, ne(nominations.state, "withdrawn")))
  return new Set(rows.map(({ id }) => id))
}

/** Of the units, those that were put forward for an honour themselves already. */
export async function unitsStanding({ db }: Scope, programmeId: number, honourId: number) {
  const here = and(eq(nominations.programmeId, programmeId), eq(nominations.honourId, honourId))
  const rows = await db
    .select({ id: nominations.unitId })
    .from(nominations)
    .where(and(here, eq(nominations.recipientKind, "unit"), ne(nominations.state, "withdrawn")))
  return new Set(rows.map(({ id }) => id))
}
