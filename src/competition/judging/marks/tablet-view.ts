import type { Both } from "#db/schema/index.ts"
import type { EventState } from "#db/words.ts"
import type { SeatRole } from "#lib/actor.ts"
import { isScore } from "#lib/mark-value.ts"
import { scaleOf } from "../scale.ts"
import type { Slot } from "../slots.ts"
import { around, type CellLine, type EntryLine, firstBlank, looksWanted, pathOf } from "./path.ts"

type Strip = {
  /** What has not reached the server. */
  readonly local: number
  readonly server: number
  readonly sealed: number
  /** When the server was last heard, where the tablet made the page. */
  readonly contact?: Date | undefined
}

/** All that a seat's screens show, be they made by the server or on the tablet: codes and marks, never who is behind a code. */
export type TabletView = {
  readonly event: { readonly code: string; readonly title: Both; readonly state: EventState }
  readonly seatId: number
  readonly alias: string
  readonly role: SeatRole
  readonly signedAt: Date | null
  /** Whether a signature is on the tablet that has not reached the server. */
  readonly signing?: boolean
  readonly slots: readonly Slot[]
  readonly lines: readonly EntryLine[]
  readonly strip: Strip
}

export function stripOf(lines: readonly EntryLine[], local: number, contact?: Date): Strip {
  const cells = lines.flatMap((line) => line.cells)
  const count = (where: CellLine["where"]) => cells.filter((cell) => cell.where === where).length
  return { local, server: count("server"), sealed: count("sealed"), contact }
}

/** Whether marks can be changed now. */
export const isOpen = ({ event, signedAt, signing }: TabletView, entry: EntryLine): boolean =>
  entry.open && !signedAt && !signing && event.state === "judging"

/** The list of entries with how far it is. */
export function entriesShown(tablet: TabletView) {
  const open = tablet.lines.filter((line) => line.open)
  const needed = open.flatMap(({ cells }) => cells.filter(({ slot }) => !slot.optional))
  const done = needed.filter(({ value }) => value !== null).length
  return {
    ...tablet,
    looks: looksWanted(tablet.lines),
    current: firstBlank(tablet.lines)?.code,
    total: needed.length,
    done,
  }
}

export type CellPlace = { readonly entry: EntryLine; readonly cell: CellLine }

/** A cell by its code and slot; without a slot the entry's first that is blank. */
export function placeIn({ lines }: TabletView, code: string, slot?: string): CellPlace | undefined {
  const entry = lines.find((line) => line.code === code)
  const cell =
    slot === undefined
      ? (entry?.cells.find(({ value }) => value === null) ?? entry?.cells[0])
      : entry?.cells.find((one) => one.slot.slot === slot)
  return entry && cell ? { entry, cell } : undefined
}

/** A mark as its field holds it: "not observed" is none. */
export const typedOf = (value: string | null): string => (isScore(value) ? value : "")

/** One cell's screen, with the ways to those before and after it. */
export function markShown(tablet: TabletView, place: CellPlace) {
  const step = { code: place.entry.code, slot: place.cell.slot.slot }
  const { previous, next, number, total } = around(tablet.lines, step)
  return {
    ...tablet,
    ...place,
    open: isOpen(tablet, place.entry),
    typed: typedOf(place.cell.value),
    reason: "",
    /** A mark that is saved when it is sent once more; empty where none was doubted. */
    doubt: "",
    /** Every mark that may be given, where these are few enough for one key each. */
    scale: scaleOf(place.cell.slot),
    looks: looksWanted(tablet.lines),
    here: pathOf(step),
    around: { previous: previous && pathOf(previous), next: next ? pathOf(next) : "/judge/sheet", number, total },
  }
}
