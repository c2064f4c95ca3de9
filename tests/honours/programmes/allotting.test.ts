import fc from "fast-check"
import { expect, test } from "vitest"
import { cellsFrom, columnsOf, fieldOf, pasted, typedOfCells } from "#honours/programmes/allotments/matrix.ts"
import { spread } from "#honours/programmes/allotting.ts"
import { cityMayDay } from "#honours/programmes/presets/may-day.ts"

test.each([
  ["by largest remainders", 10, [1, 1, 1], [4, 3, 3]],
  ["nobody counted", 10, [0, 0], [0, 0]],
  ["a unit without people", 3, [5, 0, 4], [2, 0, 1]],
  ["as the heads are", 100, [50, 30, 20], [50, 30, 20]],
])("%s: %i seats over %j", (_, seats, weights, parts) => {
  expect(spread(seats, weights)).toEqual(parts)
})

test("all seats are dealt out, and nobody is a whole seat away from the exact share", () => {
  const weights = fc.array(fc.nat(5000), { minLength: 1, maxLength: 20 }).filter((all) => all.some((one) => one > 0))
  fc.assert(
    fc.property(fc.nat(500), weights, (seats, all) => {
      const sum = all.reduce((a, b) => a + b, 0)
      const parts = spread(seats, all)
      expect(parts.reduce((a, b) => a + b, 0)).toBe(seats)
      for (const [at, part] of parts.entries()) {
        expect(Math.abs(part * sum - seats * (all[at] ?? 0))).toBeLessThan(sum)
      }
    }),
  )
})

const rows = [
  { id: 7, name: "临江区总工会", shortName: "临江区总", people: 10 },
  { id: 9, name: "澜江市交通运输工会", shortName: "交通运输工会", people: 5 },
]
const offered = cityMayDay.honours.map((one) => ({ ...one, seats: 20 }))
const columns = columnsOf(offered, cityMayDay.definition.seatTypes)

test("each honour has the types of seats that somebody could fill with it", () => {
  expect(columns.map(({ honour, types }) => [honour, types.map(({ key }) => key)])).toEqual([
    ["may-day-certificate", ["non_public_unit"]],
    ["may-day-medal", ["front_line", "non_public_head"]],
    ["worker-pioneer", ["non_public_unit"]],
  ])
})

test("cells and the fields of the form are the same thing", () => {
  const cells = [
    { unitId: 7, honour: "may-day-medal", seats: 3, typed: { front_line: 1 } },
    { unitId: 9, honour: "worker-pioneer", seats: 2, typed: {} },
  ]
  const read = cellsFrom(typedOfCells(cells, columns), rows, columns)
  expect(read.unread).toEqual([])
  expect(read.cells.filter(({ seats }) => seats > 0)).toEqual(cells)
})

test("figures of a Chinese keyboard are figures, words are named", () => {
  const typed = { [fieldOf(7, 1)]: "１２", [fieldOf(9, 1)]: "许多", [fieldOf(9, 0)]: "--" }
  const { cells, unread } = cellsFrom(typed, rows, columns)
  expect(cells.find(({ unitId, honour }) => unitId === 7 && honour === "may-day-medal")?.seats).toBe(12)
  expect(unread).toEqual([fieldOf(9, 1)])
})

test("lines of a sheet fill the form, by full or short name; what is not understood is given back", () => {
  const { fields, unread } = pasted(
    "临江区总\t1\t2\t3\n 澜江市交通运输工会，，4\n\n无名单位\t1\n临江区总工会\t一",
    rows,
    columns,
  )
  expect(fields).toEqual({
    [fieldOf(7, 0)]: "1",
    [fieldOf(7, 1)]: "2",
    [fieldOf(7, 2)]: "3",
    [fieldOf(9, 0)]: "",
    [fieldOf(9, 1)]: "4",
    [fieldOf(9, 2)]: "",
  })
  expect(unread).toEqual(["无名单位\t1", "临江区总工会\t一"])
})
