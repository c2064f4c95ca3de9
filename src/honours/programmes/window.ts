import type { ProgrammeState } from "#db/words.ts"

type Window = { readonly state: ProgrammeState; readonly opensAt: Date | null; readonly closesAt: Date | null }

/** Whether a selection takes nominations: from its first instant up to, not with, its last (23:59:59 in, 00:00:00 out). */
export const takesNominations = ({ state, opensAt, closesAt }: Window, now: Date): boolean =>
  state === "open" && opensAt !== null && closesAt !== null && opensAt <= now && now < closesAt
