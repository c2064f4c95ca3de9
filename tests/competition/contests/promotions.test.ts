import { describe, expect, test } from "vitest"
import { bookProblems } from "#competition/contests/conduct.ts"
import { fieldAt } from "#competition/contests/editor/form-problems.ts"
import { sentence } from "#competition/contests/sentence.ts"
import type { RuleTitles } from "#db/schema/index.ts"
import { tradeRules, tradeTitles } from "../../support/events.ts"

const problemsWith = (promotions: unknown) =>
  bookProblems(tradeRules, { ...tradeTitles, promotions } as RuleTitles).map(({ at, code }) => [at, code])

describe("promotions are checked like the rest", () => {
  test.for([
    [[{ level: "technician", last: 3 }], []],
    [[{ level: "technician", last: 3, needsPass: true, holds: "senior", aged: 21, under: 40 }], []],
    [[{ level: "senior", needsPass: true, aged: 18, under: 18 }], []],
    [[{ level: "senior", aged: 36, under: 35 }], [["/promotions/0/aged", "ages_crossed"]]],
    [[], [["/promotions", "empty_list"]]],
    ["all", [["/promotions", "not_list"]]],
    [["technician"], [["/promotions/0", "not_object"]]],
    [[{}], [["/promotions/0/level", "missing"]]],
    [[{ level: "master", last: 3 }], [["/promotions/0/level", "not_one_of"]]],
    [[{ level: "senior", last: 0 }], [["/promotions/0/last", "not_count"]]],
    [[{ level: "senior", last: "three" }], [["/promotions/0/last", "not_count"]]],
    [[{ level: "senior", last: 1, needsPass: "yes" }], [["/promotions/0/needsPass", "not_flag"]]],
    [[{ level: "senior", last: 1, under: 13 }], [["/promotions/0/under", "not_age"]]],
    [[{ level: "senior", last: 1, under: 101 }], [["/promotions/0/under", "not_age"]]],
    [[{ level: "senior", last: 1, holds: "none" }], [["/promotions/0/holds", "not_one_of"]]],
    [[{ level: "senior", last: 1, sex: "female" }], [["/promotions/0/sex", "unknown_member"]]],
    [
      [
        { level: "senior", last: 9 },
        { level: "senior", last: 1, holds: "senior" },
      ],
      [["/promotions/1/holds", "holds_not_below"]],
    ],
    [[{ level: "senior", last: 1, holds: "technician" }], [["/promotions/0/holds", "holds_not_below"]]],
  ] as const)("%j", ([promotions, wanted]) => expect(problemsWith(promotions)).toEqual(wanted))
})

test("a problem stands beside the field it was typed in, and is said in a sentence", () => {
  const fields = new Map([["/promotions/1", "promotions[1]"]])
  expect([fieldAt("/promotions/1/holds", fields), fieldAt("/promotions/1", fields)]).toEqual([
    "promotions[1].holds",
    "promotions[1].level",
  ])
  expect(sentence({ at: "/promotions/0/holds", code: "holds_not_below" })).toBe(
    "/promotions/0/holds: the level to be held is not below the level promoted to",
  )
})
