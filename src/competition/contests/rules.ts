import { has, type Members, members } from "#competition/contests/check.ts"
import { type KnownNodes, nodeRules } from "#competition/contests/node-rules.ts"
import { prizeRules } from "#competition/contests/prize-rules.ts"
import { findings, type Note, type Problem } from "#competition/contests/problem.ts"
import { advanceRules, rankingRules } from "#competition/contests/ranking-rules.ts"
import { teamRules } from "#competition/contests/team-rules.ts"

export const REQUIRED = ["scheme", "ranking"]
export const OPTIONAL = ["advance", "prizes", "teams"]

/** Checks the five parts of a rule set where the owner has them, and returns the nodes by key. */
export function checkRules(note: Note, owner: Members): KnownNodes {
  const nodes: KnownNodes = new Map()
  if (has(owner, "scheme")) nodeRules(note, nodes, owner.scheme, "/scheme", { depth: 0, parent: undefined })
  if (has(owner, "ranking")) rankingRules(note, owner.ranking, "/ranking", nodes)
  if (has(owner, "advance")) advanceRules(note, owner.advance, "/advance")
  const prizes = has(owner, "prizes") ? prizeRules(note, owner.prizes, "/prizes") : new Set<string>()
  if (has(owner, "teams")) teamRules(note, owner.teams, "/teams", nodes, prizes)
  return nodes
}

/** What keeps a value from being the `Rules` of a contest; empty when nothing does. Pointers begin at the rule set. */
export function rulesProblems(value: unknown): Problem[] {
  const { problems, note } = findings()
  const owner = members(note, value, "", REQUIRED, OPTIONAL)
  if (owner) checkRules(note, owner)
  return problems
}
