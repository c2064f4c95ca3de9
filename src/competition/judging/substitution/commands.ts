import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { seats } from "#db/schema/index.ts"
import { ok, type Refusal, refuse } from "#lib/result.ts"
import { appoint, endSeat } from "../panel/commands.ts"
import { seatOf } from "../panel/queries.ts"
import type { SeatRow } from "../seats/queries.ts"
import { clashIn } from "./queries.ts"

export type Substitute = { readonly alias: string; readonly personId: number | null; readonly reason: string }

/**
 * Lets somebody else take a seat's place while judging runs: the old seat ends with its marks, the new one has the same
 * slots and marks what is left. One act, so that at no instant the panel is smaller than the rules want.
 */
export async function substitute(scope: Scope, id: number, { alias, personId, reason }: Substitute) {
  return transact<SeatRow, Refusal>(scope, async (inner) => {
    const found = await seatOf(inner, id)
    if (!found) return refuse({ code: "not_found" })
    const { seat, event } = found
    const ended = await endSeat(inner, id, reason)
    if (!ended.ok) return refuse(ended.refusal)
    const clash = personId === null ? undefined : await clashIn(inner.db, event.id, personId)
    if (clash) return refuse({ code: clash, field: "personId" })
    const made = await appoint(inner, event.id, { role: seat.role, slots: seat.slots, alias, personId })
    if (!made.ok) return made
    await inner.db.update(seats).set({ replacesId: id }).where(eq(seats.id, made.value.id))
    await record(inner, "seat.substitute", { kind: "seat", id: made.value.id }, { alias, from: seat.alias, reason })
    return ok({ ...made.value, replacesId: id })
  })
}
