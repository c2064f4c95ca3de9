import fc from "fast-check"
import { expect, test } from "vitest"
import { ethnicGroups } from "#db/words.ts"
import { flagsOf, isNonPublic } from "#directory/people/flags.ts"
import { maskIdentityNumber, maskPhone } from "#directory/people/masking.ts"
import { normalisePhone } from "#directory/people/phone.ts"

test.each([
  ["18612341402", "18612341402", "186****1402"],
  ["+86 186-1234-1402", "18612341402", "186****1402"],
  ["0086 18612341402", "18612341402", "186****1402"],
  ["１８６１２３４１４０２", "18612341402", "186****1402"],
  ["027-8588 1234", "027-85881234", "027-****1234"],
  ["(0719) 888 1234", "0719-8881234", "0719-***1234"],
  ["+86 10 8588 1234", "010-85881234", "010-****1234"],
  ["+852 9123 4567", "+85291234567", "+852****4567"],
])("the phone %s is kept as %s and shown as %s", (typed, kept, shown) => {
  expect(normalisePhone(typed)).toBe(kept)
  expect(maskPhone(kept)).toBe(shown)
  expect(normalisePhone(kept)).toBe(kept)
})

test.each(["", "12345", "12612341402", "186123414022", "85881234", "2785881234", "+1 202 555 0100", "+852 1123 4567"])(
  "%o is no phone that is kept",
  (typed) => expect(normalisePhone(typed)).toBe(undefined),
)

test("a masked number shows no figure but the first and the last", () => {
  expect(maskIdentityNumber("310105194912310026")).toBe("3****************6")
  expect(maskIdentityNumber("31010519491231002X")).toBe("3****************X")
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{4,30}$/), (number) => {
      const shown = maskIdentityNumber(number)
      expect([shown.length, shown.slice(1, -1)]).toEqual([number.length, "*".repeat(number.length - 2)])
    }),
  )
})

test("whatever follows from something else is a flag without being stored", () => {
  const bare = { sex: "male", ethnicGroup: "HA", isMigrantWorker: false, isNewForm: false } as const
  expect(flagsOf(bare, "state")).toEqual([])
  expect(flagsOf({ ...bare, ethnicGroup: null }, "collective")).toEqual([])
  expect(flagsOf({ sex: "female", ethnicGroup: "UG", isMigrantWorker: true, isNewForm: true }, "private")).toEqual([
    "woman",
    "minority",
    "migrant_worker",
    "new_form",
    "non_public",
  ])
  expect(isNonPublic("foreign")).toBe(true)
})

test("there are 56 peoples, each once", () => {
  expect([ethnicGroups.length, new Set(ethnicGroups).size]).toEqual([56, 56])
})
