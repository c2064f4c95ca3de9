import { competes } from "../marks/path.ts"
import type { Slot } from "../slots.ts"

export type Given = {
  /** Marks on an entry's slot, by all seats. */
  readonly count: number
  /** The panel's size there, where the head judge changed it. */
  readonly changed: number | undefined
}

const sizeOf = (slot: Slot, { changed }: Given) => changed ?? slot.judges

/** Whether an entry has all the marks it needs on a slot: a full panel, or none where none is allowed. */
export const isComplete = (slot: Slot, given: Given): boolean =>
  given.count >= sizeOf(slot, given) || (slot.optional && given.count === 0)

/**
 * Whether a judge may leave an entry blank: others filled the panel, the node has `missing`, or a smaller panel was
 * approved. Whether enough marks came together is asked again when the whole set is signed.
 */
export const mayStayBlank = (slot: Slot, given: Given): boolean =>
  isComplete(slot, given) || (given.changed !== undefined && given.changed < slot.judges)

export type Blank = { readonly code: string; readonly slot: Slot }

type Line = { readonly id: number; readonly code: string; readonly status: Parameters<typeof competes>[0] }
type Look = (entryId: number, slot: string) => Given

/** Cells of competing entries for which `accepts` says no, in the order of codes and slots. */
export const blanksOf = (
  entries: readonly Line[],
  slots: readonly Slot[],
  given: Look,
  accepts: (slot: Slot, given: Given, entryId: number) => boolean,
): Blank[] =>
  entries
    .filter(({ status }) => competes(status))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap(({ id, code }) =>
      slots.filter((slot) => !accepts(slot, given(id, slot.slot), id)).map((slot) => ({ code, slot })),
    )
