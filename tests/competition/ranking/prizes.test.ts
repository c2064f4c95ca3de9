import { describe, expect, test } from "vitest"
import type { Prize, SchemeNode } from "#competition/contests/scheme.ts"
import { prizeCount } from "#competition/ranking/prizes.ts"
import { contest, prizes, totals } from "./contest.ts"

/** Entries A, B, C … with these totals; the prizes as a text of first letters, `.` for none. */
const given = (marks: readonly number[], list: readonly Prize[]) => {
  const codes = marks.map((_, index) => String.fromCharCode(65 + index))
  const won = prizes(
    totals(Object.fromEntries(codes.map((code, index) => [code, String(marks[index])])), { prizes: list }),
  )
  return codes.map((code) => won[code]?.[0] ?? ".").join("")
}
const count = (name: string, n: number, more: object = {}): Prize => ({ name, count: n, ...more })

describe("how many", () => {
  const shared = (share: string, rounding: "floor" | "ceil" | "half-up"): Prize => ({ name: "x", share, rounding })
  test.each([
    ["0.10", "floor", 46, 4],
    ["0.10", "ceil", 46, 5],
    ["0.10", "half-up", 46, 5],
    ["0.20", "floor", 46, 9],
    ["0.20", "half-up", 46, 9],
    ["0.30", "ceil", 46, 14],
    ["0.5", "half-up", 31, 16],
    ["0.1", "ceil", 10, 1],
    ["1.0", "ceil", 3, 3],
    ["-0", "ceil", 3, 0],
    ["0.0000000001", "ceil", 3, 1],
  ] as const)("2.8-a %s %s of %i: %i", (share, rounding, competed, expected) =>
    expect(prizeCount(shared(share, rounding), competed)).toBe(expected),
  )
})

describe("ties at the boundary", () => {
  test.each([
    [
      "go in together, and what is too many is taken off the next",
      [9, 9, 8, 7],
      [count("a", 1), count("b", 2)],
      "aab.",
    ],
    ["over more than one prize", [9, 9, 9, 9, 8, 7], [count("a", 1), count("b", 2), count("c", 2)], "aaaac."],
    [
      "stay out together with none, and nothing is passed on",
      [9, 8, 8, 7],
      [count("a", 2, { ties: "none" }), count("b", 1)],
      "abb.",
    ],
    ["inside the boundary do nothing", [9, 9, 8, 7], [count("a", 2, { ties: "none" }), count("b", 1)], "aab."],
    ["a prize taken off whole is given to nobody", [9, 9, 8], [count("a", 1), count("b", 1), count("c", 1)], "aac"],
    ["a prize for nobody owes nothing", [9, 9, 8], [count("a", 0), count("b", 1)], "bb."],
    [
      "with none, an earlier excess still shortens",
      [9, 9, 8, 7, 7],
      [count("a", 1), count("b", 3, { ties: "none" })],
      "aab..",
    ],
    ["fewer than prizes", [9, 8], [count("a", 5), count("b", 5)], "aa"],
  ])("%s", (_name, marks, list, expected) => expect(given(marks, list)).toBe(expected))
})

describe("within the first n placed", () => {
  const half = (more: object = {}): Prize => ({ name: "w", share: "0.5", rounding: "floor", within: true, ...more })
  test.each([
    [
      "2.8-b: 4 to 15 of 31",
      Array.from({ length: 31 }, (_, i) => 100 - i),
      [count("a", 1), count("b", 1), count("c", 1), half()],
      `abc${"w".repeat(12)}${".".repeat(16)}`,
    ],
    [
      "nothing is taken off it, and nothing after it for the tie before",
      [9, 9, 8, 7, 6],
      [count("a", 1), count("w", 3, { within: true }), count("t", 1)],
      "aawt.",
    ],
    [
      "its own excess is taken off the next",
      [9, 8, 7, 6, 6, 5, 4, 3],
      [count("a", 3), half(), count("e", 2)],
      "aaawwe..",
    ],
    [
      "with none, those who share the boundary get nothing",
      [9, 8, 7, 6, 6, 5, 4, 3],
      [count("a", 2), half({ ties: "none" }), count("e", 1)],
      "aawee...",
    ],
    [
      "one who shares the boundary and has a prize is not one too many",
      [9, 8, 8, 7],
      [count("a", 2, { ties: "all" }), count("w", 2, { within: true }), count("e", 1)],
      "aaae",
    ],
  ])("%s", (_name, marks, list, expected) => expect(given(marks, list)).toBe(expected))
})

describe("needsPass", () => {
  const scheme: SchemeNode = {
    key: "total",
    kind: "sum",
    parts: [
      { key: "a", kind: "measured" },
      { key: "b", kind: "measured", pass: "60" },
    ],
  }
  const who = (a: string, b: string) => ({ marks: { a, b } })
  const four = { A: who("100", "59"), B: who("60", "70"), C: who("50", "60"), D: who("30", "60") }
  const won = (...list: Prize[]) => prizes(contest(scheme, four, { prizes: list }))
  test("passes over who failed, who stays open for other prizes", () =>
    expect(won(count("first", 1, { needsPass: true }), count("second", 1))).toEqual({
      A: "second",
      B: "first",
      C: null,
      D: null,
    }))
  test("within, one passed over is not replaced", () =>
    expect(won(count("half", 2, { needsPass: true, within: true }))).toEqual({ A: null, B: "half", C: null, D: null }))
  test("in a tie, only those who pass are too many", () => {
    const tie = { A: who("1", "100"), B: who("41", "60"), C: who("42", "59"), D: who("0", "60") }
    const list = [count("first", 1, { needsPass: true }), count("second", 2)]
    expect(prizes(contest(scheme, tie, { prizes: list }))).toEqual({ A: "first", B: "first", C: "second", D: null })
  })
})
