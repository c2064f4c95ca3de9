import fc from "fast-check"
import Fraction from "fraction.js"
import { expect, test } from "vitest"
import { portion, reaches, shareSchema } from "#honours/programmes/share.ts"

// 1.5-a is official (Shaanxi 2023, 22 medals); 1.5-b and c are our arithmetic in its manner.
test.each([
  ["1.5-a industrial workers", "35", 22, "up", 8],
  ["1.5-a other front line and technical", "20", 22, "up", 5],
  ["1.5-a science and education", "20", 22, "up", 5],
  ["1.5-a migrant workers", "10", 22, "up", 3],
  ["1.5-a non-public units", "35", 22, "up", 8],
  ["1.5-a heads of enterprises", "5.5", 22, "down", 1],
  ["1.5-b front line of 60 medals", "60", 60, "up", 36],
  ["1.5-b science of 60 medals", "5", 60, "up", 3],
  ["1.5-b heads of 60 medals", "12", 60, "down", 7],
  ["1.5-b non-public of 60 medals", "65", 60, "up", 39],
  ["1.5-b shift teams of 45 teams", "70", 45, "up", 32],
  ["1.5-c front line of 450", "60", 450, "up", 270],
  ["1.5-c farmers of 450", "15", 450, "up", 68],
  ["1.5-c co-operative heads of 68 farmers", "25", 68, "down", 17],
  ["1.5-c migrant workers of 450", "5", 450, "up", 23],
  ["1.5-c heads of 450", "10", 450, "down", 45],
  ["an exact share is not raised", "50", 8, "up", 4],
  ["two thirds of 9", "2/3", 9, "up", 6],
  ["two thirds of 10", "2/3", 10, "down", 6],
  ["of nobody", "35", 0, "up", 0],
] as const)("%s: %s of %i %s is %i", (_, share, count, rounding, whole) => {
  expect(portion(share, count, rounding)).toBe(whole)
})

const percents = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => ({
  text: hundredths % 100 === 0 ? String(hundredths / 100) : (hundredths / 100).toFixed(2),
  value: new Fraction(hundredths, 10_000),
}))
const thirds = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .filter(([above, below]) => above <= below)
  .map(([above, below]) => ({ text: `${above}/${below}`, value: new Fraction(above, below) }))

test("portions are those of exact fractions", () => {
  fc.assert(
    fc.property(fc.oneof(percents, thirds), fc.nat(100_000), ({ text, value }, count) => {
      expect(shareSchema.safeParse(text).success).toBe(true)
      expect(portion(text, count, "up")).toBe(Number(value.mul(count).ceil()))
      expect(portion(text, count, "down")).toBe(Number(value.mul(count).floor()))
    }),
  )
})

test("a share is reached by as many as its portion rounded up, and by no fewer", () => {
  fc.assert(
    fc.property(fc.oneof(percents, thirds), fc.integer({ min: 1, max: 500 }), ({ text }, all) => {
      const least = portion(text, all, "up")
      expect(reaches(least, all, text)).toBe(true)
      if (least > 0) expect(reaches(least - 1, all, text)).toBe(false)
    }),
  )
})

test.each(["", "101", "3/2", "0/3", "1e1", "35%", "-5", "05", "1/0"])("%j is not a share", (text) => {
  expect(shareSchema.safeParse(text).success).toBe(false)
})
