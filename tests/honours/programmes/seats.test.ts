import fc from "fast-check"
import { expect, test } from "vitest"
import { sit } from "#honours/programmes/matching.ts"
import { mostNominations, seated, seatGroups } from "#honours/programmes/seats.ts"
import { nominees, open, profile } from "../../support/profiles.ts"

test.each([
  ["equal", "1", "up", 5, 5],
  ["120 % of 5", "1.2", "up", 5, 6],
  ["120 % of 1 is still a choice", "1.2", "up", 1, 2],
  ["120 % of 1, down", "1.2", "down", 1, 1],
  ["1:2", "2", "up", 10, 20],
  ["120 % of 450", "1.2", "up", 450, 540],
] as const)("%s: %s %s of %i seats is %i nominations", (_, perSeat, rounding, seats, most) => {
  expect(mostNominations(seats, { perSeat, rounding })).toBe(most)
})

const types = [
  { key: "front", title: { zh: "一线", en: "Front line" }, when: { identityClasses: ["industrial_worker" as const] } },
  {
    key: "head",
    title: { zh: "非公负责人", en: "Non-public head" },
    when: { identityClasses: ["enterprise_head" as const], flags: ["non_public" as const] },
  },
]
const of = { honour: "medal", recipient: "person" as const }

// Leshan 2022: of the medals one for the front line and one for the head of a non-public unit (domain.md 1.4).
test("typed seats are filled by those whom they are for", () => {
  const groups = seatGroups(of, { seats: 2, typed: { front: 1, head: 1 } }, types)
  const worker = profile()
  const head = profile({ identityClass: "enterprise_head", flags: ["non_public"] })
  expect(seated(groups, [worker, head])).toEqual([0, 1])
  expect(seated(groups, [worker, worker])).toEqual([0, undefined])
  expect(seated(groups, [profile({ identityClass: "enterprise_head" })])).toEqual([undefined])
  expect(seated(groups, [profile({ honour: "other" })])).toEqual([undefined])
})

test("whoever can sit elsewhere makes room for whom only one seat is", () => {
  const groups = seatGroups(of, { seats: 2, typed: { front: 1 } }, types)
  const worker = profile()
  const teacher = profile({ identityClass: "science_education" })
  expect(seated(groups, [worker, teacher])).toEqual([0, 1])
  expect(seated([...groups].reverse(), [worker, teacher])).toEqual([1, 0])
})

test("more nominations than seats add seats for anybody", () => {
  expect(seatGroups(of, { seats: 2, typed: { front: 1 } }, types, 4).map(({ type, count }) => [type, count])).toEqual([
    ["front", 1],
    ["", 3],
  ])
  expect(seatGroups(of, { seats: 0, typed: {} }, types)).toEqual([])
  expect(
    seated(
      [open(3)],
      nominees(4).map((one) => one.profile),
    ),
  ).toEqual([0, 0, 0, undefined])
})

/** As many as can sit, found by trying everything. */
function most(rooms: readonly number[], may: readonly (readonly boolean[])[], from = 0): number {
  const taker = may[from]
  if (!taker) return 0
  const seatings = rooms.map((room, kind) =>
    room > 0 && taker[kind] ? 1 + most(rooms.with(kind, room - 1), may, from + 1) : 0,
  )
  return Math.max(most(rooms, may, from + 1), ...seatings)
}

const cases = fc.integer({ min: 1, max: 4 }).chain((kinds) =>
  fc.record({
    rooms: fc.array(fc.nat(2), { minLength: kinds, maxLength: kinds }),
    may: fc.array(fc.array(fc.boolean(), { minLength: kinds, maxLength: kinds }), { maxLength: 6 }),
  }),
)

test("as many sit as can, nobody where they may not, no kind above its room", () => {
  fc.assert(
    fc.property(cases, ({ rooms, may }) => {
      const seats = sit(
        rooms,
        may.map((row) => (kind: number) => row[kind] === true),
      )
      expect(seats.filter((kind) => kind !== undefined).length).toBe(most(rooms, may))
      for (const [one, kind] of seats.entries()) if (kind !== undefined) expect(may[one]?.[kind]).toBe(true)
      for (const [kind, room] of rooms.entries())
        expect(seats.filter((one) => one === kind).length).toBeLessThanOrEqual(room)
    }),
  )
})
