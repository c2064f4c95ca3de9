import fc from "fast-check"
import { expect, test } from "vitest"
import { assign, type Reading, type Work } from "#honours/reviews/assignment.ts"

const pairs = (caseIds: readonly number[], memberIds: readonly number[]): Reading[] =>
  caseIds.flatMap((caseId) => memberIds.map((memberId) => ({ caseId, memberId })))

const isIn = (list: readonly Reading[], one: Reading) =>
  list.some(({ caseId, memberId }) => caseId === one.caseId && memberId === one.memberId)

const cost = (readings: readonly Reading[]): number => {
  const loads = new Map<number, number>()
  for (const { memberId } of readings) loads.set(memberId, (loads.get(memberId) ?? 0) + 1)
  return [...loads.values()].reduce((sum, load) => sum + load * load, 0)
}

/** The least cost over every way of giving each case its readers; nothing where there is none. */
function brute({ caseIds, memberIds, readers, conflicts, kept }: Work): number | undefined {
  const ways = caseIds.map((caseId) => {
    const fixed = kept.filter((one) => one.caseId === caseId).map(({ memberId }) => memberId)
    const free = memberIds.filter((memberId) => !isIn(conflicts, { caseId, memberId }) && !fixed.includes(memberId))
    const sets = Array.from({ length: 2 ** free.length }, (_, bits) => free.filter((_, at) => bits & (1 << at)))
    const wanted = Math.max(0, readers - fixed.length)
    return sets.filter((set) => set.length === wanted).map((set) => [...fixed, ...set])
  })
  const walk = (at: number, so: Reading[]): number | undefined => {
    if (at === ways.length) return cost(so)
    const costs = (ways[at] ?? []).flatMap((set) => {
      const given = set.map((memberId) => ({ caseId: caseIds[at] ?? 0, memberId }))
      return walk(at + 1, [...so, ...given]) ?? []
    })
    return costs.length > 0 ? Math.min(...costs) : undefined
  }
  return walk(0, [])
}

const works = fc
  .record({
    cases: fc.integer({ min: 1, max: 4 }),
    members: fc.integer({ min: 1, max: 4 }),
    readers: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ cases, members, readers }) => {
    const caseIds = Array.from({ length: cases }, (_, at) => at + 1)
    const memberIds = Array.from({ length: members }, (_, at) => at + 101)
    const all = pairs(caseIds, memberIds)
    return fc
      .record({ conflicts: fc.subarray(all), kept: fc.subarray(all, { maxLength: Math.min(3, all.length) }) })
      .map(({ conflicts, kept }): Work => {
        const stands = kept.filter((one) => !isIn(conflicts, one))
        return { caseIds, memberIds, readers, conflicts, kept: stands }
      })
  })

test("the load is as even as brute force can make it, and nobody reads across a conflict", () => {
  fc.assert(
    fc.property(works, (work) => {
      const best = brute(work)
      const done = assign(work)
      expect(done.ok).toBe(best !== undefined)
      if (!done.ok) return
      expect(cost(done.value)).toBe(best)
      expect(done.value.filter((one) => isIn(work.conflicts, one))).toEqual([])
      expect(work.kept.filter((one) => !isIn(done.value, one))).toEqual([])
      expect(new Set(done.value.map(({ caseId, memberId }) => `${caseId}:${memberId}`)).size).toBe(done.value.length)
    }),
    { numRuns: 300 },
  )
})

test("a dossier whom too few may read is named with how many are missing", () => {
  const conflicts = pairs([2], [11, 12])
  const done = assign({ caseIds: [1, 2], memberIds: [11, 12, 13], readers: 2, conflicts, kept: [] })
  expect(done).toEqual({ ok: false, refusal: { code: "readers_missing", short: [{ caseId: 2, missing: 1 }] } })
})

test("two hundred dossiers for eleven members, three readers each: no two loads differ by more than one", () => {
  const caseIds = Array.from({ length: 200 }, (_, at) => at + 1)
  const memberIds = Array.from({ length: 11 }, (_, at) => at + 1)
  const conflicts = caseIds.map((caseId) => ({ caseId, memberId: (caseId % 11) + 1 }))
  const done = assign({ caseIds, memberIds, readers: 3, conflicts, kept: [] })
  const loads = memberIds.map((id) => (done.ok ? done.value.filter(({ memberId }) => memberId === id).length : 0))
  expect([Math.min(...loads), Math.max(...loads)]).toEqual([54, 55])
})
