import fc from "fast-check"
import { Fraction } from "fraction.js"
import { describe, expect, test } from "vitest"
import {
  compare,
  exact,
  isDecimal,
  isMultiple,
  ONE,
  over,
  plus,
  rounded,
  shown,
  times,
  whole,
  ZERO,
} from "#lib/exact.ts"

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([n, digits]) => {
    const text = (n < 0n ? -n : n).toString().padStart(digits + 1, "0")
    return `${n < 0n ? "-" : ""}${text.slice(0, text.length - digits)}${digits ? `.${text.slice(-digits)}` : ""}`
  })
const same = (a: ReturnType<typeof exact>, b: Fraction) => a.n * b.d === b.n * b.s * (a.q * 10n ** BigInt(a.e))

describe("a decimal text", () => {
  test.each(["0", "-0", "9", "9.0", "-0.50", "123456789012345678901234567890.1"])("%s is one", (text) =>
    expect(isDecimal(text)).toBe(true),
  )
  test.each([
    "",
    "-",
    "+1",
    ".5",
    "5.",
    "01",
    "1e3",
    "1,5",
    "１",
    "٩",
    " 1",
    "1\n",
    "NaN",
    "Infinity",
    "0x1",
    "9n",
    "--1",
  ])("%j is none", (text) => expect(isDecimal(text)).toBe(false))
})

describe("arithmetic", () => {
  test("agrees with another library of fractions, through division as well", () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        const [x, y, z] = [exact(a), exact(b), exact(c)]
        const [p, q, r] = [new Fraction(a), new Fraction(b), new Fraction(c)]
        expect(same(plus(times(x, y), z), p.mul(q).add(r))).toBe(true)
        if (z.n !== 0n && y.n !== 0n) expect(same(plus(over(x, z), over(z, y)), p.div(r).add(r.div(q)))).toBe(true)
        expect(Math.sign(compare(x, y))).toBe(p.compare(q))
      }),
    )
  })
  test("thirds add up to one again and end", () => {
    const third = over(ONE, whole(3))
    const sum = plus(plus(third, third), third)
    expect([sum.q, shown(sum), compare(sum, ONE)]).toEqual([1n, "1", 0])
  })
  test("an eighth is a finite decimal, a seventh is not", () => {
    expect([shown(over(ONE, whole(8))), over(ONE, whole(8)).q]).toEqual(["0.125", 1n])
    expect([shown(over(ONE, whole(7))), over(ONE, whole(7)).q]).toEqual(["0.1428571429", 7n])
  })
  test("division by zero throws", () => expect(() => over(ONE, ZERO)).toThrow(RangeError))
  test.each([
    ["0.3", "0.1", true],
    ["0.35", "0.1", false],
    ["-0.75", "0.25", true],
    ["0", "7", true],
    ["10", "4", false],
  ])("%s is a multiple of %s: %s", (a, step, is) => expect(isMultiple(exact(a), exact(step))).toBe(is))
})

describe("rounding", () => {
  test.each([
    ["0.125", 2, "half-up", "0.13"],
    ["-0.125", 2, "half-up", "-0.13"],
    ["-0.125", 2, "down", "-0.12"],
    ["0.1249999", 2, "half-up", "0.12"],
    ["1.15", 2, "down", "1.15"],
    ["9.9999", 2, "half-up", "10"],
    ["-0.004", 2, "half-up", "0"],
    ["2.5", 0, "half-up", "3"],
    ["-2.5", 0, "half-up", "-3"],
    ["7", 5, "half-up", "7"],
  ] as const)("%s to %i digits, %s: %s", (text, digits, how, expected) =>
    expect(shown(rounded(exact(text), digits, how))).toBe(expected),
  )
  test("two thirds are rounded, not cut, where digits end", () => {
    const value = over(whole(2), whole(3))
    expect([shown(value), shown(rounded(value, 3, "down")), shown(rounded(value, 3, "half-up"))]).toEqual([
      "0.6666666667",
      "0.666",
      "0.667",
    ])
  })
})

describe("showing", () => {
  test.each([
    ["-0", "0"],
    ["-0.000", "0"],
    ["0010".slice(2), "10"],
    ["100", "100"],
    ["1.500", "1.5"],
    ["-12.340", "-12.34"],
    ["0.00000000000000000001", "0.00000000000000000001"],
  ])("%s is %s", (text, expected) => expect(shown(exact(text))).toBe(expected))
  test("a tiny negative third has no sign left", () => expect(shown(over(exact("-0.00000000001"), whole(3)))).toBe("0"))
})
