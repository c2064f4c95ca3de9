import { type Given, isComplete } from "../sheets/coverage.ts"
import type { Slot } from "../slots.ts"

type Entry = { readonly id: number; readonly code: string }
type Seat = { readonly id: number; readonly slots: readonly string[]; readonly open: boolean }
type Mark = { readonly entryId: number; readonly slot: string; readonly seatId: number | null }

/** A mark that nobody on the panel is left to give. */
export type Gap = { readonly code: string; readonly slot: Slot; readonly missing: number }

/**
 * Where the panel has become too small: the marks that stand and all that the open seats can still give are fewer than
 * the rules want. Marks of a judge who was replaced count.
 */
export function gapsOf(
  entries: readonly Entry[],
  slots: readonly Slot[],
  seats: readonly Seat[],
  marks: readonly Mark[],
  given: (entryId: number, slot: string) => Given,
): Gap[] {
  const has = new Set(marks.map(({ entryId, slot, seatId }) => `${entryId} ${slot} ${seatId}`))
  return entries.flatMap(({ id, code }) =>
    slots.flatMap((slot) => {
      const now = given(id, slot.slot)
      const free = seats.filter(
        (one) => one.open && one.slots.includes(slot.slot) && !has.has(`${id} ${slot.slot} ${one.id}`),
      )
      // What scorekeepers enter is one mark, whoever of them enters it.
      const able = slot.kind === "judged" ? free.length : Math.min(1, free.length)
      const missing = (now.changed ?? slot.judges) - now.count - able
      return missing > 0 && !isComplete(slot, now) && !slot.optional ? [{ code, slot, missing }] : []
    }),
  )
}
