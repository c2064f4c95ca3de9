import fc from "fast-check"
import { Fraction } from "fraction.js"
import { expect, test } from "vitest"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { explain } from "#competition/ranking/explain.ts"
import { bundleText } from "#competition/ranking/export.ts"
import { prizeCount } from "#competition/ranking/prizes.ts"
import { bundleProblems, readBundle } from "#competition/ranking/read.ts"
import { resultText, tally } from "#competition/ranking/tally.ts"
import { column, totals } from "./contest.ts"
import { contests } from "./contests.ts"
import { oracle } from "./oracle.ts"

const RUNS = { numRuns: 400 }
const shown = (value: Fraction) => {
  const ends = new Fraction(value.d, 10n ** BigInt(value.d.toString(2).length)).d === 1n || 10n ** 60n % value.d === 0n
  if (ends) return value.toString(70).replace(/\.$/, "")
  const rounded = value
    .abs()
    .mul(10n ** 10n)
    .add("0.5")
    .floor()
    .div(10n ** 10n)
  return (value.s < 0n ? rounded.neg() : rounded).toString(70)
}

test("random contests are lawful, and most of them place somebody", () => {
  let placed = 0
  const lawful = fc.property(contests, (bundle) => {
    expect(bundleProblems(bundle)).toEqual([])
    if (tally(bundle).entries[0]?.place === 1) placed++
  })
  fc.assert(lawful, RUNS)
  expect(placed).toBeGreaterThan(RUNS.numRuns / 2)
})

test("places, totals and nodes agree with the slow oracle", () => {
  fc.assert(
    fc.property(contests, (bundle) => {
      const result = tally(bundle)
      const expected = oracle(bundle)
      expect(column(result, "place")).toEqual(expected.places)
      for (const line of result.entries) {
        const values = expected.values[line.entry] ?? {}
        for (const [key, value] of Object.entries(line.nodes))
          expect([key, value]).toEqual([key, values[key] instanceof Fraction ? shown(values[key]) : null])
        const root = values[bundle.scheme.key]
        if (line.place !== null) expect(line.total).toBe(root instanceof Fraction ? shown(root) : "none")
      }
    }),
    { numRuns: 1500 },
  )
})

test("another order of entries and marks gives the same bytes", () => {
  const shuffled = contests.chain((bundle) =>
    fc
      .tuple(
        fc.shuffledSubarray([...bundle.entries], { minLength: bundle.entries.length }),
        fc.shuffledSubarray([...bundle.marks], { minLength: bundle.marks.length }),
      )
      .map(([entries, marks]) => [bundle, { ...bundle, entries, marks }] as const),
  )
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(resultText(tally(other))).toBe(resultText(tally(one)))
      expect(bundleText(other)).toBe(bundleText(one))
    }),
    RUNS,
  )
})

test("an exported bundle reads back as the same contest, with its entries and marks sorted", () => {
  const sorted = (bundle: Bundle) => ({
    ...bundle,
    entries: bundle.entries.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    marks: bundle.marks.toSorted((a, b) => {
      const [x, y] = [a, b].map((mark) => [mark.entry, mark.node, mark.judge ?? ""].join(" "))
      return (x ?? "") < (y ?? "") ? -1 : 1
    }),
  })
  fc.assert(
    fc.property(contests, (bundle) => {
      const read = readBundle(new TextEncoder().encode(bundleText(bundle)))
      expect(read).toEqual({ ok: true, value: sorted(bundle) })
    }),
    RUNS,
  )
})

test("who shares a place differs in nothing that the order asks, and only neighbours in the list share one", () => {
  fc.assert(
    fc.property(contests, (bundle) => {
      for (const { entry, tied } of tally(bundle).entries) {
        const why = explain(bundle, entry)
        const equal = [why?.above, why?.below].filter((neighbour) => neighbour && neighbour.decided === null)
        expect([entry, equal.length > 0]).toEqual([entry, tied])
        for (const neighbour of equal) expect(neighbour?.place).toBe(why?.place)
      }
    }),
    RUNS,
  )
})

test("no prize goes to more than its number, but for those who share the place at its boundary", () => {
  fc.assert(
    fc.property(contests, (bundle) => {
      const { entries } = tally(bundle)
      const competed = bundle.entries.filter(({ status }) => status === "competed").length
      for (const prize of bundle.prizes ?? []) {
        const won = entries.filter((line) => line.prize === prize.name)
        const last = won.filter(({ place }) => place === won.at(-1)?.place).length
        if (prize.ties === "none") expect(won.length).toBeLessThanOrEqual(prizeCount(prize, competed))
        else expect(won.length - last).toBeLessThan(Math.max(1, prizeCount(prize, competed)))
        for (const line of won) expect([line.place !== null, !prize.needsPass || line.passed]).toEqual([true, true])
      }
    }),
    RUNS,
  )
})

test("without ties, no prize and all of them together exceed their numbers", () => {
  const lists = fc.array(fc.record({ name: fc.constant("p"), count: fc.integer({ min: 0, max: 4 }) }), { maxLength: 4 })
  const marks = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(marks, lists, (scores, list) => {
      const named = list.map((prize, index) => ({ ...prize, name: `p${index}` }))
      const bundle = totals(Object.fromEntries(scores.map((score, index) => [`E${index}`, String(score)])), {
        prizes: named,
      })
      const won = tally(bundle).entries.filter(({ prize }) => prize !== null)
      const owed = named.reduce((sum, { count }) => sum + count, 0)
      // Whatever ties give too many early is taken off later: the overhang is one tie at the very end at most.
      const last = won.filter(({ place }) => place === won.at(-1)?.place).length
      if (won.length > owed) expect(won.length - last).toBeLessThan(owed)
      else expect(won.length).toBe(Math.min(owed, scores.length))
    }),
    RUNS,
  )
})

test("a higher mark never gives a worse place", () => {
  const marks = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 9 })
  fc.assert(
    fc.property(marks, fc.integer({ min: 1, max: 5 }), (scores, more) => {
      const bundle = (first: number) =>
        totals(Object.fromEntries([first, ...scores].map((score, index) => [`E${index}`, String(score)])))
      const place = (first: number) => column(tally(bundle(first)), "place").E0 ?? 0
      expect(place(4 + more)).toBeLessThanOrEqual(place(4))
    }),
    RUNS,
  )
})
