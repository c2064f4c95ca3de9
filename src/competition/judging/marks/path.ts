import type { EntryStatus } from "#db/words.ts"
import type { Slot } from "../slots.ts"

/** Where a mark is: with nobody, on the tablet, on the server, sealed there, or in two versions that its judge decides. */
export type Whereabouts = "blank" | "local" | "server" | "sealed" | "conflict"

/** Where a panel has to look again: whether this judge has, and what the first look was. */
export type Look = { readonly done: boolean; readonly first: string | null }

export type CellLine = {
  readonly slot: Slot
  readonly value: string | null
  readonly version: number
  readonly at: Date | null
  readonly where: Whereabouts
  readonly look: Look | undefined
}
export type EntryLine = {
  readonly code: string
  readonly status: EntryStatus
  readonly cells: readonly CellLine[]
  readonly done: number
  /** Whether nothing is blank that the scheme demands; what may stay blank counts once something else is marked. */
  readonly complete: boolean
  /** Whether it can be marked at all. */
  readonly open: boolean
}

type Entry = { readonly id: number; readonly code: string; readonly status: EntryStatus }
type Mark = {
  readonly entryId: number
  readonly slot: string
  readonly value: string | null
  readonly version: number
  readonly updatedAt: Date | null
  readonly where: Whereabouts
  readonly look?: Look | undefined
}

/** Entries and guests compete; whoever is absent, withdrawn or disqualified gets no mark. */
export const competes = (status: EntryStatus): boolean => status === "competed" || status === "guest"

/** A seat's cells, entry by entry in the order of the codes, each entry's in the order of the slots. */
export function linesOf(entries: readonly Entry[], slots: readonly Slot[], marks: readonly Mark[]): EntryLine[] {
  const byCell = new Map(marks.map((mark) => [`${mark.entryId} ${mark.slot}`, mark]))
  return [...entries]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ id, code, status }) => {
      const cells = slots.map((slot): CellLine => {
        const mark = byCell.get(`${id} ${slot.slot}`)
        const { value = null, version = 0, updatedAt: at = null, where = "blank", look } = mark ?? {}
        return { slot, value, version, at, where, look }
      })
      const done = cells.filter(({ value }) => value !== null).length
      const complete = done > 0 && cells.every(({ slot, value }) => slot.optional || value !== null)
      return { code, status, cells, done, complete, open: competes(status) }
    })
}

/** Where a judge is asked to look again and has not yet. */
export const looksWanted = (lines: readonly EntryLine[]): Step[] =>
  lines
    .filter(({ open }) => open)
    .flatMap(({ code, cells }) =>
      cells.flatMap(({ slot, look }) => (look && !look.done ? [{ code, slot: slot.slot }] : [])),
    )

export type Step = { readonly code: string; readonly slot: string }

const stepsOf = (lines: readonly EntryLine[]): (Step & { value: string | null; optional: boolean })[] =>
  lines
    .filter(({ open }) => open)
    .flatMap(({ code, cells }) =>
      cells.map(({ slot, value }) => ({ code, slot: slot.slot, value, optional: slot.optional })),
    )

/** The cells before and after one, and how far along it is. */
export function around(lines: readonly EntryLine[], { code, slot }: Step) {
  const steps = stepsOf(lines)
  const at = steps.findIndex((step) => step.code === code && step.slot === slot)
  return { previous: steps[at - 1], next: at < 0 ? undefined : steps[at + 1], number: at + 1, total: steps.length }
}

/** The first cell without a mark that it needs: where a judge goes on. */
export const firstBlank = (lines: readonly EntryLine[]): Step | undefined =>
  stepsOf(lines).find(({ value, optional }) => value === null && !optional)

export const pathOf = ({ code, slot }: Step): string => `/judge/entries/${code}/${encodeURIComponent(slot)}`
