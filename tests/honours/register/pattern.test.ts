import fc from "fast-check"
import { expect, test } from "vitest"
import { certificateNumber, checkFigure, readPattern } from "#honours/register/numbering/pattern.ts"

test("patterns say what is wrong with them", () => {
  const cases: [string, unknown][] = [
    ["LJ-JZ{year}{serial:4}{check}", { text: "LJ-JZ{year}{serial:4}{check}", isYearly: true }],
    ["江奖字第{serial:5}号", { text: "江奖字第{serial:5}号", isYearly: false }],
    ["LJ{year}", "pattern_serial"],
    ["LJ{serial:0}", "pattern_serial"],
    ["{serial:3}{serial:3}", "pattern_serial"],
    ["{year}{year}{serial:3}", "pattern_check"],
    ["{check}{serial:3}", "pattern_check"],
    ["<b>{serial:3}", "pattern_sign"],
    ["{month}{serial:3}", "pattern_sign"],
  ]
  for (const [typed, wanted] of cases) expect([typed, readPattern(typed)]).toEqual([typed, wanted])
})

const filled = (text: string, year: number, serial: number) => {
  const pattern = readPattern(text)
  return typeof pattern === "string" ? pattern : certificateNumber(pattern, year, serial)
}

test("a number is filled in with year, serial and check figure", () => {
  expect(filled("LJ{year}-{serial:4}", 2026, 17)).toBe("LJ2026-0017")
  expect(filled("江奖字第{serial:2}号", 2026, 123)).toBe("江奖字第123号")
  // ISO 7064 gives 5 for 0794 under MOD 11,10.
  expect(checkFigure("0794")).toBe("5")
  expect(filled("{serial:4}{check}", 2026, 794)).toBe("07945")
})

test("numbers of one pattern differ, and any one wrong figure is found", () => {
  const serial = fc.integer({ min: 1, max: 99_999 })
  fc.assert(
    fc.property(serial, serial, (one, two) => {
      const of = (number: number) => filled("LJ{year}{serial:4}{check}", 2026, number)
      expect(of(one) === of(two)).toBe(one === two)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{2,12}$/), fc.nat(), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
      const place = at % text.length
      const wrong = `${text.slice(0, place)}${(Number(text[place]) + by) % 10}${text.slice(place + 1)}`
      expect(checkFigure(wrong)).not.toBe(checkFigure(text))
    }),
  )
})
