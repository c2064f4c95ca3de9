import { describe, expect, test } from "vitest"
import { judgedNodes, measuredNodes, nodesOf, valueNames } from "#competition/contests/nodes.ts"
import { rulesProblems } from "#competition/contests/rules.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import { sentence } from "#competition/contests/sentence.ts"

const rules: Rules = {
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "theory", kind: "measured", max: "100", weight: "0.3" },
      {
        key: "practice",
        kind: "product",
        weight: "0.7",
        parts: [
          { key: "finish", kind: "judged", judges: 5, drop: { high: 1, low: 1 }, combine: "mean" },
          { key: "hard", kind: "value", name: "difficulty" },
        ],
      },
    ],
  },
  ranking: {
    order: [
      { by: "total", direction: "desc" },
      { by: "value:minutes", direction: "asc" },
    ],
    places: "skip",
  },
  teams: { combine: "sum", best: 3, order: ["total", "value:age", { by: "value:minutes", direction: "asc" }] },
}
const problems = (change: object) => rulesProblems({ ...rules, ...change })

describe("a rule set", () => {
  test("without problems has none", () => expect(rulesProblems(rules)).toEqual([]))
  test("is no bundle: entries and marks are not members of it", () =>
    expect(problems({ entries: [], marks: [] }).map(({ at, code }) => `${at} ${code}`)).toEqual([
      "/entries unknown_member",
      "/marks unknown_member",
    ]))
  test("says each problem as a code with facts, for any language", () => {
    expect(problems({ advance: { count: -1, ties: "some" } })).toEqual([
      { at: "/advance/count", code: "not_count", found: "-1", least: 0, most: 9007199254740991 },
      { at: "/advance/ties", code: "not_one_of", found: `"some"`, choices: ["all", "none"] },
    ])
  })
  test("and as a sentence, for the command line", () => {
    const prizes = [{ name: "first", count: 1, share: "2", rounding: "floor" }]
    expect(problems({ prizes, teams: { combine: "sum", split: true } }).map(sentence)).toEqual([
      `/prizes/0/share: "2" is not from 0 to 1`,
      `/prizes/0: both of "count" and "share" given, expected exactly one`,
      `/teams/split: "split" stands only with "combine" "points"`,
    ])
  })
  test.each([[undefined], [null], [7], ["x"], [[]]])("%j is none at all", (value) =>
    expect(rulesProblems(value).map(({ at, code }) => [at, code])).toEqual([["", "not_object"]]),
  )
  test("members that are undefined are not there", () =>
    expect(problems({ prizes: undefined, advance: undefined })).toEqual([]))
})

describe("the nodes of a scheme", () => {
  test("come from the root down, with depth, parent and pointer", () => {
    const all = nodesOf(rules.scheme).map(({ key, depth, parent, at }) => [key, depth, parent?.key, at])
    expect(all).toEqual([
      ["total", 0, undefined, "/scheme"],
      ["theory", 1, "total", "/scheme/parts/0"],
      ["practice", 1, "total", "/scheme/parts/1"],
      ["finish", 2, "practice", "/scheme/parts/1/parts/0"],
      ["hard", 2, "practice", "/scheme/parts/1/parts/1"],
    ])
  })
  test("that take marks, and the values that are read", () => {
    expect(judgedNodes(rules.scheme).map(({ key }) => key)).toEqual(["finish"])
    expect(measuredNodes(rules.scheme).map(({ key }) => key)).toEqual(["theory"])
    expect(valueNames(rules)).toEqual(["age", "difficulty", "minutes"])
  })
})
