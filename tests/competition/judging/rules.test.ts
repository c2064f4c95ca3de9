import { describe, expect, test } from "vitest"
import { markProblem, sameMark, typedMark } from "#competition/judging/mark-limits.ts"
import { around, firstBlank, linesOf, pathOf } from "#competition/judging/marks/path.ts"
import { coverOf, readiness, suggestedAliases } from "#competition/judging/panel/completeness.ts"
import { isComplete, mayStayBlank } from "#competition/judging/sheets/coverage.ts"
import { mayMark, slotsOf } from "#competition/judging/slots.ts"
import { deviceKind } from "#lib/device.ts"
import { qrPath } from "#lib/qr-path.ts"
import { below, pressed, stepped } from "../../../src/browser/tablet/value.ts"
import { rules } from "./world.ts"

const slots = slotsOf(rules, { nodes: {}, values: {}, prizes: {} })
const finish = slots[0] as (typeof slots)[number]

test("a rule set's slots are its judged nodes, its measured ones and its values, with what may stay out", () => {
  expect(slots.map(({ slot, kind, judges, drops, optional }) => [slot, kind, judges, drops, optional])).toEqual([
    ["finish", "judged", 3, 1, false],
    ["safety", "judged", 1, 0, true],
    ["theory", "measured", 1, 0, false],
    ["value:difficulty", "value", 1, 0, false],
    ["value:minutes", "value", 1, 0, true],
  ])
  expect(
    slots.map((slot) => [mayMark("judge", slot), mayMark("scorekeeper", slot), mayMark("head_judge", slot)]),
  ).toEqual([
    [true, false, false],
    [true, false, false],
    [false, true, false],
    [false, true, false],
    [false, true, false],
  ])
})

describe("what fingers type", () => {
  const cases: [string, string][] = [
    ["8.5", "8.5"],
    ["８．５", "8.5"],
    ["8。5", "8.5"],
    [" 08.50 ", "8.50"],
    [".5", "0.5"],
    ["8.", "8"],
    ["-0", "0"],
    ["-0.0", "0.0"],
    ["-.5", "-0.5"],
    ["", ""],
    [".", "."],
    ["8,5", "8,5"],
    ["1e3", "1e3"],
  ]
  test.each(cases)("%j becomes %j", (typed, meant) => expect(typedMark(typed)).toBe(meant))
})

test("marks are one number whatever their zeros, and nothing is never 0", () => {
  expect([sameMark("8.50", "8.5"), sameMark("0", "0.00"), sameMark("0", null), sameMark(null, null)]).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(markProblem("10", finish)).toBeUndefined()
  expect(markProblem("10.000000000000000000000000000001", finish)).toEqual({ code: "mark_too_high", max: "10" })
})

test("the way through the cells leaves out who does not compete", () => {
  const entries = [
    { id: 2, code: "B", status: "absent" as const },
    { id: 3, code: "C", status: "guest" as const },
    { id: 1, code: "A", status: "competed" as const },
  ]
  const mark = { entryId: 1, slot: "finish", value: "8", version: 1, updatedAt: new Date(0) }
  const lines = linesOf(entries, [finish], [mark])
  expect(lines.map(({ code, done, open }) => [code, done, open])).toEqual([
    ["A", 1, true],
    ["B", 0, false],
    ["C", 0, true],
  ])
  expect(firstBlank(lines)?.code).toBe("C")
  const { previous, next, number, total } = around(lines, { code: "C", slot: "finish" })
  expect([previous?.code, next, number, total]).toEqual(["A", undefined, 2, 2])
  expect(pathOf({ code: "A", slot: "value:minutes" })).toBe("/judge/entries/A/value%3Aminutes")
})

describe("what may stay blank", () => {
  const cases: [string, number, number | undefined, number, boolean, boolean][] = [
    ["a begun panel", 2, undefined, 0, false, false],
    ["a panel that others filled", 3, undefined, 0, true, true],
    ["a panel made smaller and full", 2, 2, 0, true, true],
    ["a panel made smaller, not yet full", 1, 2, 0, true, false],
    ["a panel made larger", 3, 4, 0, false, false],
    ["`missing` without any mark", 0, undefined, 1, true, true],
  ]
  test.each(cases)("%s", (_, count, changed, slot, blank, complete) => {
    const given = { count, changed }
    expect([mayStayBlank(slots[slot] ?? finish, given), isComplete(slots[slot] ?? finish, given)]).toEqual([
      blank,
      complete,
    ])
  })
})

test("a panel is covered by open seats only, and the start list says what is left", () => {
  const seat = { role: "judge" as const, alias: "J1", slots: ["finish"], endedAt: null, codeHash: "x" }
  const ended = { ...seat, alias: "J2", endedAt: new Date(0), codeHash: null }
  expect(coverOf([finish], [seat, ended]).map(({ seated, wanted }) => [seated, wanted])).toEqual([[1, 3]])
  const head = { ...seat, role: "head_judge" as const, slots: [] }
  expect(readiness("registration", [finish], [seat, seat, head, ended]).map(({ done }) => done)).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(readiness("drawn", [finish], [seat, seat, seat, head]).every(({ done }) => done)).toBe(true)
  expect(suggestedAliases(["J1", "J3", "S1"])).toEqual({ judge: "J2", head_judge: "H1", scorekeeper: "S2" })
})

test("a device is named by its kind only", () => {
  expect(deviceKind("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)")).toBe("ipad")
  expect(deviceKind("Mozilla/5.0 (Linux; Android 14; Pixel) Mobile Safari")).toBe("android_phone")
  expect(deviceKind("Mozilla/5.0 (Linux; Android 14; SM-X200) Safari")).toBe("android_tablet")
  expect(deviceKind("")).toBe("other")
})

test("a QR code is one path of whole modules, so that no style is needed", () => {
  const { path, side } = qrPath("https://laurel.test/judge/#B59C-ZRQ2-FS49")
  expect(path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
  expect(side).toBeGreaterThan(24)
})

describe("the keypad", () => {
  const limits = { step: "0.5", min: "0", max: "10" }
  const cases: [string, string, string][] = [
    ["", "8", "8"],
    ["0", "8", "8"],
    ["8", ".", "8."],
    ["", ".", "0."],
    ["8.5", ".", "8.5"],
    ["8.5", "erase", "8."],
    ["8.5", "up", "9"],
    ["10", "up", "10"],
    ["0.3", "down", "0"],
    ["", "up", "0.5"],
    ["8", "sign", "-8"],
    ["-8", "sign", "8"],
  ]
  test.each(cases)("%j and %s make %j", (value, key, made) => expect(pressed(value, key, limits)).toBe(made))
  test("steps are exact, and so are comparisons", () => {
    expect([stepped("0.1", "0.2", 1), stepped("1", "0.05", -1), stepped("-0.5", "0.25", 1)]).toEqual([
      "0.3",
      "0.95",
      "-0.25",
    ])
    expect([below("0.10", "0.1"), below("9.99", "10"), below("-1", "0")]).toEqual([false, true, true])
  })
})
