import { describe, expect, test } from "vitest"
import type { SchemeNode } from "#competition/contests/scheme.ts"
import { resultText, tally } from "#competition/ranking/tally.ts"
import { column, contest, places, totals } from "./contest.ts"

const measured = (key: string, more: object = {}): SchemeNode => ({ key, kind: "measured", ...more })
const composite = (kind: "sum" | "mean" | "product", parts: SchemeNode[], more: object = {}): SchemeNode => ({
  key: "total",
  kind,
  parts,
  ...more,
})
const judged = (judges: number, more: object = {}): SchemeNode => ({
  key: "total",
  kind: "judged",
  judges,
  drop: { high: 1, low: 1 },
  combine: "mean",
  ...more,
})
const one = (scheme: SchemeNode, marks: Record<string, string | string[]>, values: Record<string, string> = {}) =>
  tally(contest(scheme, { A: { marks, values } })).entries[0]

describe("published examples", () => {
  const weighted = (...weights: string[]) =>
    composite(
      "sum",
      weights.map((weight, index) => measured(`p${index}`, { weight })),
    )
  test.each([
    ["2.3-a theory and practice at 30/70", ["0.3", "0.7"], ["86.5", "91.2"], "89.79"],
    ["2.3-b lift at 25/55/20", ["0.25", "0.55", "0.2"], ["80", "90", "85"], "86.5"],
    ["2.3-c team leader at 40/60", ["0.4", "0.6"], ["92", "85"], "87.8"],
    ["3-a quiz", ["1", "1", "1", "1", "1"], ["100", "20", "20", "20", "-30"], "130"],
    ["3-d works", ["0.6", "0.4"], ["88", "40"], "68.8"],
  ])("%s", (_name, weights, marks, expected) => {
    const scheme = composite(
      "sum",
      weights.map((weight, index) => measured(`p${index}`, { weight, min: "-100" })),
    )
    expect(one(scheme, Object.fromEntries(marks.map((mark, index) => [`p${index}`, mark])))?.total).toBe(expected)
  })
  test("2.5-a five judges, one high and one low dropped", () =>
    expect(one(judged(5), { total: ["88", "90", "91", "93", "95"] })?.total).toBe("91.3333333333"))
  test("2.5-b a panel of five with four marks gives no total, not 90.50", () => {
    const result = tally(contest(judged(5), { A: { marks: { total: ["88", "90", "91", "93"] } } }))
    expect(result.entries[0]?.total).toBeNull()
    expect(result.incomplete).toEqual([{ entry: "A", node: "total", has: 4, needs: 5 }])
  })
  test("2.5-b with the panel changed by the head judge it does", () => {
    const bundle = contest(
      judged(5),
      { A: { marks: { total: ["88", "90", "91", "93"] } } },
      { panels: { total: { A: 4 } } },
    )
    expect(tally(bundle).entries[0]?.total).toBe("90.5")
  })
  test("3-c choir: equal at two decimals, apart at three", () => {
    const scheme = judged(9, { drop: { high: 2, low: 2 } })
    const x = ["9.21", "9.35", "9.40", "9.42", "9.45", "9.47", "9.50", "9.60", "9.72"]
    const y = ["9.21", "9.35", "9.40", "9.42", "9.44", "9.46", "9.51", "9.60", "9.72"]
    const both = { X: { marks: { total: x } }, Y: { marks: { total: y } } }
    expect(column(tally(contest(scheme, both)), "total")).toEqual({ X: "9.448", Y: "9.446" })
    expect(places(contest({ ...scheme, round: 2 }, both))).toEqual({ X: 1, Y: 1 })
  })
  test("2.4-a assembly time, then practice, then theory, then the same place, and 4th after it", () => {
    const scheme = composite("sum", [
      measured("theory", { weight: "0" }),
      measured("practice", { weight: "0" }),
      measured("sum"),
    ])
    const who = (minutes: string, sum = "88.41") => ({
      values: { minutes },
      marks: { theory: "84.7", practice: "90.0", sum },
    })
    const by = (key: string, direction: "asc" | "desc" = "desc") => ({ by: key, direction })
    const order = [by("total"), by("value:minutes", "asc"), by("practice"), by("theory")]
    const bundle = contest(
      scheme,
      { P: who("142"), Q: who("150"), R: who("150"), S: who("1", "80") },
      { ranking: { order, places: "skip" } },
    )
    expect(places(bundle)).toEqual({ P: 1, Q: 2, R: 2, S: 4 })
    expect(places({ ...bundle, ranking: { order, places: "dense" } })).toEqual({ P: 1, Q: 2, R: 2, S: 3 })
  })
  test("weights(…) of a sum need not add up to one", () => {
    expect(one(weighted("2", "3"), { p0: "1", p1: "1" })?.total).toBe("5")
  })
})

