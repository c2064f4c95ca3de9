import { expect, test } from "vitest"
import { hallParts, selectionIn } from "#boards/hall/selection.ts"

test("without a choice everything is shown, twelve seconds each", () => {
  expect(selectionIn([], undefined, undefined)).toEqual({ parts: hallParts, honour: undefined, seconds: 12 })
})

test("what is chosen is shown in the order of the rotation, and what nobody knows is passed over", () => {
  expect(selectionIn(["notices", "boards", "secrets"], "may-day-medal", "30")).toEqual({
    parts: ["boards", "notices"],
    honour: "may-day-medal",
    seconds: 30,
  })
  expect(selectionIn(["secrets"], "../x", "soon")).toEqual(selectionIn([], undefined, undefined))
})

test.each([
  ["0", 5],
  ["5", 5],
  ["120", 120],
  ["9999", 120],
  ["-4", 12],
  ["1e3", 12],
])("a screen stands %s seconds: %i", (asked, seconds) => {
  expect(selectionIn([], undefined, asked).seconds).toBe(seconds)
})
