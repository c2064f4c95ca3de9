import { expect, test } from "vitest"
import { needOf, presenceOf } from "#competition/judging/desk/need.ts"

const now = new Date("2026-05-02T10:00:00Z")
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const device = (seconds: number, report: object | null = { unsent: 0 }, endedAt: Date | null = null) => ({
  seenAt: before(seconds),
  endedAt,
  report: report as { unsent: number } | null,
})

test.each([
  [0, "here"],
  [60, "here"],
  [61, "late"],
  [180, "late"],
  [181, "away"],
])("a tablet heard of %i seconds ago is %s", (seconds, presence) => {
  expect(presenceOf(before(seconds), now)).toBe(presence)
})

test.each([
  ["no tablet", undefined, { code: "no_device" }],
  ["in contact, nothing unsent", device(30), undefined],
  ["in contact, a few unsent", device(30, { unsent: 19 }), undefined],
  ["in contact, but it piles up", device(30, { unsent: 20 }), { code: "behind", count: 20 }],
  ["late is not yet away", device(180, { unsent: 12 }), undefined],
  ["away with marks", device(250, { unsent: 12 }), { code: "away_unsent", minutes: 4, count: 12 }],
  ["away with nothing", device(250), { code: "away", minutes: 4 }],
  ["pages without a script tell nothing, and are not missed", device(250, null), undefined],
  ["given up with marks", device(9000, { unsent: 5 }, before(8000)), { code: "left_behind", count: 5 }],
  ["given up with nothing", device(9000, { unsent: 0 }, before(8000)), undefined],
  ["the charge at its limit", device(1, { unsent: 0, battery: 15 }), { code: "battery", count: 15 }],
  ["the charge above it", device(1, { unsent: 0, battery: 16 }), undefined],
  ["a clock two minutes behind", device(1, { unsent: 0, skewMs: -120_000 }), { code: "clock", minutes: 2 }],
  ["a clock almost two minutes ahead", device(1, { unsent: 0, skewMs: 119_999 }), undefined],
])("%s", (_, one, need) => {
  expect(needOf({ signedAt: null, device: one }, now)).toEqual(need)
})

test("a judge who has signed needs a hand only for what is still unsent", () => {
  const signedAt = before(10)
  expect(needOf({ signedAt, device: undefined }, now)).toBeUndefined()
  expect(needOf({ signedAt, device: device(900, { unsent: 0, battery: 3 }) }, now)).toBeUndefined()
  expect(needOf({ signedAt, device: device(900, { unsent: 1 }) }, now)?.code).toBe("away_unsent")
})