describe("kinds of nodes", () => {
  const best = (count: number, direction?: "low" | "high"): SchemeNode => ({
    key: "total",
    kind: "best",
    count,
    ...(direction && { direction }),
    parts: ["a", "b", "c"].map((key) => measured(key, { missing: "omit" })),
  })
  test.each([
    ["mean", undefined, "92.25"],
    ["sum", undefined, "369"],
    ["median", undefined, "92"],
    ["median", "0.5", "46"],
    ["sum", "-0.1", "-36.9"],
  ] as const)("a judged %s with the factor %s", (combine, factor, expected) => {
    const marks = ["88", "90", "94", "97"]
    expect(one(judged(4, { drop: {}, combine, ...(factor && { factor }) }), { total: marks })?.total).toBe(expected)
  })
  test("a mean divides by the weights of the parts that are there", () => {
    const parts = [measured("a", { weight: "1" }), measured("b", { weight: "3", missing: "omit" })]
    expect(one(composite("mean", parts), { a: "60", b: "100" })?.total).toBe("90")
    expect(one(composite("mean", parts), { a: "60" })?.total).toBe("60")
  })
  test("best takes the highest or the lowest, and all when there are fewer", () => {
    const marks = { a: "3", b: "1", c: "2" }
    expect(one(best(2), marks)?.total).toBe("5")
    expect(one(best(2, "high"), marks)?.total).toBe("5")
    expect(one(best(2, "low"), marks)?.total).toBe("3")
    expect(one(best(2, "low"), { c: "2" })?.total).toBe("2")
    expect(one(best(9), marks)?.total).toBe("6")
  })
  test("a best of which every part is left out is left out, which the root lacks", () => {
    const result = tally(contest(best(2), { A: {} }))
    expect([result.entries[0]?.total, result.incomplete]).toEqual([
      null,
      [{ entry: "A", node: "total", has: 0, needs: 1 }],
    ])
  })
  test("a product with a part left out is left out of the sum around it", () => {
    const product = { ...composite("product", [measured("x"), measured("y", { missing: "omit" })]), key: "p" }
    const scheme = composite("sum", [product, measured("z")])
    expect(one(scheme, { x: "4", z: "5" })).toMatchObject({ total: "5", nodes: { x: "4", y: null, p: null, z: "5" } })
    expect(one(scheme, { x: "4", y: "2", z: "5" })?.total).toBe("13")
  })
  test("an incomplete part inside a best keeps the entry from a total", () => {
    const scheme: SchemeNode = { key: "total", kind: "best", count: 1, parts: [measured("a"), measured("b")] }
    const result = tally(contest(scheme, { A: { marks: { a: "1" } } }))
    expect(result.entries[0]).toMatchObject({ total: null, place: null, nodes: { a: "1", b: null } })
    expect(result.incomplete).toEqual([{ entry: "A", node: "b", has: 0, needs: 1 }])
  })
  test("missing counts only when a panel has not begun", () => {
    const scheme = judged(3, { missing: "0" })
    expect(one(scheme, {})?.total).toBe("0")
    expect(one(scheme, { total: ["9"] })?.total).toBeNull()
  })
  test("a value is read from the entry, also under a name that every object has", () => {
    const scheme: SchemeNode = { key: "total", kind: "value", name: "constructor", missing: "0" }
    expect(one(scheme, {}, { constructor: "7.50" })?.total).toBe("7.5")
    expect(one(scheme, {}, { other: "1" })?.total).toBe("0")
  })
})

describe("a changed panel", () => {
  const four = { A: { marks: { constructor: ["1", "2", "3", "4"] } } }
  test("may be larger, and then needs all its marks", () => {
    const scheme = { ...judged(3), key: "constructor" }
    const bundle = (size: number) => contest(scheme, four, { panels: { constructor: { A: size } } })
    expect(tally(bundle(4)).entries[0]?.total).toBe("2.5")
    expect(tally(bundle(5)).incomplete).toEqual([{ entry: "A", node: "constructor", has: 4, needs: 5 }])
  })
  test("of another node or entry changes nothing here, whatever the names", () => {
    const scheme = composite("sum", [
      { ...judged(4), key: "constructor" },
      { ...judged(3, { missing: "0" }), key: "j" },
    ])
    const length = { marks: { constructor: ["1", "2", "3"] } }
    const result = tally(contest(scheme, { ...four, length }, { panels: { j: { A: 9 } } }))
    expect(column(result, "total")).toEqual({ A: "2.5", length: null })
    expect(result.incomplete).toEqual([{ entry: "length", node: "constructor", has: 3, needs: 4 }])
  })
})

