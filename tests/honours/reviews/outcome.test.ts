import { expect, test } from "vitest"
import { conflictOf } from "#honours/reviews/conflicts.ts"
import { meanOf, noVotes, outcomeOf, percentFor } from "#honours/reviews/outcome.ts"
import { shown } from "#lib/exact.ts"

test.each([
  [["90", "85", "86"], "87"],
  [["90", "85", "85"], "86.6666666667"],
  [["0.1", "0.2"], "0.15"],
  [["0"], "0"],
])("the mean of %j is %s", (scores, mean) => {
  const value = meanOf(scores)
  expect(value && shown(value)).toBe(mean)
})

test("no score is no mean, and no vote no share", () => {
  expect([meanOf([]), percentFor(noVotes)]).toEqual([undefined, undefined])
})

const twoThirds = { mode: "ballot", quorum: "2/3", threshold: "2/3" } as const

test.each([
  [{ for: 6, against: 2, abstain: 1 }, 9, "66.6666666667", true],
  [{ for: 6, against: 3, abstain: 0 }, 9, "66.6666666667", true],
  [{ for: 5, against: 0, abstain: 4 }, 9, "55.5555555556", false],
  [{ for: 5, against: 0, abstain: 0 }, 9, "100", false],
  [{ for: 0, against: 0, abstain: 0 }, 0, undefined, false],
])("votes %j of %i members: %s per cent, passes %s", (votes, eligible, share, passes) => {
  const found = outcomeOf(twoThirds, { eligible, scores: [], votes })
  expect([found.value && shown(found.value), found.passes]).toEqual([share, passes])
})

test("a mean exactly at the threshold passes, one a third of a hundredth below does not", () => {
  const rules = { mode: "score", quorum: "50", threshold: "85" } as const
  const passes = (scores: string[]) => outcomeOf(rules, { eligible: 3, scores, votes: noVotes }).passes
  expect([passes(["85", "85", "85"]), passes(["85", "85", "84.99"]), passes(["99"])]).toEqual([true, false, false])
})

const city = { path: "1.", kind: "federation" } as const
const works = { path: "1.5.", kind: "enterprise" } as const
const shop = { path: "1.5.9.", kind: "team" } as const
const other = { path: "1.6.", kind: "enterprise" } as const

test.each([
  ["himself", { personId: 7, unit: other }, { personId: 7, unit: works }, "self"],
  ["his unit", { personId: 7, unit: works }, { personId: null, unit: works }, "same_unit"],
  ["a team of his unit", { personId: 7, unit: works }, { personId: 8, unit: shop }, "same_unit"],
  ["the unit of his team", { personId: 7, unit: shop }, { personId: 8, unit: works }, "same_unit"],
  ["a unit under his federation", { personId: 7, unit: city }, { personId: 8, unit: works }, undefined],
  ["another unit", { personId: 7, unit: other }, { personId: 8, unit: works }, undefined],
] as const)("a member and %s", (_, juror, nominee, conflict) => {
  expect(conflictOf(juror, nominee)).toBe(conflict)
})
