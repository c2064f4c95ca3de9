import fc from "fast-check"
import { expect, test } from "vitest"
import { addressOf, type BoardFilter, filterIn, unfiltered, without } from "#boards/board/filter.ts"
import { honourLevels, recipientKinds } from "#db/words.ts"

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const id = fc.integer({ min: 1, max: 999_999_999 })
const filters: fc.Arbitrary<BoardFilter> = fc.record({
  level: maybe(fc.constantFrom(...honourLevels)),
  honour: maybe(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/)),
  kind: maybe(fc.constantFrom(...recipientKinds)),
  year: fc.option(maybe(fc.integer({ min: 1000, max: 9999 }))),
  district: maybe(id),
  industry: maybe(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRST")),
  unit: maybe(id),
  q: fc.string({ maxLength: 100 }).map((text) => text.trim()),
})

test("an address says a filter and nothing else", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const url = new URL(addressOf("/honours", filter), "http://laurel.test")
      expect(filterIn(Object.fromEntries(url.searchParams))).toEqual(filter)
    }),
  )
})

test("whatever an address says, it asks for something that can be asked", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("level", "kind", "year", "district", "industry", "unit"), fc.string()),
      (query) => {
        const filter = filterIn(query)
        expect(filterIn(Object.fromEntries(new URL(addressOf("/x", filter), "http://a").searchParams))).toEqual(filter)
      },
    ),
  )
  expect(filterIn({ level: "royal", kind: "dog", year: "20x6", district: "-1", industry: "Z", unit: "1e3" })).toEqual(
    unfiltered,
  )
})

test("a filter without a dimension keeps the others", () => {
  expect(without({ ...unfiltered, year: null, industry: "C", q: "张" }, "year")).toEqual({
    ...unfiltered,
    industry: "C",
    q: "张",
  })
})
