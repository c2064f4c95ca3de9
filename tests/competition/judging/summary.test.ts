import { describe, expect, test } from "vitest"
import { type EntryLine, linesOf } from "#competition/judging/marks/path.ts"
import { scaleOf } from "#competition/judging/scale.ts"
import { alike, sumOf } from "#competition/judging/sheets/summary.ts"
import { slotsOf } from "#competition/judging/slots.ts"
import { newestOf } from "#competition/judging/undo/undo.ts"
import { rules } from "./world.ts"

const [finish, safety, theory] = slotsOf(rules, { nodes: {}, values: {}, prizes: {} })
if (!finish || !safety || !theory) throw new Error("the rules have no slots")
const slots = [finish, safety, theory]

/** Entries A, B, … with these marks on the three slots; the later in the text the later given. */
function sheet(...rows: readonly (readonly (string | null)[])[]): EntryLine[] {
  const entries = rows.map((_, id) => ({ id, code: "ABC"[id] ?? "", status: "competed" as const }))
  const marks = rows.flatMap((row, entryId) =>
    row.flatMap((value, at) => {
      const slot = slots[at]?.slot ?? ""
      const updatedAt = new Date(entryId * 10 + at)
      return value === null ? [] : [{ entryId, slot, value, version: 1, updatedAt, where: "server" as const }]
    }),
  )
  return linesOf(entries, slots, marks)
}

test("a sheet's sum is exact, and nothing where no number was given", () => {
  const sums = sheet(["0.1", "0.2", "not_observed"], [null, null, null], ["not_observed", null, null]).map(sumOf)
  expect(sums).toEqual(["0.3", undefined, undefined])
})

describe("entries with the same marks throughout", () => {
  const cases: [string, EntryLine[], string[][]][] = [
    ["two alike", sheet(["8", "3", "90"], ["7", "3", "90"], ["8.0", "3", "90.00"]), [["A", "C"]]],
    ["too little to tell", sheet(["8", "3", null], ["8", "3", null]), []],
    ["one saw nothing", sheet(["8", "3", "not_observed"], ["8", "3", "90"]), []],
  ]
  test.each(cases)("%s", (_, lines, groups) => expect(alike(lines)).toEqual(groups))
})

test("the mark that was given last is the one an undo is about", () => {
  const newest = newestOf(sheet(["8", "3", null], [null, "4", null]))
  expect([newest?.entry.code, newest?.cell.slot.slot]).toEqual(["B", "safety"])
  expect(newestOf(sheet([null, null, null]))).toBeUndefined()
})

describe("marks that are few enough for a key each", () => {
  const cases: [string, Partial<typeof finish>, string[] | undefined][] = [
    ["0 to 3 by 1", { min: "0", max: "3", step: "1" }, ["0", "1", "2", "3"]],
    ["halves from 1 to 2.2", { min: "1", max: "2.2", step: "0.5" }, ["1", "1.5", "2"]],
    ["twelve of them", { min: "0", max: "5.5", step: "0.5" }, Array.from({ length: 12 }, (_, at) => `${at / 2}`)],
    ["thirteen are too many", { min: "0", max: "6", step: "0.5" }, undefined],
  ]
  test.each(cases)("%s", (_, limits, keys) => expect(scaleOf({ ...finish, ...limits })).toEqual(keys))
  test("without a step, or without an end", () => {
    const { step: _, ...stepless } = finish
    const { max: __, ...endless } = finish
    expect([scaleOf(stepless), scaleOf(endless)]).toEqual([undefined, undefined])
  })
})
