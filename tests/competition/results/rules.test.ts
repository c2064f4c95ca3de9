import { describe, expect, test } from "vitest"
import { bundleText } from "#competition/ranking/export.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { resultText, tally } from "#competition/ranking/tally.ts"
import { assemble, type CodedEntry, type MarkLine } from "#competition/results/assemble.ts"
import { columnsOf, tableNumber, titleIn } from "#competition/results/columns.ts"
import { stagesOf } from "#competition/results/stages.ts"
import { changedLines, namedLines, prizeCounts } from "#competition/results/standings.ts"
import { tradeRules, tradeTitles } from "../../support/events.ts"

const event = { code: "fitter", titleZh: "钳工", titleEn: "" }
const entry = (id: number, more: Partial<CodedEntry> = {}): CodedEntry => ({
  id,
  code: `A${id}`,
  status: "competed",
  registration: "approved",
  team: null,
  ...more,
})
const mark = (entryId: number, slot: string, value: string | null, judge: string | null = null): MarkLine => ({
  entryId,
  slot,
  judge,
  value,
})
const panel = (entryId: number, values: readonly string[]) =>
  values.map((value, at) => mark(entryId, "practice", value, `J${at + 1}`))

describe("a bundle from the tables", () => {
  const entries = [
    entry(1, { team: { id: 7, code: null } }),
    entry(2, { team: { id: 8, code: "T01" }, registration: "withdrawn" }),
    entry(3, { code: null }),
    entry(4, { status: "absent", registration: "withdrawn" }),
  ]
  const marks = [
    mark(1, "theory", "86.50"),
    mark(1, "value:minutes", "142"),
    mark(2, "theory", null),
    mark(2, "value:minutes", null),
    mark(3, "theory", "50"),
    mark(1, "gone", "1"),
    ...panel(1, ["80", "81", "82"]),
  ]
  const changes = [
    { entryId: 1, nodeKey: "practice", size: 2 },
    { entryId: 3, nodeKey: "practice", size: 2 },
  ]
  const bundle = assemble({ rules: tradeRules }, event, entries, marks, changes)

  test("holds codes, what was given as it was typed, and panels; nothing of the uncoded, the cleared, the unknown", () => {
    expect(bundle).toEqual({
      format: "laurel-contest/1",
      event: { code: "fitter", title: { "zh-CN": "钳工" } },
      ...tradeRules,
      panels: { practice: { A1: 2 } },
      entries: [
        { code: "A1", team: "T7", status: "competed", values: { minutes: "142" } },
        { code: "A2", team: "T01", status: "withdrawn" },
        { code: "A4", status: "absent" },
      ],
      marks: [
        { entry: "A1", node: "theory", value: "86.50" },
        { entry: "A1", node: "practice", judge: "J1", value: "80" },
        { entry: "A1", node: "practice", judge: "J2", value: "81" },
        { entry: "A1", node: "practice", judge: "J3", value: "82" },
      ],
    })
  })

  test("without panel changes has no panels", () => {
    expect("panels" in assemble({ rules: tradeRules }, event, entries, marks, [])).toBe(false)
  })

  test("written and read again is the same, in its own order, and gives the same result", () => {
    const good = assemble({ rules: tradeRules }, event, entries, marks, [])
    const read = readBundle(new TextEncoder().encode(bundleText(good)))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    expect(read.value).toEqual({ ...good, marks: expect.arrayContaining([...good.marks]) })
    expect(read.value.marks.length).toBe(good.marks.length)
    expect(resultText(tally(read.value))).toBe(resultText(tally(good)))
  })
})

test("columns are the parts of the root under their titles, or their keys", () => {
  expect(columnsOf(tradeRules.scheme, { ...tradeTitles, nodes: {} })).toEqual([
    { key: "theory", title: { zh: "theory", en: "theory" } },
    { key: "practice", title: { zh: "practice", en: "practice" } },
  ])
  expect(columnsOf({ key: "minutes", kind: "measured" }, tradeTitles)).toEqual([])
  expect(titleIn(tradeTitles.prizes, "first")).toEqual({ zh: "一等奖", en: "First prize" })
})

test.each([
  ["86.1666666667", "86.1667"],
  ["86.25", "86.25"],
  ["86.12345", "86.1235"],
  ["-0.00001", "0"],
  ["90", "90"],
])("%s stands in a table as %s", (exact, shown) => {
  expect(tableNumber(exact)).toBe(shown)
})

describe("a standing", () => {
  const line = (code: string, place: number | null, total: string | null, prize: string | null = null) => ({
    entry: code,
    place,
    tied: false,
    total,
    nodes: { theory: total },
    passed: true,
    prize,
    advances: false,
  })
  const result = {
    format: "laurel-result/1" as const,
    entries: [line("A1", 1, "90", "first"), line("A2", null, null)],
    teams: [],
    incomplete: [],
  }
  const person = { personId: 1, unitId: 1, name: "张三", unitName: "厂", status: "competed" as const }

  test("is named by code, and a code without anybody is a mistake", () => {
    const promoted = new Map([["A1", { level: "technician", held: "senior" } as const]])
    const people = [
      { ...person, entryId: 2, code: "A2" },
      { ...person, entryId: 1, code: "A1" },
    ]
    expect(
      namedLines(result, people, promoted).map((one) => [
        one.entryId,
        one.position,
        one.nodes,
        one.promotedTo,
        one.heldLevel,
      ]),
    ).toEqual([
      [1, 1, { theory: "90" }, "technician", "senior"],
      [2, 2, {}, null, null],
    ])
    expect(() => namedLines(result, people.slice(1), promoted)).toThrow("A2")
  })

  test("counts its prizes in the order of the rules", () => {
    expect(prizeCounts([{ name: "second" }, { name: "first" }], result)).toEqual([
      { name: "second", count: 0 },
      { name: "first", count: 1 },
    ])
  })

  test("is changed by a place, a total, a prize, a promotion or a new entry", () => {
    const earlier = [line("A0", 1, "90"), line("A1", 1, "90"), line("A2", 2, "80"), line("A3", 3, "70")]
    const before = earlier.map((one) => ({ ...one, promotedTo: null }))
    const after = [
      line("A0", 1, "90"),
      line("A1", 1, "90"),
      line("A2", 3, "80"),
      line("A3", 2, "80"),
      line("A4", 4, "1"),
    ]
    const promoted = after.map((one) => ({ ...one, promotedTo: one.entry === "A0" ? ("senior" as const) : null }))
    expect(changedLines(before, promoted).map(({ entry: code }) => code)).toEqual(["A0", "A2", "A3", "A4"])
  })
})

test.each([
  ["drawn", false, false, "todo todo todo todo"],
  ["judging", false, false, "current todo todo todo"],
  ["signed", false, false, "done done current todo"],
  ["decoded", true, false, "done done done current"],
  ["published", true, true, "done done done done"],
  ["judging", true, true, "current todo done done"],
  ["signed", true, true, "done done done done"],
] as const)("%s, opened: %s, published: %s: %s", (state, decoded, published, wanted) => {
  expect(
    stagesOf(state, { decoded, published })
      .map((one) => one.state)
      .join(" "),
  ).toBe(wanted)
})
