import { expect, test } from "vitest"
import { unfiltered } from "#boards/board/filter.ts"
import { placeOf } from "#boards/board/place.ts"

const top = { id: 1, isTop: true, isDistrict: false }
const district = { id: 7, isTop: false, isDistrict: true }
const works = { id: 9, isTop: false, isDistrict: false }

test.each([
  [{}, undefined, { district: -1, section: "*" }],
  [{ district: 7, industry: "C" }, undefined, { district: 7, section: "C" }],
  [{ unit: 1 }, top, { district: -2, section: "*" }],
  [{ unit: 1, industry: "C" }, top, { district: -1, section: "C" }],
  [{ unit: 1, district: 7 }, top, { district: 7, section: "*" }],
  [{ unit: 7 }, district, { district: 7, section: "*" }],
  [{ unit: 7, district: 8 }, district, undefined],
  [{ unit: 9 }, works, undefined],
  [{ unit: 99 }, undefined, undefined],
  [{ q: "王" }, undefined, undefined],
])("of the filter %j the counts kept are those of a place, or none are", (filter, unit, place) => {
  expect(placeOf({ ...unfiltered, ...filter }, unit)).toEqual(place)
})
