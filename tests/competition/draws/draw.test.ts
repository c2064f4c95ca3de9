import fc from "fast-check"
import { expect, test } from "vitest"
import { codesFor, drawOrder, isRepeated } from "#competition/draws/draw.ts"
import { sha256 } from "#lib/hash.ts"

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 60 })
const seeds = fc.string().map(sha256)

test("a draw is a permutation of what went in", () => {
  fc.assert(
    fc.property(ids, seeds, (list, seed) => {
      const byId = (a: number, b: number) => a - b
      expect(drawOrder(list, seed, "entries").toSorted(byId)).toEqual(list.toSorted(byId))
    }),
  )
})

test("the same ids and seed give the same order, whatever order the ids come in", () => {
  fc.assert(
    fc.property(ids, seeds, (list, seed) => {
      expect(drawOrder(list.toReversed(), seed, "entries")).toEqual(drawOrder(list, seed, "entries"))
    }),
  )
})

test("a draw that anybody can follow by hand from the method on the page", () => {
  const seed = "00".repeat(32)
  const first = Number.parseInt(sha256(`${seed}:entries:0`).slice(0, 8), 16) % 3
  const second = Number.parseInt(sha256(`${seed}:entries:1`).slice(0, 8), 16) % 2
  const order = [10, 20, 30]
  ;[order[2], order[first]] = [order[first] as number, order[2] as number]
  ;[order[1], order[second]] = [order[second] as number, order[1] as number]
  expect(drawOrder([30, 10, 20], seed, "entries")).toEqual(order)
})

test("entries and teams are drawn apart, and another seed gives another order", () => {
  const list = Array.from({ length: 30 }, (_, at) => at + 1)
  const seed = sha256("laurel")
  expect(drawOrder(list, seed, "teams")).not.toEqual(drawOrder(list, seed, "entries"))
  expect(drawOrder(list, sha256("rowan"), "entries")).not.toEqual(drawOrder(list, seed, "entries"))
})

test("every one of 6 gets every place about equally often (chi-square, 25 degrees of freedom, below 52.62 at 0.1 %)", () => {
  const size = 6
  const draws = 6000
  const seen = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  for (let draw = 0; draw < draws; draw++)
    drawOrder([0, 1, 2, 3, 4, 5], sha256(`fixed ${draw}`), "entries").forEach((id, place) => {
      const row = seen[id] as number[]
      row[place] = (row[place] ?? 0) + 1
    })
  const expected = draws / size
  const square = seen.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  expect(square).toBeLessThan(52.62)
})

test("codes are as wide as the count needs and sort by place", () => {
  expect([...codesFor([7, 3], "A", 3)]).toEqual([
    [7, "A001"],
    [3, "A002"],
  ])
  const many = [
    ...codesFor(
      Array.from({ length: 1000 }, (_, at) => at),
      "K-",
      3,
    ).values(),
  ]
  expect([many[0], many.at(-1)]).toEqual(["K-0001", "K-1000"])
  expect(many.toSorted()).toEqual(many)
})

test("a changed code, list or seed is found when the draw is repeated", () => {
  const seed = sha256("laurel")
  const list = [1, 2, 3, 4, 5]
  const coded = [...codesFor(drawOrder(list, seed, "entries"), "A", 3)].map(([id, code]) => ({ id, code }))
  expect(isRepeated(list, seed, "entries", coded)).toBe(true)
  expect(isRepeated([...list, 6], seed, "entries", coded)).toBe(false)
  expect(isRepeated(list, sha256("rowan"), "entries", coded)).toBe(false)
  const [one, two, ...rest] = coded as [{ id: number; code: string }, { id: number; code: string }]
  const swapped = [{ id: one.id, code: two.code }, { id: two.id, code: one.code }, ...rest]
  expect(isRepeated(list, seed, "entries", swapped)).toBe(false)
})
