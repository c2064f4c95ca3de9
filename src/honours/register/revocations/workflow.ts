import type { RevocationGround, RevocationState } from "#db/words.ts"
import { grounds } from "./grounds.ts"

export const acts = ["advise", "decide", "dismiss", "withdraw", "restore"] as const
export type Act = (typeof acts)[number]

/** What may be done to a case, and what it is then; a move that is not listed does not exist. */
const moves: Readonly<Record<RevocationState, Partial<Record<Act, RevocationState>>>> = {
  opened: { advise: "advised", decide: "decided", dismiss: "dismissed", withdraw: "withdrawn" },
  advised: { decide: "decided", dismiss: "dismissed", withdraw: "withdrawn" },
  decided: { restore: "restored" },
  dismissed: {},
  withdrawn: {},
  restored: {},
}

/** The state after an act; a decision waits for the opinion of the tier above unless its ground lets the award body decide. */
export function after(state: RevocationState, act: Act, ground: RevocationGround): RevocationState | undefined {
  if (state === "opened" && act === "decide" && !grounds[ground].isDirect) return undefined
  return moves[state][act]
}

export type Parts = Readonly<Record<"opens" | "advises" | "decides", boolean>>

/** Whose act each is. */
const parts: Readonly<Record<Act, keyof Parts>> = {
  advise: "advises",
  decide: "decides",
  dismiss: "decides",
  withdraw: "opens",
  restore: "decides",
}

/** What somebody may do to a case as it stands. */
export const actsFor = (state: RevocationState, ground: RevocationGround, has: Parts): Act[] =>
  acts.filter((act) => has[parts[act]] && after(state, act, ground) !== undefined)
