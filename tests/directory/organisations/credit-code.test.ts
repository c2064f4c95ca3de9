import { expect, test } from "vitest"
import { isCreditCode, normaliseCreditCode } from "#directory/organisations/credit-code.ts"

test.each([
  ["91350100M000100Y43", true, "the example of GB 32100-2015"],
  ["91350100M000100Y44", false, "a wrong check sign"],
  ["91350100M000100Y34", false, "two signs exchanged"],
  ["91350100M000100Y4", false, "17 signs"],
  ["9135O100M000100Y43", false, "a letter O, which the standard leaves out"],
  ["", false, "nothing"],
])("%s is %s: %s", (code, expected) => {
  expect(isCreditCode(code)).toBe(expected)
})

test("exactly one sign in 31 closes a code", () => {
  const signs = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"]
  expect(signs.filter((sign) => isCreditCode(`91350100M000100Y4${sign}`))).toEqual(["3"])
})

test("a code is kept in one width and in capitals", () => {
  expect(normaliseCreditCode(" ９1350100 m000100y43 ")).toBe("91350100M000100Y43")
})
