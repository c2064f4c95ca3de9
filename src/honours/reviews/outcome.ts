import { shareOf as numberOf, reaches } from "#honours/programmes/share.ts"
import type { CommitteeRules } from "#honours/programmes/steps.ts"
import { compare, type Exact, exact, over, plus, times, whole, ZERO } from "#lib/exact.ts"

/** Whether enough of those who may judge a nominee took part: "66.6" (percent) or "2/3". Nobody left is never enough. */
export const isQuorate = (tookPart: number, eligible: number, share: string): boolean =>
  reaches(tookPart, eligible, share)

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
export const shareOf = (votes: Votes): Exact | undefined => {
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
  const value = rules.mode === "score" ? meanOf(scores) : shareOf(votes)
  const quorate = isQuorate(tookPart, eligible, rules.quorum)
  const passes = quorate && value !== undefined && compare(value, times(numberOf(rules.threshold), whole(100))) >= 0
  return { tookPart, eligible, quorate, value, passes }
}
