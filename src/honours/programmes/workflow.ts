import type { ProgrammeState } from "#db/words.ts"

/** The life of a programme. A move that is not listed does not exist. */
export const programmeMoves = {
  draft: { open: "open" },
  open: { review: "reviewing" },
  reviewing: { reopen: "open", decide: "decided" },
  decided: { archive: "archived" },
  archived: {},
} as const satisfies Record<ProgrammeState, Partial<Record<string, ProgrammeState>>>

export const moveNames = ["open", "review", "reopen", "decide", "archive"] as const
export type ProgrammeMove = (typeof moveNames)[number]

/** The state after a move, or nothing where that move does not exist. */
export function programmeAfter(state: ProgrammeState, move: ProgrammeMove): ProgrammeState | undefined {
  const moves: Partial<Record<ProgrammeMove, ProgrammeState>> = programmeMoves[state]
  return moves[move]
}

/** What a decision rests on stands as it was. */
export const mayChange = (state: ProgrammeState): boolean =>
  state === "draft" || state === "open" || state === "reviewing"

/** Once units have seen it, whoever changes it says why. */
export const needsReason = (state: ProgrammeState): boolean => state !== "draft"

type Window = { readonly state: ProgrammeState; readonly opensAt: Date | null; readonly closesAt: Date | null }

/** Whether nominations are taken at this instant: from the opening on, up to the closing and not with it. */
export const takesNominations = ({ state, opensAt, closesAt }: Window, now: Date): boolean =>
  state === "open" && opensAt !== null && closesAt !== null && opensAt <= now && now < closesAt
