import { compare, type Exact, exact, over, plus, times, whole, ZERO } from "#lib/exact.ts"
import { reaches, shareOf } from "../programmes/share.ts"
import type { CommitteeRules } from "../programmes/steps.ts"

/** The mean of the scores given, exact; nothing where none was given, which is not 0. */
export const meanOf = (scores: readonly string[]): Exact | undefined =>
  scores.length > 0
    ? over(
        scores.reduce((sum, one) => plus(sum, exact(one)), ZERO),
        whole(scores.length),
      )
    : undefined

export type Votes = { readonly for: number; readonly against: number; readonly abstain: number }
export const noVotes: Votes = { for: 0, against: 0, abstain: 0 }

/** Votes for in percent of all that were cast, abstentions among them; nothing where none was cast. */
export const percentFor = (votes: Votes): Exact | undefined => {
  const cast = votes.for + votes.against + votes.abstain
  return cast > 0 ? over(whole(votes.for * 100), whole(cast)) : undefined
}

/** What the members did with one nominee. */
export type Judged = {
  /** Members who may judge it: its readers, or all, without the recused. */
  readonly eligible: number
  readonly scores: readonly string[]
  readonly votes: Votes
}

export type Outcome = {
  readonly tookPart: number
  readonly eligible: number
  readonly quorate: boolean
  /** Mean score of 100, or percent of votes for. */
  readonly value: Exact | undefined
  /** Quorate and at or above the threshold. */
  readonly passes: boolean
}

export function outcomeOf(rules: Pick<CommitteeRules, "mode" | "quorum" | "threshold">, judged: Judged): Outcome {
  const { scores, votes, eligible } = judged
  const tookPart = rules.mode === "score" ? scores.length : votes.for + votes.against + votes.abstain
  const value = rules.mode === "score" ? meanOf(scores) : percentFor(votes)
  const quorate = reaches(tookPart, eligible, rules.quorum)
  const least = times(shareOf(rules.threshold), whole(100))
  return { tookPart, eligible, quorate, value, passes: quorate && value !== undefined && compare(value, least) >= 0 }
}
