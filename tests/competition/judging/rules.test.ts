import { describe, expect, test } from "vitest"
import { markProblem, sameMark, typedMark } from "#competition/judging/mark-limits.ts"
import { decide, firstLook, type Standing } from "#competition/judging/marks/decision.ts"
import { around, firstBlank, linesOf, pathOf } from "#competition/judging/marks/path.ts"
import { coverOf, readiness, suggestedAliases } from "#competition/judging/panel/completeness.ts"
import { isComplete, mayStayBlank } from "#competition/judging/sheets/coverage.ts"
import { mayMark, slotsOf } from "#competition/judging/slots.ts"
import { isSplit } from "#competition/judging/split.ts"
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
  const mark = { entryId: 1, slot: "finish", value: "8", version: 1, updatedAt: new Date(0), where: "server" as const }
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
  type Case = [string, number, number | undefined, number, boolean, boolean, number?, ("0" | "omit")?]
  const cases: Case[] = [
    ["a begun panel", 2, undefined, 0, false, false],
    ["a panel that others filled", 3, undefined, 0, true, true],
    ["a panel made smaller and full", 2, 2, 0, true, true],
    ["a panel made smaller, not yet full", 1, 2, 0, true, false],
    ["a panel made larger", 3, 4, 0, false, false],
    ["`missing` without any mark", 0, undefined, 1, true, true],
    ["a full panel of which one saw nothing", 3, undefined, 0, true, true, 1, "omit"],
    ["a full panel of which no more than the dropped one saw it", 3, undefined, 0, true, false, 2, "omit"],
    ["the same where what is not observed counts 0", 3, undefined, 0, true, true, 2, "0"],
    ["a full panel that saw nothing, and no `missing`", 3, undefined, 0, true, false, 3, "omit"],
    ["a full panel that saw nothing, with `missing`", 1, undefined, 1, true, true, 1, "omit"],
    ["a begun panel of which one saw nothing", 2, undefined, 0, false, false, 1, "omit"],
  ]
  test.each(cases)("%s", (_, count, changed, slot, blank, complete, unobserved = 0, rule = undefined) => {
    const given = { count, unobserved, changed }
    const here = { ...(slots[slot] ?? finish), ...(rule && { unobserved: rule }) }
    expect([mayStayBlank(here, given), isComplete(here, given)]).toEqual([blank, complete])
  })
})

describe("a panel that is further apart than the rule", () => {
  const looks = { given: 3, low: "7", high: "8.5" }
  const cases: [string, string | undefined, Parameters<typeof isSplit>[1], number, boolean][] = [
    ["beyond it", "1", looks, 3, true],
    ["exactly at it", "1.5", looks, 3, false],
    ["by less than a float can tell", "1.4999999999999999999999999", looks, 3, true],
    ["without a rule", undefined, looks, 3, false],
    ["not full yet", "1", looks, 4, false],
    ["without any number", "1", { given: 3, low: null, high: null }, 3, false],
    ["nobody marks here", "1", null, 1, false],
  ]
  test.each(cases)("%s", (_, spread, given, size, split) =>
    expect(isSplit({ ...(spread !== undefined && { spread }) }, given, size)).toBe(split),
  )
})

describe("what becomes of a save on such a panel", () => {
  const looks = { given: 3, low: "5", high: "9" }
  const standing: Standing = {
    state: "judging",
    status: "competed",
    sealed: false,
    slot: { ...finish, spread: "1", unobserved: "omit" },
    value: "9",
    version: 1,
    others: 2,
    size: 3,
    looks,
    first: null,
  }
  const cases: [string, Partial<Standing>, Partial<Parameters<typeof decide>[1]>, string, string | null][] = [
    ["another mark without a reason", {}, { value: "8" }, "second_look", "9"],
    ["another mark for a reason", {}, { value: "8", reason: "x" }, "saved", "9"],
    ["the same mark for a reason", {}, { value: "9", reason: "x" }, "saved", "9"],
    ["the same mark again", {}, { value: "9" }, "same", "9"],
    ["the same mark for a reason after the second look", { first: "7" }, { value: "9", reason: "x" }, "same", "7"],
    ["a third mark for a reason", { first: "7" }, { value: "8", reason: "x" }, "saved", "7"],
    ["a third mark without one", { first: "7" }, { value: "8" }, "second_look", "7"],
    ["taken away", {}, { value: null }, "second_look", "9"],
    ["not observed after all", {}, { value: "not_observed" }, "second_look", "9"],
    ["over what was never seen", {}, { value: "8", reason: "x", seenVersion: 0 }, "stale", "9"],
    ["a panel that agrees", { looks: { ...looks, low: "8" } }, { value: "8" }, "saved", null],
    ["not observed where that may be said", { looks: null }, { value: "not_observed" }, "saved", null],
    ["not observed where it may not", { looks: null, slot: finish }, { value: "not_observed" }, "must_observe", null],
  ]
  test.each(cases)("%s", (_, here, wanted, became, first) => {
    const given = { ...standing, ...here }
    const decision = decide(given, { value: "9", seenVersion: 1, ...wanted })
    expect([typeof decision === "string" ? decision : decision.code, firstLook(given)]).toEqual([became, first])
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
