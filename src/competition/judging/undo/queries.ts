import { and, eq, isNull } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { entries, markOperations } from "#db/schema/index.ts"
import type { EntryLine } from "../marks/path.ts"
import { cellOf } from "../marks/queries.ts"
import { newestOf, type Undo } from "./undo.ts"

/** What an undo of the sheet's newest mark would bring back; nothing on an empty sheet. */
export async function undoOf({ db, actor }: Scope, lines: readonly EntryLine[]): Promise<Undo | undefined> {
  const newest = newestOf(lines)
  if (!newest || actor.kind !== "seat") return undefined
  const { entry, cell } = newest
  const { seatId } = cellOf(actor, 0, cell.slot.slot)
  const [before] = await db
    .select({ value: markOperations.value })
    .from(markOperations)
    .innerJoin(entries, eq(entries.id, markOperations.entryId))
    .where(
      and(
        eq(entries.eventId, actor.eventId),
        eq(entries.code, entry.code),
        eq(markOperations.slot, cell.slot.slot),
        seatId === null ? isNull(markOperations.seatId) : eq(markOperations.seatId, seatId),
        eq(markOperations.outcome, "saved"),
        eq(markOperations.version, cell.version - 1),
      ),
    )
  return { entry, cell, before: before?.value ?? null }
}
