import { describe, expect, test } from "vitest"
import { conferralState, toConfer, unfounded, waiting } from "#honours/conferrals/conferral.ts"
import { readChoices } from "#honours/conferrals/plan.ts"

const won = (placingId: number, entryId: number, prize: string) => ({ placingId, entryId, prize })
const held = (placingId: number, entryId: number, prize: string, more = {}) => ({
  id: placingId * 10,
  honourId: 1,
  revoked: false,
  ...won(placingId, entryId, prize),
  ...more,
})
const version2 = [won(21, 1, "first"), won(22, 2, "second")]

describe("after version 2 of a result", () => {
  test.each([
    ["nothing is held", [], [21], [], "open"],
    ["all is held from version 1", [held(11, 1, "first"), held(12, 2, "second")], [], [], "done"],
    ["one prize is held", [held(12, 2, "second")], [21], [], "partly"],
    ["the first fell to second", [held(11, 2, "first"), held(12, 1, "second")], [21], [110, 120], "differs"],
    ["somebody lost the prize", [held(11, 1, "first"), held(13, 3, "second")], [], [130], "differs"],
    ["a revoked one is not held", [held(11, 1, "first", { revoked: true })], [21], [], "open"],
    ["revoked for this very placing", [held(21, 1, "first", { revoked: true })], [], [], "open"],
  ] as const)("%s", (_, register, added, gone, state) => {
    const choice = { prize: "first", honourId: 1 }
    expect(toConfer(choice, version2, register).map(({ placingId }) => placingId)).toEqual(added)
    expect(unfounded(version2, register).map(({ id }) => id)).toEqual(gone)
    expect(conferralState(version2, register)).toBe(state)
  })
  test("another honour may be conferred for the same prize", () => {
    const register = [held(11, 1, "first")]
    expect(toConfer({ prize: "first", honourId: 2 }, version2, register)).toEqual([version2[0]])
    expect(waiting(version2, register)).toEqual([version2[1]])
  })
})

test("choices are read by the number of their prize, with all that is wrong", () => {
  const prizes = ["first", "second"].map((name) => ({ name, title: { zh: name, en: name }, won: 1, held: 0 }))
  expect(readChoices({}, prizes, [7]).refusals).toEqual([{ code: "nothing_chosen", field: "honour-0" }])
  const typed = {
    "honour-0": "7",
    "gradeZh-0": "一等奖",
    "gradeEn-0": "First",
    "honour-1": "8",
    "gradeZh-1": "x".repeat(61),
  }
  expect(readChoices(typed, prizes, [7])).toEqual({
    choices: [
      { prize: "first", honourId: 7, rank: 1, gradeZh: "一等奖", gradeEn: "First" },
      { prize: "second", honourId: 8, rank: 2, gradeZh: "x".repeat(61), gradeEn: "" },
    ],
    refusals: [
      { code: "honour_unknown", field: "honour-1" },
      { code: "grade_too_long", field: "gradeZh-1" },
      { code: "grade_missing", field: "gradeEn-1" },
    ],
  })
})
