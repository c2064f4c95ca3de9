import { describe, expect, test } from "vitest"
import { disorder } from "#competition/contests/dates.ts"
import { edited, editOf, freshName } from "#competition/contests/editor/edits.ts"
import { formFrom } from "#competition/contests/editor/form.ts"
import { outline } from "#competition/contests/editor/outline.ts"
import { impossible } from "#competition/contests/eligibility.ts"
import { rulesDiff } from "#competition/contests/rules-diff.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import { brokenSlots } from "#competition/contests/standing-marks.ts"
import { stepsOf } from "#competition/contests/steps.ts"
import { eventStates } from "#db/words.ts"

describe("dates of a contest", () => {
  const at = (text: string) => new Date(`${text}:00+08:00`)
  const good = {
    startsOn: "2026-12-05",
    endsOn: "2026-12-05",
    registrationOpensAt: at("2026-11-20T09:00"),
    registrationClosesAt: at("2026-12-05T23:59"),
  }
  test.for([
    [{}, []],
    [{ endsOn: "2026-12-04" }, ["ends_before_start", "registration_after_contest"]],
    [{ registrationClosesAt: at("2026-11-20T09:00") }, ["registration_closes_first"]],
    [{ registrationClosesAt: at("2026-12-06T00:00") }, ["registration_after_contest"]],
  ] as const)("%j", ([change, codes]) =>
    expect(disorder({ ...good, ...change }).map(({ code }) => code)).toEqual(codes),
  )
})

test("limits that nobody could meet are named", () => {
  expect(impossible({ minAge: 18, maxAge: 18, minSkill: "junior", maxSkill: "junior" })).toEqual([])
  expect(impossible({ minAge: 18, maxAge: 17 }).map(({ code }) => code)).toEqual(["ages_crossed"])
  expect(impossible({ minSkill: "senior", maxSkill: "junior" }).map(({ code }) => code)).toEqual(["skills_crossed"])
})

test("an event shows one step in progress in every state, all before it done", () => {
  for (const state of eventStates) {
    const states = stepsOf(state, "announced").map((step) => step.state)
    const now = states.indexOf("current")
    expect(states.slice(0, now).every((each) => each === "done")).toBe(true)
    expect(states.slice(now + 1).some((each) => each === "done" || each === "current")).toBe(false)
  }
  const state = (contest: "draft" | "announced") => stepsOf("draft", contest)[1]?.state
  expect([state("draft"), state("announced")]).toEqual(["blocked", "todo"])
})

const rules: Rules = {
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "a", kind: "measured", min: "1", max: "10", step: "0.5" },
      { key: "b", kind: "judged", judges: 2, combine: "mean" },
    ],
  },
  ranking: { order: [{ by: "value:minutes", direction: "asc" }], places: "skip" },
}

describe("marks that stand under new rules", () => {
  const mark = (slot: string, value: string, seatId: number | null = null, entryId = 1) => ({
    slot,
    value,
    seatId,
    entryId,
  })
  test.for([
    [[mark("a", "9.5"), mark("b", "99", 1), mark("b", "1", 2), mark("value:minutes", "3")], []],
    [[mark("a", "0.5")], ["a"]],
    [[mark("a", "10.5")], ["a"]],
    [[mark("a", "9.7")], ["a"]],
    [[mark("a", "9", 1)], ["a"]],
    [[mark("b", "9")], ["b"]],
    [
      [mark("gone", "1"), mark("value:gone", "1")],
      ["gone", "value:gone"],
    ],
    [[mark("b", "1", 1), mark("b", "1", 2), mark("b", "1", 3)], ["b"]],
  ] as const)("%j", ([marks, broken]) => expect(brokenSlots({ rules }, marks, [])).toEqual(broken))

  test("a changed panel must still be larger than what is left out", () => {
    const dropping: Rules = {
      ...rules,
      scheme: { key: "b", kind: "judged", judges: 5, drop: { high: 1 }, combine: "mean" },
    }
    expect(brokenSlots({ rules: dropping }, [], [{ nodeKey: "b", size: 1 }])).toEqual(["b"])
    expect(brokenSlots({ rules: dropping }, [], [{ nodeKey: "b", size: 2 }])).toEqual([])
    expect(brokenSlots({ rules }, [], [{ nodeKey: "a", size: 2 }])).toEqual(["a"])
  })
})

test("a difference names the keys that came, went, moved or changed, and the other parts", () => {
  const after: Rules = {
    scheme: {
      key: "total",
      kind: "sum",
      parts: [{ key: "c", kind: "sum", parts: [{ key: "a", kind: "measured", min: "1", max: "10", step: "0.5" }] }],
    },
    ranking: rules.ranking,
    prizes: [],
  }
  const none = { titles: {} }
  const promoting = { titles: { promotions: [{ level: "technician" as const, last: 3 }] } }
  expect(rulesDiff({ rules, ...none }, { rules: after, ...none })).toEqual({
    added: ["c"],
    removed: ["b"],
    changed: ["a"],
    parts: ["prizes"],
  })
  const same = { added: [], removed: [], changed: [], parts: [] }
  expect(rulesDiff({ rules, ...promoting }, structuredClone({ rules, ...promoting }))).toEqual(same)
  expect(rulesDiff({ rules, ...none }, { rules, ...promoting })).toEqual({ ...same, parts: ["promotions"] })
})

describe("editor buttons", () => {
  const tree = ["0 total sum", "1 a sum", "2 a1 measured", "2 a2 measured", "1 b mean", "2 b1 measured", "1 c measured"]
  const form = formFrom(
    Object.fromEntries(
      tree.flatMap((line, index) => {
        const [depth = "", key = "", kind = ""] = line.split(" ")
        return [
          [`nodes[${index}].depth`, depth],
          [`nodes[${index}].key`, key],
          [`nodes[${index}].kind`, kind],
        ]
      }),
    ),
  )
  const keys = (wish: string) => {
    const edit = editOf(wish)
    return edit
      ? edited(form, edit)
          .nodes.map(({ key, depth }) => `${depth}${key}`)
          .join(" ")
      : undefined
  }
  const as = "0total 1a 2a1 2a2 1b 2b1 1c"
  test.for([
    ["add:nodes:1", "0total 1a 2a1 2a2 2part1 1b 2b1 1c"],
    ["remove:nodes:1", "0total 1b 2b1 1c"],
    ["down:nodes:1", "0total 1b 2b1 1a 2a1 2a2 1c"],
    ["up:nodes:4", "0total 1b 2b1 1a 2a1 2a2 1c"],
    ["up:nodes:1", as],
    ["down:nodes:6", as],
    ["up:nodes:2", as],
    ["remove:nodes:0", as],
    ["remove:nodes:99", as],
  ] as const)("%s", ([wish, expected]) => expect(keys(wish)).toBe(expected))

  test("any other word is no button", () => {
    expect(["add:toString:0", "save", "add:nodes:x", "drop:nodes:0"].map(editOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
  test("parts are numbered, and a new name is one that is not taken", () => {
    expect(outline(form.nodes).map(({ number }) => number)).toEqual(["", "1", "1.1", "1.2", "2", "2.1", "3"])
    expect(freshName("part", ["part1", "part2"])).toBe("part3")
  })
  test("weights are added up exactly where any is given", () => {
    const weighted = form.nodes.map((node) => (node.depth === "1" ? { ...node, weight: "0.1" } : node))
    expect(outline(weighted)[0]?.weights).toBe("0.3")
    expect(outline(form.nodes)[0]?.weights).toBe(undefined)
  })
})
