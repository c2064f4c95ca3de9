import { type Scope, transact } from "#db/db.ts"
import { type Refusal, type Result, refuse } from "#lib/result.ts"
import type { Move } from "../course/moves.ts"
import { currentStanding } from "../course/standing.ts"
import { returnTargets } from "../course/timeline.ts"
import { lockNomination, moveNomination } from "../moves/commands.ts"
import { ownSignatures, takesPart } from "../moves/permission.ts"
import { findNomination, type Nominated } from "../queries.ts"
import type { ReviewAct } from "./acts.ts"

/** A nomination as it was shown to whoever chose it. */
export type Chosen = { readonly id: number; readonly version: number }
export type Review = { readonly act: ReviewAct; readonly reason: string; readonly deadline: Date | null }
export type Reviewed = { readonly id: number; readonly name: string; readonly refusal: Refusal | undefined }

/** Reviews nominations one by one, each in a transaction of its own: what is refused for one keeps no other back. */
export async function reviewMany(scope: Scope, chosen: readonly Chosen[], review: Review): Promise<Reviewed[]> {
  const reviewed: Reviewed[] = []
  for (const one of chosen) {
    const found = await findNomination(scope, one.id)
    const done = found ? await reviewOne(scope, found, one.version, review) : refuse({ code: "not_found" })
    reviewed.push({ id: one.id, name: found?.nomination.name ?? "", refusal: done.ok ? undefined : done.refusal })
  }
  return reviewed
}

const reviewOne = (scope: Scope, found: Nominated, version: number, { act, reason, deadline }: Review) =>
  transact(scope, async (inner): Promise<Result<unknown>> => {
    const { id } = found.nomination
    const locked = takesPart(inner.actor, found.places) ? await lockNomination(inner, id) : undefined
    if (!locked) return refuse({ code: "not_found" })
    const { steps, course } = locked
    if (locked.found.nomination.version !== version) return refuse({ code: "stale" })
    const [signer] = ownSignatures(inner.actor, found.places, steps, course)
    if (!signer || currentStanding(steps, course)?.step.kind !== "tier_review") return refuse({ code: "not_your_turn" })
    const moves: Readonly<Record<ReviewAct, Move>> = {
      pass: { move: "sign", signer: signer.key, verdict: "agree" },
      return: { move: "return", to: returnTargets(steps, course)[0] ?? "" },
      reject: { move: "reject" },
    }
    return moveNomination(inner, id, { move: moves[act], version, words: reason, deadline })
  })
