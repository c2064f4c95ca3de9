import type { OperationKind } from "#db/schema/index.ts"
import { isImprobable } from "#lib/improbable.ts"
import { isScore, NOT_OBSERVED } from "#lib/mark-value.ts"
import { sameMark, typedMark } from "../mark-limits.ts"
import type { CellLine, EntryLine } from "./path.ts"

export type Typed = {
  readonly act: "next" | "clear" | "not_observed" | "undo"
  readonly value: string
  readonly reason: string
  readonly sure: string
  readonly seen: number
}

export type MarkWish = {
  readonly kind: Extract<OperationKind, "mark" | "clear" | "remark" | "not_observed">
  readonly value: string | null
  readonly reason?: string
}

/** What a form asks for. A reason makes it a mark that is looked at again; undoing brings back what was before. */
function wishOf({ act, value, reason }: Typed): MarkWish {
  const mark = value === "" ? null : typedMark(value)
  if (act === "not_observed" || (act === "undo" && value === NOT_OBSERVED))
    return { kind: "not_observed", value: NOT_OBSERVED }
  if (act === "clear" || (act === "undo" && mark === null)) return { kind: "clear", value: null }
  return reason ? { kind: "remark", value: mark, reason } : { kind: "mark", value: mark }
}

/** Whether somebody only goes on from a cell that they left as it was. */
const isUntouched = ({ act, reason, seen }: Typed, { value }: MarkWish, cell: CellLine): boolean =>
  act === "next" &&
  !reason &&
  seen === cell.version &&
  (isScore(cell.value) ? sameMark(value, cell.value) : value === null)

type Meant = { readonly kind: "untouched" | "empty" | "doubt" | "save"; readonly wish: MarkWish }

/**
 * What a judge means by a mark's form: going on from what is there already, a mark, or none. An empty field is neither,
 * and a mark that looks like a slip is asked about once.
 */
export function meantBy(typed: Typed, { entry, cell }: Place, lines: readonly EntryLine[]): Meant {
  const wish = wishOf(typed)
  if (isUntouched(typed, wish, cell)) return { kind: "untouched", wish }
  if (typed.act !== "next") return { kind: "save", wish }
  if (wish.value === null) return { kind: "empty", wish }
  const doubt = typed.sure !== wish.value && isDoubtful(wish.value, cell, entry, lines)
  return { kind: doubt ? "doubt" : "save", wish }
}

type Place = { readonly entry: EntryLine; readonly cell: CellLine }

/** Whether a mark is far from all that this judge gave other entries on the same criterion. */
function isDoubtful(value: string, { slot }: CellLine, here: EntryLine, lines: readonly EntryLine[]): boolean {
  const others = lines.flatMap(({ code, cells }) =>
    code === here.code ? [] : cells.flatMap((cell) => (cell.slot.slot === slot.slot && cell.value ? [cell.value] : [])),
  )
  return isImprobable(value, others, slot)
}
