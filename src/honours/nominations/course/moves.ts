import type { NominationState, SignatureVerdict } from "#db/words.ts"
import type { Signer } from "./route.ts"

export const moveNames = [
  ...(["submit", "sign", "take_back", "return", "resubmit", "withdraw", "transfer", "add_signer"] as const),
  ...(["proceed", "reject", "pass_over", "call_up", "lose", "expire", "decide"] as const),
] as const
export type MoveName = (typeof moveNames)[number]

/** What may be done with a nomination; who may do it, and what has to be said with it, is for the command to ask. */
export type Move =
  | { readonly move: "sign"; readonly signer: string; readonly verdict: SignatureVerdict }
  | { readonly move: "take_back"; readonly signer: string }
  | { readonly move: "return"; readonly to: string }
  | { readonly move: "transfer"; readonly signer: string; readonly to: Signer }
  | { readonly move: "add_signer"; readonly to: Signer }
  | { readonly move: Exclude<MoveName, "sign" | "take_back" | "return" | "transfer" | "add_signer"> }

/** A move as it was made: at which step, in which round. */
export type Act = {
  readonly stepKey: string
  readonly round: number
  readonly move: MoveName
  readonly signer: string
  readonly verdict: SignatureVerdict | null
  readonly facts: { readonly to?: string; readonly person?: Signer; readonly [fact: string]: unknown }
}

/** Where a nomination stands, with everything that was done to it in its order. */
export type Course = {
  readonly state: NominationState
  readonly stepKey: string
  readonly round: number
  readonly acts: readonly Act[]
}

/** The moves that exist in a state; whoever was passed over may be called up in place of one who withdrew. */
export const possible: Readonly<Record<NominationState, readonly MoveName[]>> = {
  draft: ["submit"],
  underway: [
    ...(["sign", "take_back", "return", "resubmit", "withdraw", "transfer", "add_signer"] as const),
    ...(["proceed", "reject", "pass_over", "lose", "expire", "decide"] as const),
  ],
  passed: ["call_up", "lose"],
  withdrawn: [],
  rejected: [],
  lost: [],
  honoured: [],
}
