import fc from "fast-check"
import { expect, test } from "vitest"
import { type Contender, mayChoose, type Room, standingOf } from "#honours/reviews/standing.ts"
import { exact, whole } from "#lib/exact.ts"

const of = (...values: (string | [string, string])[]): Contender[] =>
  values.map((one, at) => ({ id: at + 1, values: [one].flat().map(exact) }))

/** Seats that anybody may take. */
const anyOf =
  (seats: number): Room =>
  (ids) =>
    Math.min(ids.length, seats)

test.each([
  ["fewer than seats", of("90", "80"), 3, [1, 2], [], 0],
  ["as many as seats", of("80", "90"), 2, [2, 1], [], 0],
  ["a clear line", of("80", "90", "70"), 2, [2, 1], [], 0],
  ["two equal for one seat", of("90", "80", "80", "70"), 2, [1], [2, 3], 1],
  ["three equal for two seats", of("90", "80", "80", "80"), 3, [1], [2, 3, 4], 2],
  ["all equal", of("80", "80", "80"), 1, [], [1, 2, 3], 1],
  ["a tie above the line", of("90", "90", "80"), 2, [1, 2], [], 0],
  ["a tie decided by the second vote", of("90", ["80", "40"], ["80", "60"], "70"), 2, [1, 3], [], 0],
  ["a second vote that is tied again", of("90", ["80", "50"], ["80", "50"]), 2, [1], [2, 3], 1],
  ["no seats", of("90"), 0, [], [], 0],
])("%s", (_, contenders, seats, sure, atLine, open) => {
  const found = standingOf(contenders, anyOf(seats))
  const line = found.lines[0] ?? { ids: [], open: 0 }
  expect([found.in, line.ids, line.open, found.lines.length]).toEqual([sure, atLine, open, open > 0 ? 1 : 0])
})

test("who is in does not depend on the order in which nominees came", () => {
  const some = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 8 })
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 7 }), (values, seats, turn) => {
      const contenders = values.map((value, at) => ({ id: at, values: [whole(value)] }))
      const turned = [...contenders.slice(turn), ...contenders.slice(0, turn)]
      const [one, other] = [standingOf(contenders, anyOf(seats)), standingOf(turned, anyOf(seats))]
      const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)
      const ties = ({ lines }: typeof one) => lines.map(({ ids, open }) => ({ ids: sorted(ids), open }))
      expect([sorted(one.in), ties(one)]).toEqual([sorted(other.in), ties(other)])
      expect(one.in.length + (one.lines[0]?.open ?? 0)).toBe(Math.min(seats, values.length))
    }),
  )
})

const tied = standingOf(of("90", "80", "80", "70"), anyOf(2))
const clear = standingOf(of("90", "80", "70"), anyOf(2))

test.each([
  ["the result as it is", clear, [1, 2], "", true],
  ["fewer, unexplained", clear, [1], "", "departure_unexplained"],
  ["another, with its reason", clear, [1, 3], "科教人员须占一席", true],
  ["more than seats", clear, [1, 2, 3], "理由", "over_seats"],
  ["somebody who did not pass", clear, [1, 9], "理由", "not_eligible_here"],
  ["one of a tie, even with a reason", tied, [1, 2], "理由", "tie_at_line"],
  ["none of a tie", tied, [1], "", true],
])("choosing %s", (_, standing, ids, reason, expected) => {
  const done = mayChoose(standing, { count: 2, room: anyOf(2) }, { ids, reason })
  expect(done.ok || done.refusal.code).toBe(expected)
})

type Kind = "front" | "other"
/** One seat in two is for the front line; the others are for anybody. */
const typed =
  (kinds: readonly Kind[], front: number, open: number): Room =>
  (ids) => {
    const fronts = ids.filter((id) => kinds[id - 1] === "front").length
    return Math.min(fronts, front) + Math.min(open, ids.length - Math.min(fronts, front))
  }

// `F` is of the type that a seat is kept for, `O` is not; one seat is kept, the others are open.
test.each([
  ["the best fill the open seats and the kept one is left for its type", "90 O, 80 O, 70 F", 1, 1, [1, 3], []],
  ["somebody of the type takes the kept seat, so that two others have room", "90 F, 80 O, 70 O", 1, 2, [1, 2, 3], []],
  ["nobody of the type: the kept seat stays free", "90 O, 80 O", 1, 1, [1], []],
  ["equal, but only one of them may have the seat that is left", "90 O, 80 O, 80 F", 1, 1, [1, 3], []],
  [
    "equal for the open seat, and another tie for the kept one",
    "90 O, 90 O, 70 F, 70 F",
    1,
    1,
    [],
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ["three equal: the one of the type is in, the others vote", "80 F, 80 O, 80 O", 1, 1, [1], [[2, 3]]],
  ["two of the type and one other, equal, for both seats", "80 F, 80 F, 80 O", 1, 1, [], [[1, 2, 3]]],
] as const)("with a kept seat: %s", (_, list, front, open, sure, ties) => {
  const each = list.split(", ").map((one) => one.split(" "))
  const kinds = each.map(([, kind]): Kind => (kind === "F" ? "front" : "other"))
  const found = standingOf(of(...each.map(([value]) => `${value}`)), typed(kinds, front, open))
  expect([found.in.toSorted(), found.lines.map(({ ids }) => ids.toSorted())]).toEqual([sure, ties])
})

test("every choice that resolves the ties has a seat of its type for each, and no better one is left out", () => {
  const one = fc.record({ value: fc.integer({ min: 0, max: 4 }), kind: fc.constantFrom<Kind>("front", "other") })
  const small = fc.integer({ min: 0, max: 3 })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 7 }), small, small, (some, front, open) => {
      const contenders = some.map(({ value }, at) => ({ id: at + 1, values: [whole(value)] }))
      const room = typed(
        some.map(({ kind }) => kind),
        front,
        open,
      )
      const { in: sure, lines } = standingOf(contenders, room)
      const all = contenders.map(({ id }) => id)
      expect(sure.length + lines.reduce((sum, line) => sum + line.open, 0)).toBe(room(all))
      expect(room(sure)).toBe(sure.length)
      const better = (id: number) => some[id - 1]?.value ?? 0
      for (const out of all.filter((id) => !sure.includes(id) && !lines.some(({ ids }) => ids.includes(id)))) {
        const above = [...sure, ...lines.flatMap(({ ids }) => ids)].filter((id) => better(id) >= better(out))
        expect(room([...above, out])).toBe(room(above))
      }
    }),
  )
})

test("a choice of somebody of another type than the seats that are left needs its reason", () => {
  const kinds: Kind[] = ["other", "other", "front"]
  const room = typed(kinds, 1, 1)
  const standing = standingOf(of("90", "80", "70"), room)
  const code = (ids: number[], reason: string) => {
    const done = mayChoose(standing, { count: 2, room }, { ids, reason })
    return done.ok || done.refusal.code
  }
  expect([code([1, 3], ""), code([1, 2], ""), code([1, 2], "一线名额无人达到通过线")]).toEqual([
    true,
    "seats_of_type",
    true,
  ])
})
