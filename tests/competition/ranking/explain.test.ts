import { describe, expect, test } from "vitest"
import type { SchemeNode } from "#competition/contests/scheme.ts"
import { explain } from "#competition/ranking/explain.ts"
import { bundleText } from "#competition/ranking/export.ts"
import { contest } from "./contest.ts"

const scheme: SchemeNode = {
  key: "total",
  kind: "mean",
  round: 2,
  parts: [
    { key: "theory", kind: "measured", weight: "1", pass: "60" },
    {
      key: "finish",
      kind: "judged",
      judges: 5,
      drop: { high: 1, low: 1 },
      combine: "mean",
      factor: "2",
      cap: "180",
      weight: "3",
    },
    { key: "extra", kind: "measured", weight: "4", missing: "omit" },
  ],
}
const bundle = contest(
  scheme,
  {
    A: { marks: { theory: "59", finish: ["88", "93", "91", "90", "88"] }, values: { t: "7" } },
    B: { marks: { theory: "59", finish: ["90", "90", "90", "90", "90"] }, values: { t: "7" } },
    C: { marks: { theory: "60", finish: ["90", "90", "90", "90", "90"] } },
    D: { marks: { theory: "60", finish: ["90"] } },
  },
  {
    ranking: {
      order: [
        { by: "total", direction: "desc" },
        { by: "value:t", direction: "asc" },
      ],
      places: "skip",
    },
  },
)

describe("an entry explained", () => {
  const why = explain(bundle, "A")
  const [theory, finish, extra] = why?.root.parts ?? []

  test("names its neighbours and the item of the order that decided, or the tie", () => {
    expect(why).toMatchObject({ place: 3, tied: false, above: { entry: "B", place: 2 }, below: null })
    expect(why?.above?.decided).toEqual({ by: "total", direction: "desc", mine: "149.25", theirs: "149.75" })
    expect(explain(bundle, "B")?.above).toEqual({
      entry: "C",
      place: 1,
      decided: { by: "total", direction: "desc", mine: "149.75", theirs: "150" },
    })
    const tie = contest(scheme, {
      A: { marks: { theory: "1", finish: ["1", "1", "1", "1", "1"] } },
      B: { marks: { theory: "1", finish: ["1", "1", "1", "1", "1"] } },
    })
    expect(explain(tie, "A")).toMatchObject({ place: 1, tied: true, below: { entry: "B", place: 1, decided: null } })
  })
  test("shows every mark with its judge, and of equal marks drops the first judge's", () =>
    expect(finish?.marks).toEqual([
      { judge: "J1", value: "88", dropped: "low" },
      { judge: "J5", value: "88", dropped: null },
      { judge: "J4", value: "90", dropped: null },
      { judge: "J3", value: "91", dropped: null },
      { judge: "J2", value: "93", dropped: "high" },
    ]))
  test("goes from the kept marks to the value and its share of the whole", () => {
    expect(finish).toMatchObject({
      combined: "89.6666666667",
      factor: "2",
      raw: "179.3333333333",
      rounded: "179.3333333333",
      limited: null,
      value: "179.3333333333",
      weight: "3",
      contribution: "134.5",
    })
    expect(theory).toMatchObject({
      value: "59",
      pass: { mark: "60", passed: false },
      weight: "1",
      contribution: "14.75",
      panel: { has: 1, needs: 1 },
    })
    expect(extra).toMatchObject({ state: "omitted", value: null, contribution: null, marks: [] })
    expect(why?.root).toMatchObject({
      raw: "149.25",
      rounded: "149.25",
      value: "149.25",
      weight: null,
      contribution: null,
    })
  })
  test("shows where a limit held a value back", () => {
    const capped = contest(
      { ...scheme, cap: "100", round: 0 },
      { A: { marks: { theory: "1", finish: ["99", "99", "99", "99", "99"] } } },
    )
    const root = explain(capped, "A")?.root
    expect([root?.raw, root?.rounded, root?.limited, root?.value]).toEqual(["135.25", "135", "cap", "100"])
    expect([root?.parts[1]?.raw, root?.parts[1]?.limited, root?.parts[1]?.value]).toEqual(["198", "cap", "180"])
  })
  test("says what is lacking, and drops nothing from a panel that is not full", () => {
    const open = explain(bundle, "D")
    expect(open).toMatchObject({ place: null, above: null, below: null, gaps: [{ node: "finish", has: 1, needs: 5 }] })
    expect(open?.root).toMatchObject({ state: "incomplete", value: null })
    expect(open?.root.parts[1]).toMatchObject({
      state: "incomplete",
      marks: [{ judge: "J1", value: "90", dropped: null }],
      panel: { has: 1, needs: 5 },
    })
  })
  test("knows nothing of an entry that is not there", () => expect(explain(bundle, "constructor")).toBeUndefined())
  test("of equal parts a best takes those that the scheme names first", () => {
    const parts: SchemeNode[] = ["b", "a", "c"].map((key) => ({ key, kind: "measured" }))
    const best = contest({ key: "total", kind: "best", count: 2, parts }, { A: { marks: { a: "1", b: "1", c: "1" } } })
    expect(explain(best, "A")?.root.parts.map(({ contribution }) => contribution)).toEqual(["1", "1", null])
    const turned = contest(
      { key: "total", kind: "best", count: 1, direction: "low", parts },
      { A: { marks: { a: "1", b: "2", c: "1" } } },
    )
    expect(explain(turned, "A")?.root.parts.map(({ contribution }) => contribution)).toEqual([null, "1", null])
  })
})

test("an exported bundle has the members of the format in its order, and a line for each entry and mark", () => {
  const small = contest(
    { key: "total", kind: "sum", parts: [{ weight: "0.5", max: "10", key: "m", kind: "measured" }] },
    { B: { status: "absent" }, A: { team: "T", values: { z: "1", a: "2" }, marks: { m: "9.50" } } },
    { prizes: [{ count: 1, name: "一等奖" }], panels: {} },
  )
  expect(bundleText(small)).toBe(`{
  "format": "laurel-contest/1",
  "event": { "code": "test" },
  "scheme": { "key": "total", "kind": "sum", "parts": [
    { "key": "m", "kind": "measured", "max": "10", "weight": "0.5" }
  ] },
  "ranking": { "order": [
    { "by": "total", "direction": "desc" }
  ], "places": "skip" },
  "prizes": [
    { "name": "一等奖", "count": 1 }
  ],
  "panels": {},
  "entries": [
    { "code": "A", "team": "T", "status": "competed", "values": { "a": "2", "z": "1" } },
    { "code": "B", "status": "absent" }
  ],
  "marks": [
    { "entry": "A", "node": "m", "value": "9.50" }
  ]
}
`)
})
