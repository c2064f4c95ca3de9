import fc from "fast-check"
import { expect, test } from "vitest"
import { type Contender, mayChoose, standingOf } from "#honours/reviews/standing.ts"
import { exact, whole } from "#lib/exact.ts"

const of = (...values: (string | [string, string])[]): Contender[] =>
  values.map((one, at) => ({ id: at + 1, values: [one].flat().map(exact) }))

test.each([
  ["fewer than seats", of("90", "80"), 3, [1, 2], [], 0],
  ["as many as seats", of("80", "90"), 2, [2, 1], [], 0],
  ["a clear line", of("80", "90", "70"), 2, [2, 1], [], 0],
  ["two equal for one seat", of("90", "80", "80", "70"), 2, [1], [2, 3], 1],
  ["three equal for two seats", of("90", "80", "80", "80"), 3, [1], [2, 3, 4], 2],
  ["all equal", of("80", "80", "80"), 1, [], [1, 2, 3], 1],
  ["a tie above the line", of("90", "90", "80"), 2, [1, 2], [], 0],
  ["a tie decided by the second vote", of("90", ["80", "40"], ["80", "60"], "70"), 2, [1, 3], [], 0],
  ["a second vote that is tied again", of("90", ["80", "50"], ["80", "50"]), 2, [1], [2, 3], 1],
  ["no seats", of("90"), 0, [], [], 0],
])("%s", (_, contenders, seats, sure, atLine, open) => {
  const found = standingOf(contenders, seats)
  expect([found.in, found.atLine, found.open]).toEqual([sure, atLine, open])
})

test("who is in does not depend on the order in which nominees came", () => {
  const some = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 })
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 7 }), (values, seats, turn) => {
      const contenders = values.map((value, at) => ({ id: at, values: [whole(value)] }))
      const turned = [...contenders.slice(turn), ...contenders.slice(0, turn)]
      const [one, other] = [standingOf(contenders, seats), standingOf(turned, seats)]
      const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)
      expect([sorted(one.in), sorted(one.atLine)]).toEqual([sorted(other.in), sorted(other.atLine)])
      expect(one.in.length + one.open).toBe(Math.min(seats, values.length))
    }),
  )
})

const tied = standingOf(of("90", "80", "80", "70"), 2)
const clear = standingOf(of("90", "80", "70"), 2)

test.each([
  ["the result as it is", clear, [1, 2], "", true],
  ["fewer, unexplained", clear, [1], "", "departure_unexplained"],
  ["another, with its reason", clear, [1, 3], "科教人员须占一席", true],
  ["more than seats", clear, [1, 2, 3], "理由", "over_seats"],
  ["somebody who did not pass", clear, [1, 9], "理由", "not_eligible_here"],
  ["one of a tie, even with a reason", tied, [1, 2], "理由", "tie_at_line"],
  ["none of a tie", tied, [1], "", true],
])("choosing %s", (_, standing, ids, reason, expected) => {
  const done = mayChoose(standing, 2, { ids, reason })
  expect(done.ok || done.refusal.code).toBe(expected)
})
