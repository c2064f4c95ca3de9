import {
  type Check,
  choice,
  code,
  count,
  decimal,
  given,
  has,
  type Members,
  members,
} from "#competition/contests/check.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import type { Combine, NodeKind } from "#competition/contests/scheme.ts"
import { compare, type Exact, ZERO } from "#lib/exact.ts"

export type Limits = { readonly min: Exact; readonly max: Exact | undefined; readonly step: Exact | undefined }
export type Panel = { readonly judges: number | undefined; readonly drops: number }

// No contest keeps a thousand digits, and a bundle that asks for a thousand million must stay harmless.
const MOST_DIGITS = 1_000

const dropped: Check<number> = (note, value, at) => {
  const drop = members(note, value, at, [], ["high", "low"])
  if (!drop) return undefined
  return (given(note, drop, at, "high", count(0)) ?? 0) + (given(note, drop, at, "low", count(0)) ?? 0)
}

const missing = choice("0", "omit")

/** Rounding, floor, cap and pass mark: what any node may have. */
export function settling(note: Note, node: Members, at: string): void {
  given(note, node, at, "round", count(0, MOST_DIGITS))
  given(note, node, at, "rounding", choice("half-up", "down"))
  if (has(node, "rounding") && !has(node, "round"))
    note(child(at, "rounding"), "only_with", { member: "rounding", other: "round", choices: [] })
  given(note, node, at, "pass", decimal)
  const floor = given(note, node, at, "floor", decimal)
  const cap = given(note, node, at, "cap", decimal)
  if (floor && cap && compare(floor, cap) > 0)
    note(child(at, "floor"), "floor_above_cap", { floor: quote(node.floor), cap: quote(node.cap) })
}

/** A weight counts only in a sum or a mean; a negative one is a deduction, which nobody can pass. */
export function weighing(note: Note, node: Members, at: string, parent: NodeKind | undefined): void {
  const place = child(at, "weight")
  const weight = given(note, node, at, "weight", decimal)
  if (has(node, "weight") && parent !== "sum" && parent !== "mean") note(place, "weight_misplaced", {})
  else if (weight && parent === "mean" && compare(weight, ZERO) <= 0)
    note(place, "weight_not_positive", { found: quote(node.weight) })
  else if (weight && compare(weight, ZERO) < 0 && has(node, "pass")) note(child(at, "pass"), "deduction_with_pass", {})
}

/** The limits of each mark; `min` is 0 unless given. */
export function limits(note: Note, node: Members, at: string): Limits {
  given(note, node, at, "missing", missing)
  const max = given(note, node, at, "max", decimal)
  const min = given(note, node, at, "min", decimal) ?? ZERO
  const step = given(note, node, at, "step", decimal)
  if (max && compare(min, max) > 0)
    note(child(at, "max"), "min_above_max", { min: quote(node.min ?? "0"), max: quote(node.max) })
  if (!step || compare(step, ZERO) > 0) return { min, max, step }
  note(child(at, "step"), "step_not_positive", { found: quote(node.step) })
  return { min, max, step: undefined }
}

/** A panel is larger than what is dropped from it. */
export function panel(note: Note, node: Members, at: string): Panel {
  const judges = given(note, node, at, "judges", count(1))
  const drops = given(note, node, at, "drop", dropped) ?? 0
  given(note, node, at, "combine", choice<Combine>("mean", "sum", "median"))
  given(note, node, at, "factor", decimal)
  if (judges !== undefined && judges <= drops) note(child(at, "drop"), "panel_not_above_drops", { judges, drops })
  return { judges, drops }
}

export function named(note: Note, node: Members, at: string): void {
  given(note, node, at, "name", code)
  given(note, node, at, "missing", missing)
}

export function bestOf(note: Note, node: Members, at: string): void {
  given(note, node, at, "count", count(1))
  given(note, node, at, "direction", choice("high", "low"))
}
