import { competes } from "../marks/path.ts"
import type { Slot } from "../slots.ts"

export type Given = {
  /** Marks on an entry's slot, by all seats. */
  readonly count: number
  /** Those of them that say "not observed". */
  readonly unobserved: number
  /** The panel's size there, where the head judge changed it. */
  readonly changed: number | undefined
}

const sizeOf = (slot: Slot, { changed }: Given) => changed ?? slot.judges

const isFull = (slot: Slot, given: Given): boolean => given.count >= sizeOf(slot, given)

/** The marks that count: what was not observed counts 0, or makes the panel smaller, as the slot says. */
const counted = ({ unobserved }: Slot, given: Given): number =>
  unobserved === "0" ? given.count : given.count - given.unobserved

/**
 * Whether an entry has all the marks it needs on a slot: a full panel with more marks that count than are dropped, or
 * none where none is allowed.
 */
export function isComplete(slot: Slot, given: Given): boolean {
  if (given.count > 0 && !isFull(slot, given)) return false
  const marks = counted(slot, given)
  return marks === 0 ? slot.optional : marks > slot.drops
}

/**
 * Whether a judge may leave an entry blank: others filled the panel, the node has `missing`, or a smaller panel was
 * approved. Whether enough marks came together is asked again when the whole set is signed.
 */
export const mayStayBlank = (slot: Slot, given: Given): boolean =>
  isFull(slot, given) ||
  (slot.optional && given.count === 0) ||
  (given.changed !== undefined && given.changed < slot.judges)

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
