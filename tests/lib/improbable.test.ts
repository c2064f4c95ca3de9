import { describe, expect, test } from "vitest"
import { isImprobable } from "#lib/improbable.ts"

describe("a mark that looks like a slip of the finger", () => {
  const own = ["7", "7.5", "8", "8.5", "8"]
  const scale = { min: "0", max: "10" }
  const cases: [string, string, readonly string[], { min?: string; max?: string }, boolean][] = [
    ["far below all others", "0.8", own, scale, true],
    ["just as far below as they are apart", "5.5", own, scale, false],
    ["beyond that by less than a float can tell", "5.49999999999999999999", own, scale, true],
    ["among them", "7.9", own, scale, false],
    ["with too few to compare", "0.8", own.slice(1), scale, false],
    ["beside equal ones, within a tenth of the scale", "7", ["8", "8", "8", "8", "8"], scale, false],
    ["beside equal ones, farther", "6.9", ["8", "8", "8", "8", "8"], scale, true],
    ["without an end of the scale", "142", ["14", "14.2", "14.1", "14", "14.2"], {}, true],
    ["no number", "x", own, scale, false],
    ["among some that saw nothing", "0.8", [...own, "not_observed"], scale, true],
  ]
  test.each(cases)("%s", (_, value, others, limits, improbable) =>
    expect(isImprobable(value, others, limits)).toBe(improbable),
  )
})
