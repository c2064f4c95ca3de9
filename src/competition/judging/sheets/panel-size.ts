import type { Refusal } from "#lib/result.ts"
import type { Slot } from "../slots.ts"

/** A changed panel stays larger than its drops, which stay as they are, and never below the marks already given. */
export function sizeProblem(slot: Slot, size: number, given: number): Refusal | undefined {
  if (slot.kind !== "judged") return { code: "no_panel_here", field: "node" }
  if (size <= slot.drops) return { code: "panel_within_drops", field: "size", drops: slot.drops }
  if (size < given) return { code: "panel_below_marks", field: "size", given }
  return undefined
}