describe("what happens to a value", () => {
  test("rounding, then floor and cap, then the pass mark, then the weight", () => {
    const part = (more: object) => composite("sum", [measured("a", { min: "-100", ...more })])
    expect(one(part({ round: 1, cap: "9.96" }), { a: "9.97" })).toMatchObject({ total: "9.96" })
    expect(one(part({ floor: "60", pass: "60", weight: "0.5" }), { a: "12" })).toMatchObject({
      total: "30",
      passed: true,
    })
    expect(one(part({ round: 0, pass: "60" }), { a: "59.5" })).toMatchObject({ passed: true })
    expect(one(part({ round: 0, rounding: "down", pass: "60" }), { a: "59.5" })).toMatchObject({ passed: false })
    expect(one(part({ weight: "-2" }), { a: "3" })).toMatchObject({ total: "-6", nodes: { a: "3" } })
  })
  test("a missing 0 is limited like any other value", () =>
    expect(one(measured("total", { missing: "0", floor: "5" }), {})?.total).toBe("5"))
  test("a part left out does not pass", () => {
    const scheme = composite("sum", [measured("a"), measured("b", { missing: "omit", pass: "-5" })])
    expect(one(scheme, { a: "1" })).toMatchObject({ total: "1", passed: false })
  })
})

describe("order and places", () => {
  test("72, 71, 71, 71, 70", () => {
    const marks = { A: "71", B: "72", C: "71", D: "70", E: "71" }
    const result = tally(totals(marks))
    expect(column(result, "place")).toEqual({ A: 2, B: 1, C: 2, D: 5, E: 2 })
    expect(column(result, "tied")).toEqual({ A: true, B: false, C: true, D: false, E: true })
    expect(result.entries.map(({ entry }) => entry)).toEqual(["B", "A", "C", "E", "D"])
  })
  test.each(["asc", "desc"] as const)("without the value comes last, equal to others without, %s", (direction) => {
    const who = (minutes?: string) => ({ marks: { total: "1" }, ...(minutes && { values: { minutes } }) })
    const order = [{ by: "value:minutes", direction }]
    const ranking = { order, places: "skip" } as const
    const bundle = contest(measured("total"), { A: who(), B: who("5"), C: who(), D: who("7") }, { ranking })
    expect(places(bundle)).toEqual({ A: 3, C: 3, ...(direction === "asc" ? { B: 1, D: 2 } : { B: 2, D: 1 }) })
  })
  test("guests have a total but nothing else; the others without a place have none", () => {
    const who = (status: "guest" | "absent" | "withdrawn" | "disqualified") => ({ status, marks: { total: "99" } })
    const rules = { prizes: [{ name: "first", count: 9 }], advance: { count: 9 } }
    const result = tally(
      contest(
        measured("total"),
        {
          A: { marks: { total: "1" } },
          G: who("guest"),
          X: who("absent"),
          W: who("withdrawn"),
          D: who("disqualified"),
        },
        rules,
      ),
    )
    const none = { place: null, tied: false, passed: false, prize: null, advances: false, nodes: {} }
    expect(result.entries).toEqual([
      { entry: "A", place: 1, tied: false, total: "1", nodes: {}, passed: true, prize: "first", advances: true },
      { entry: "D", total: null, ...none },
      { entry: "G", total: "99", ...none },
      { entry: "W", total: null, ...none },
      { entry: "X", total: null, ...none },
    ])
  })
  test("incomplete lists those who competed and guests, by entry and node", () => {
    const scheme = composite("sum", [measured("b"), measured("a"), { key: "v", kind: "value", name: "n" }])
    const statuses = { Z: {}, G: { status: "guest" }, X: { status: "absent" } } as const
    const gap = (entry: string, node: string) => ({ entry, node, has: 0, needs: 1 })
    expect(tally(contest(scheme, statuses)).incomplete).toEqual(
      ["G", "Z"].flatMap((entry) => [gap(entry, "a"), gap(entry, "b"), gap(entry, "v")]),
    )
  })
  test.each([
    [{ count: 3 }, ["A", "B", "C", "D"]],
    [{ count: 3, ties: "none" }, ["A", "B"]],
    [{ count: 4, ties: "none" }, ["A", "B", "C", "D"]],
    [{ count: 0 }, []],
    [{ count: 99 }, ["A", "B", "C", "D", "E"]],
  ] as const)("the cut %j", (advance, expected) => {
    const result = tally(totals({ A: "9", B: "8", C: "7", D: "7", E: "6" }, { advance }))
    expect(result.entries.flatMap(({ entry, advances }) => (advances ? [entry] : []))).toEqual(expected)
  })
})

describe("the document", () => {
  test("is one line an entry, with empty lists in full", () => {
    expect(resultText(tally(totals({ A: "1.50" })))).toBe(`{
  "format": "laurel-result/1",
  "entries": [
    {"entry":"A","place":1,"tied":false,"total":"1.5","nodes":{},"passed":true,"prize":null,"advances":false}
  ],
  "teams": [],
  "incomplete": []
}
`)
  })
})
