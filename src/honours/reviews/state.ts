import type { CommitteeState } from "#db/words.ts"

/** A committee's way: seated, in session, counted, selected, and its minutes signed. */
export const committeeMoves = {
  seated: { open: "session" },
  session: { close: "counted" },
  counted: { select: "selected" },
  selected: { sign: "signed" },
  signed: {},
} as const satisfies Readonly<Record<CommitteeState, Readonly<Record<string, CommitteeState>>>>

export type CommitteeMove = "open" | "close" | "select" | "sign"

/** Where a move leads; nothing where it does not exist. */
export const stateAfter = (state: CommitteeState, move: CommitteeMove): CommitteeState | undefined =>
  (committeeMoves[state] as Readonly<Record<string, CommitteeState>>)[move]
