import { expect, test } from "vitest"
import { bookProblems } from "#competition/contests/conduct.ts"
import { nodesOf, valueNames } from "#competition/contests/nodes.ts"
import { templateById, templates } from "#competition/contests/templates/all.ts"
import { tally } from "#competition/ranking/tally.ts"

test.for(templates.map((template) => [template.id, template] as const))(
  "the template %s is valid and names everything in both languages",
  ([, { rules, titles, title, summary }]) => {
    expect(bookProblems(rules, titles)).toEqual([])
    expect(Object.keys(titles.nodes).sort()).toEqual(
      nodesOf(rules.scheme)
        .map(({ key }) => key)
        .sort(),
    )
    expect(Object.keys(titles.values).sort()).toEqual(valueNames(rules))
    expect(Object.keys(titles.prizes).sort()).toEqual((rules.prizes ?? []).map(({ name }) => name).sort())
    const all = [title, summary, ...[titles.nodes, titles.values, titles.prizes].flatMap((each) => Object.values(each))]
    expect(all.filter(({ zh, en }) => !zh || !en || /\p{Script=Han}/u.test(en))).toEqual([])
  },
)

type Given = Readonly<Record<string, string | readonly string[]>>

/** Places and totals of entries given as `node: mark`, `node: judges' marks` or `value:name: value`. */
function standings(template: string, given: Readonly<Record<string, Given>>) {
  const rules = templateById(template)?.rules
  if (!rules) throw new Error(template)
  const marks = Object.entries(given).flatMap(([entry, sheet]) =>
    Object.entries(sheet).flatMap(([node, value]) => {
      if (node.startsWith("value:")) return []
      if (typeof value === "string") return [{ entry, node, value }]
      return value.map((mark, index) => ({ entry, node, judge: `J${index + 1}`, value: mark }))
    }),
  )
  const values = (sheet: Given) =>
    Object.fromEntries(
      Object.entries(sheet).flatMap(([name, value]) =>
        name.startsWith("value:") ? [[name.slice(6), String(value)]] : [],
      ),
    )
  const entries = Object.entries(given).map(([code, sheet]) => ({
    code,
    status: "competed" as const,
    values: values(sheet),
  }))
  const result = tally({ ...rules, format: "laurel-contest/1", event: { code: "try" }, entries, marks })
  expect(result.incomplete).toEqual([])
  return result.entries.map(({ entry, place, total, passed }) => [entry, place, total, passed])
}

// The numbers are those of published contest rules: domain.md 2.3, 2.4, 2.5 and 3.
test("30/70: 86.5 and 91.2 make 89.79", () =>
  expect(standings("theory-30-practice-70", { A: { theory: "86.5", practice: "91.2" } })).toEqual([
    ["A", 1, "89.79", true],
  ]))

test("40/60: 80 and 90 make 86, and equal totals go by practice", () =>
  expect(
    standings("theory-40-practice-60", {
      A: { theory: "80", practice: "90" },
      B: { theory: "95", practice: "80" },
    }),
  ).toEqual([
    ["A", 1, "86", true],
    ["B", 2, "86", true],
  ]))

test("25/55/20: 80, 90 and 85 make 86.5, and 59.5 in one part does not pass", () =>
  expect(
    standings("three-parts", {
      A: { theory: "80", practice: "90", questions: "85" },
      B: { theory: "59.5", practice: "95", questions: "100" },
    }),
  ).toEqual([
    ["B", 1, "87.125", false],
    ["A", 2, "86.5", true],
  ]))

test("three with 88.41: less time is first, the two that are equal in all share the second place, the next is fourth", () =>
  expect(
    standings("time-first", {
      P: { theory: "84.7", practice: "90", "value:minutes": "142" },
      Q: { theory: "84.7", practice: "90", "value:minutes": "150" },
      R: { theory: "84.7", practice: "90", "value:minutes": "150" },
      S: { theory: "84", practice: "90", "value:minutes": "100" },
    }),
  ).toEqual([
    ["P", 1, "88.41", true],
    ["Q", 2, "88.41", true],
    ["R", 2, "88.41", true],
    ["S", 4, "88.2", true],
  ]))

test("practice by aspects: 54 + 35 - 2 is 87, with theory 80 the total is 84.9", () =>
  expect(
    standings("practice-aspects", {
      A: { theory: "80", size: "54", finish: ["30", "34", "35", "36", "40"], safety: "2" },
    }),
  ).toEqual([["A", 1, "84.9", true]]))

test("five judges 88, 90, 91, 93, 95 make 91.33, and the third decimal parts what two decimals do not", () =>
  expect(
    standings("performance-5", {
      A: { panel: ["88", "90", "91", "93", "95"] },
      B: { panel: ["80", "91.33", "91.33", "91.33", "99"] },
    }),
  ).toEqual([
    ["A", 1, "91.33", true],
    ["B", 2, "91.33", true],
  ]))

test("nine judges without two highest and two lowest", () =>
  expect(
    standings("performance-9", {
      A: { panel: ["8.1", "9.9", "9", "9.1", "9.2", "9.3", "9.4", "8", "10"] },
    }),
  ).toEqual([["A", 1, "9.2", true]]))

test("works: judges 88 and 40 from votes make 68.8", () =>
  expect(
    standings("works-60-votes-40", { A: { experts: ["80", "88", "88", "88", "95"], "value:votes": "40" } }),
  ).toEqual([["A", 1, "68.8", true]]))

test("quiz: 100 + 20 + 20 + 20 - 30 is 130, and the play-off parts equal teams", () =>
  expect(
    standings("knowledge-quiz", {
      A: { base: "100", must: "20", group: "20", buzzer: "20", risk: "-30", "value:playoff": "2" },
      B: { base: "100", must: "20", group: "0", buzzer: "-20", risk: "30", "value:playoff": "1" },
    }),
  ).toEqual([
    ["B", 1, "130", true],
    ["A", 2, "130", true],
  ]))
