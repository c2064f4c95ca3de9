import type { Exact } from "#lib/exact.ts"
import { reaches } from "../programmes/share.ts"
import type { CommitteeRules } from "../programmes/steps.ts"
import { noVotes, type Outcome, outcomeOf, percentFor, type Votes } from "./outcome.ts"
import { type Contender, type Room, type Standing, standingOf } from "./standing.ts"

type Pair = { readonly caseId: number; readonly memberId: number }
type Poll = {
  readonly number: number
  readonly closedAt: Date | null
  readonly caseIds: readonly number[]
  readonly voted: readonly number[]
  readonly votes: ReadonlyMap<number, Votes>
}
/** What the results are worked out from; the queries' session is one. */
export type Facts = {
  readonly members: readonly { readonly id: number }[]
  readonly recusals: readonly Pair[]
  readonly readings: readonly Pair[]
  readonly scores: readonly (Pair & { readonly score: string })[]
  readonly ballots: readonly Poll[]
}

const has = (pairs: readonly Pair[], caseId: number, memberId: number) =>
  pairs.some((one) => one.caseId === caseId && one.memberId === memberId)

/** Who may judge a nominee: its readers where dossiers are dealt out, else everybody, without the recused. */
export function judgesOf({ members, recusals, readings }: Facts, caseId: number): number[] {
  const all = readings.length > 0 ? members.filter(({ id }) => has(readings, caseId, id)) : members
  return all.map(({ id }) => id).filter((id) => !has(recusals, caseId, id))
}

/** Who may vote on a nominee: everybody in the room, readers or not. */
export const votersOf = ({ members, recusals }: Facts, caseId: number): number[] =>
  members.map(({ id }) => id).filter((id) => !has(recusals, caseId, id))

const firstBallot = ({ ballots }: Facts) => ballots.find(({ number }) => number === 1)

/** How the session stands on one nominee. */
export function caseOutcome(rules: CommitteeRules, facts: Facts, caseId: number): Outcome {
  const judges = rules.mode === "score" ? judgesOf(facts, caseId) : votersOf(facts, caseId)
  const scores = facts.scores.filter((one) => one.caseId === caseId && judges.includes(one.memberId))
  const votes = firstBallot(facts)?.votes.get(caseId) ?? noVotes
  return outcomeOf(rules, { eligible: judges.length, scores: scores.map(({ score }) => score), votes })
}

/** The value of the session, then that of every closed second vote in which a nominee stood. */
export function valuesOf(rules: CommitteeRules, facts: Facts, caseId: number): Exact[] {
  const { value } = caseOutcome(rules, facts, caseId)
  const later = facts.ballots.filter((one) => one.number > 1 && one.closedAt && one.caseIds.includes(caseId))
  return [value, ...later.map(({ votes }) => percentFor(votes.get(caseId) ?? noVotes))].filter(
    (one) => one !== undefined,
  )
}

/** Whether enough have voted on everybody whom a ballot is about. */
export const ballotIsQuorate = (rules: CommitteeRules, facts: Facts, ballot: Poll): boolean =>
  ballot.caseIds.every((caseId) => {
    const voters = votersOf(facts, caseId)
    return reaches(voters.filter((id) => ballot.voted.includes(id)).length, voters.length, rules.quorum)
  })

type Stood = { readonly id: number; readonly seat: "regular" | "ring_fenced" }

/** Those of one honour who passed, in the order of the result, against the room that its seats give; ring-fenced ones need no seat. */
export function honourStanding(
  rules: CommitteeRules,
  facts: Facts,
  stood: readonly Stood[],
  room: Room,
): { regular: Standing<Contender>; fenced: number[] } {
  const passed = stood.filter(({ id }) => caseOutcome(rules, facts, id).passes)
  const contenders = passed.filter(({ seat }) => seat === "regular")
  return {
    regular: standingOf(
      contenders.map(({ id }) => ({ id, values: valuesOf(rules, facts, id) })),
      room,
    ),
    fenced: passed.filter(({ seat }) => seat === "ring_fenced").map(({ id }) => id),
  }
}
