import type { EntryStatus, EventState } from "#db/words.ts"
import type { Refusal } from "#lib/result.ts"
import { markProblem, sameMark } from "../mark-limits.ts"
import type { Slot } from "../slots.ts"

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
}

export type Wanted = { readonly value: string | null; readonly seenVersion: number }

/** What becomes of a save: a change, nothing since the mark is so already, or a refusal. */
export function decide(standing: Standing, { value, seenVersion }: Wanted): "saved" | "same" | Refusal {
  if (standing.state !== "judging") return { code: "wrong_state" }
  if (standing.sealed) return { code: "locked" }
  if (standing.status !== "competed" && standing.status !== "guest") return { code: `entry_${standing.status}` }
  const problem = value === null ? undefined : markProblem(value, standing.slot)
  if (problem) return problem
  if (sameMark(value, standing.value)) return "same"
  if (seenVersion !== standing.version) return { code: "stale" }
  if (value !== null && standing.others >= standing.size) return { code: "panel_full", size: standing.size }
  return "saved"
}
