import fc from "fast-check"
import { expect, test } from "vitest"
import type { IdentityKind, Sex } from "#db/words.ts"
import {
  checkSignOf,
  identityFault,
  kindOfNumber,
  lookupTextOf,
  lookupTextsOf,
  normaliseIdentityNumber,
} from "#directory/people/identity-number.ts"

const today = "2026-11-21"
const fault = (kind: IdentityKind, number: string, birthDate: string, sex: Sex) =>
  identityFault(kind, normaliseIdentityNumber(number), { birthDate, sex }, today)

test.each<[string, IdentityKind, string, string, Sex, string | undefined]>([
  ["the standard's sample", "resident_id", "11010519491231002X", "1949-12-31", "female", undefined],
  ["the standard's other sample", "resident_id", "440524188001010014", "1880-01-01", "male", undefined],
  ["a small x", "resident_id", "11010519491231002x", "1949-12-31", "female", undefined],
  ["wide figures and spaces", "resident_id", " １１０１０５ 19491231 002ｘ", "1949-12-31", "female", undefined],
  ["another check sign", "resident_id", "110105194912310021", "1949-12-31", "female", "identity_check_sign"],
  ["two figures changed places", "resident_id", "11010519492131002X", "1949-12-31", "female", "identity_check_sign"],
  [
    "another birth date in the form",
    "resident_id",
    "11010519491231002X",
    "1949-12-30",
    "female",
    "identity_birth_date",
  ],
  ["another sex in the form", "resident_id", "11010519491231002X", "1949-12-31", "male", "identity_sex"],
  ["the fifteen figures of before 2013", "resident_id", "110105491231002", "1949-12-31", "female", "identity_form"],
  ["nothing", "resident_id", "", "1949-12-31", "female", "identity_form"],
  [
    "a permit's number as a citizen's",
    "resident_id",
    "810000199408230021",
    "1994-08-23",
    "female",
    "identity_kind_other",
  ],
  ["Hong Kong", "residence_permit", "810000199408230021", "1994-08-23", "female", undefined],
  ["Macao", "residence_permit", "820000199408230013", "1994-08-23", "male", "identity_check_sign"],
  [
    "a citizen's number as a permit's",
    "residence_permit",
    "11010519491231002X",
    "1949-12-31",
    "female",
    "identity_kind_other",
  ],
  [
    "a permanent residence card of before 2023",
    "permanent_residence",
    "USA310078120315",
    "1978-12-03",
    "male",
    undefined,
  ],
  ["a passport", "passport", "e12345678", "1980-01-01", "male", undefined],
  ["a passport that is too short", "passport", "E123", "1980-01-01", "male", "identity_form"],
  ["an officer's card", "other", "军字第1234567号", "1980-01-01", "male", undefined],
])("%s", (_, kind, number, birthDate, sex, wanted) => {
  expect(fault(kind, number, birthDate, sex)).toBe(wanted)
})

const figures = (birth: Date, serial: number, head: string) => {
  const first = `${head}${birth.toISOString().slice(0, 10).replaceAll("-", "")}${String(serial).padStart(3, "0")}`
  return `${first}${checkSignOf(first)}`
}
const births = fc.date({ min: new Date("1900-01-01"), max: new Date("2026-11-20"), noInvalidDate: true })
const numbers = fc
  .tuple(births, fc.integer({ min: 0, max: 999 }), fc.constantFrom("110105", "420102", "999999", "810000", "830000"))
  .map(([birth, serial, head]) => ({ number: figures(birth, serial, head), birth, serial }))

test("a number that is made by the rule passes as exactly one kind, and any one figure changed is noticed", () => {
  fc.assert(
    fc.property(numbers, fc.nat(17), fc.integer({ min: 1, max: 9 }), ({ number, birth, serial }, at, more) => {
      const kind = kindOfNumber(number) as IdentityKind
      const bearer = { birthDate: birth.toISOString().slice(0, 10), sex: serial % 2 ? "male" : "female" } as const
      expect(identityFault(kind, number, bearer, today)).toBe(undefined)
      const other = (["resident_id", "residence_permit", "permanent_residence"] as const).find((one) => one !== kind)
      expect(identityFault(other as IdentityKind, number, bearer, today)).toBe("identity_kind_other")
      const sign = number[at] === "X" ? String(more) : String((Number(number[at]) + more) % 10)
      const changed = `${number.slice(0, at)}${sign}${number.slice(at + 1)}`
      expect(identityFault(kind, changed, bearer, today)).not.toBe(undefined)
    }),
  )
})

test("a birth date that does not exist or has not come is none", () => {
  for (const [day, first] of [
    ["2026-02-30", "11010520260230001"],
    ["2027-01-01", "11010520270101001"],
  ] as const)
    expect(fault("resident_id", `${first}${checkSignOf(first)}`, day, "male")).toBe("identity_birth_date")
})

test("two passports of one number are two, and any typed number finds what it was kept under", () => {
  expect(lookupTextOf("passport", "E12345678")).not.toBe(lookupTextOf("other", "E12345678"))
  for (const kind of ["resident_id", "passport", "other"] as const)
    expect(lookupTextsOf("E12345678").includes(lookupTextOf(kind, "E12345678"))).toBe(true)
})
