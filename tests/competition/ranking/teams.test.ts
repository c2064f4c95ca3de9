import { describe, expect, test } from "vitest"
import type { Rules, SchemeNode, TeamRules } from "#competition/contests/scheme.ts"
import { tally } from "#competition/ranking/tally.ts"
import { contest } from "./contest.ts"

const scheme: SchemeNode = {
  key: "total",
  kind: "sum",
  parts: [
    { key: "practice", kind: "measured" },
    { key: "rest", kind: "measured", missing: "omit" },
  ],
}
/** `A1 90 80`: team A, practice 80 of a total of 90; practice is all of it unless given. */
const entered = (lines: readonly string[], teams: TeamRules, more: Partial<Rules> = {}) => {
  const contestants = lines.map((line) => {
    const [code = "", total = "", practice = total] = line.split(" ")
    const rest = Number(total) - Number(practice)
    return [
      code,
      { team: code[0] ?? "", values: { t: code.slice(1) }, marks: { practice, ...(rest && { rest: String(rest) }) } },
    ] as const
  })
  const result = tally(contest(scheme, Object.fromEntries(contestants), { teams, ...more }))
  return result.teams.map(({ team, place, tied, total }) => `${team} ${place}${tied ? "=" : ""} ${total}`)
}
const ranks = (...order: readonly string[]) => order.map((code, index) => `${code} ${100 - index}`)
const by = (name: string, direction: "asc" | "desc") => ({ by: name, direction })

describe("sum", () => {
  const three = ["A1 90", "A2 80", "A3 70", "A4 60", "B1 85", "B2 86", "B3 70", "C1 99", "C2 99"]
  test("of the best three; two are not enough", () =>
    expect(entered(three, { combine: "sum", best: 3 })).toEqual(["B 1 241", "A 2 240", "C null null"]))
  test("of all placed ones when best is absent", () =>
    expect(entered(three, { combine: "sum" })).toEqual(["A 1 300", "B 2 241", "C 3 198"]))
  test("2.4 a tie goes to the higher practice, then to less time", () => {
    const tie = ["A1 80 60", "A2 80 60", "B1 80 70", "B2 80 50", "C1 80 70", "C3 80 51"]
    const order = ["total", "practice", by("value:t", "asc")]
    expect(entered(tie, { combine: "sum", order })).toEqual(["C 1 160", "A 2= 160", "B 2= 160"])
    expect(entered([...tie, "B3 0"], { combine: "sum", order: ["practice", by("value:t", "asc")], best: 2 })).toEqual([
      "C 1 160",
      "A 2= 160",
      "B 2= 160",
    ])
  })
  test("places follow the ranking: skip or dense", () => {
    const tie = ["A1 9", "B1 9", "C1 8"]
    expect(entered(tie, { combine: "sum" })).toEqual(["A 1= 9", "B 1= 9", "C 3 8"])
    const ranking = { order: [by("total", "desc")], places: "dense" } as const
    expect(entered(tie, { combine: "sum" }, { ranking })).toEqual(["A 1= 9", "B 1= 9", "C 2 8"])
  })
  test("a team of which a counted member lacks the number comes last, in either direction", () => {
    for (const direction of ["asc", "desc"] as const)
      expect(entered(["A1 9 5", "B1 9"], { combine: "sum", order: [by("rest", direction)] })).toEqual([
        "A 1 9",
        "B 2 9",
      ])
  })
})

describe("points", () => {
  const weihai = { combine: "points", points: [10, 9, 8, 7, 6, 5, "4", 4, 4, 4], rest: 1 } as const
  test("2.9-a ranks 1, 4, 12 and 2, 3, 15: 18 each, the first place decides", () => {
    const order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map(
      (rank) => `${{ 1: "A", 4: "A", 12: "A", 2: "B", 3: "B", 15: "B" }[rank] ?? "Z"}${rank}`,
    )
    const lines = ranks(...order)
    const both = (result: string[]) => result.filter((line) => !line.startsWith("Z"))
    expect(both(entered(lines, { ...weihai, best: 3, order: ["total", "places"] }))).toEqual(["A 1 18", "B 2 18"])
    expect(both(entered(lines, { ...weihai, best: 3 }))).toEqual(["A 1= 18", "B 1= 18"])
    expect(both(entered(lines, { ...weihai, best: 3, order: ["total", by("places", "asc")] }))).toEqual([
      "B 1 18",
      "A 2 18",
    ])
  })
  test("with equal places so far, one more place decides", () => {
    const rules = { combine: "points", points: [2, 2, 1], order: ["places"] } as const
    expect(entered(["A1 9", "B1 9", "B2 8"], rules)).toEqual(["B 1 3", "A 2 2"])
    expect(entered(["A1 9", "A2 8", "B1 9"], rules)).toEqual(["A 1 3", "B 2 2"])
  })
  test("split: two tied for 2nd share (7+6)/2", () => {
    const points = { combine: "points", points: [9, 7, 6, 5] } as const
    const lines = ["A1 9", "B1 8", "C1 8", "D1 7"]
    expect(entered(lines, { ...points, split: true })).toEqual(["A 1 9", "B 2= 6.5", "C 2= 6.5", "D 4 5"])
    expect(entered(lines, points)).toEqual(["A 1 9", "B 2= 7", "C 2= 7", "D 4 5"])
  })
  test("split: three tied share (7+6+5)/3, and beyond the list the rest", () => {
    const lines = ["A1 9", "B1 8", "C1 8", "D1 8"]
    const split = { combine: "points", split: true } as const
    expect(entered(lines, { ...split, points: [9, 7, 6, 5] })).toEqual(["A 1 9", "B 2= 6", "C 2= 6", "D 2= 6"])
    expect(entered(lines, { ...split, points: [9, 7], rest: "2.5" })).toEqual(["A 1 9", "B 2= 4", "C 2= 4", "D 2= 4"])
  })
  test("best is the most that count; fewer are enough", () =>
    expect(entered(ranks("A1", "A2", "A3", "B1"), { combine: "points", points: [4, 3, 2, 1], best: 2 })).toEqual([
      "A 1 7",
      "B 2 1",
    ]))
})

describe("prizes", () => {
  const prizes = [
    { name: "first", count: 1 },
    { name: "second", count: 1 },
    { name: "third", count: 1 },
  ]
  test("by name; one that is not named and none at all give the rest", () => {
    const rules = { combine: "prizes", points: { first: 8, second: "4.5" }, rest: 1 } as const
    expect(entered(ranks("A1", "B1", "C1", "D1"), rules, { prizes })).toEqual(["A 1 8", "B 2 4.5", "C 3= 1", "D 3= 1"])
    expect(entered(ranks("A1", "A2", "B1", "B2"), { ...rules, best: 1 }, { prizes })).toEqual(["A 1 8", "B 2 1"])
  })
})

test("a team without a placed member has no place, whoever else is in it", () => {
  const guest = { team: "G", status: "guest", marks: { practice: "99" } } as const
  const result = tally(
    contest(
      scheme,
      { A1: { team: "A", marks: { practice: "1" } }, G1: guest, X: {} },
      { teams: { combine: "points", points: [] } },
    ),
  )
  expect(result.teams).toEqual([
    { team: "A", place: 1, tied: false, total: "0" },
    { team: "G", place: null, tied: false, total: null },
  ])
})
