import type { EntryStatus, EventState } from "#db/words.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"
import type { Refusal } from "#lib/result.ts"
import { markProblem, sameMark } from "../mark-limits.ts"
import type { Slot } from "../slots.ts"
import { isSplit, type Looks } from "../split.ts"

/** All that a save depends on, read after the entry was locked. */
export type Standing = {
  readonly state: EventState
  readonly status: EntryStatus
  /** Whether the sheet that this mark belongs to is signed. */
  readonly sealed: boolean
  readonly slot: Slot
  readonly value: string | null
  readonly version: number
  /** Marks that other seats gave this entry here, and how many it may have. */
  readonly others: number
  readonly size: number
  /** The first looks of the panel here, and what this mark was at its own where it was looked at twice. */
  readonly looks: Looks | null
  readonly first: string | null
}

export type Wanted = { readonly value: string | null; readonly seenVersion: number; readonly reason?: string }

/** What becomes of a save: a change, nothing since the mark is so already, or a refusal. */
export function decide(standing: Standing, { value, seenVersion, reason }: Wanted): "saved" | "same" | Refusal {
  if (standing.state !== "judging") return { code: "wrong_state" }
  if (standing.sealed) return { code: "locked" }
  if (standing.status !== "competed" && standing.status !== "guest") return { code: `entry_${standing.status}` }
  const problem = valueProblem(value, standing.slot)
  if (problem) return problem
  const split = isSplit(standing.slot, standing.looks, standing.size)
  const again = split && reason !== undefined && standing.first === null
  if (sameMark(value, standing.value) && !again) return "same"
  if (seenVersion !== standing.version) return { code: "stale" }
  if (split && reason === undefined && standing.value !== null) return { code: "second_look" }
  if (value !== null && standing.others >= standing.size) return { code: "panel_full", size: standing.size }
  return "saved"
}

function valueProblem(value: string | null, slot: Slot): Refusal | undefined {
  if (value === NOT_OBSERVED) return slot.unobserved === undefined ? { code: "must_observe" } : undefined
  return value === null ? undefined : markProblem(value, slot)
}

/** What the first look was once this save stands: kept for good from the moment that the panel has to look again. */
export const firstLook = ({ slot, looks, size, first, value }: Standing): string | null =>
  first ?? (isSplit(slot, looks, size) ? value : null)
