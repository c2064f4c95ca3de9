import { and, asc, desc, eq, sql } from "drizzle-orm"
import { unfiltered } from "#boards/board/filter.ts"
import { countsByHonour, type HonourRow, listHonours } from "#boards/board/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicDecisionCount, publicEnding } from "#db/gate.ts"
import { decisionCounts, honours, registerEntries } from "#db/schema/index.ts"
import { placeholders, statement } from "#db/statement.ts"

export type HonourCount = { readonly honour: HonourRow; readonly year: number | null; readonly count: number }

/** Every honour with its visible entries of each year, newest first; an honour without any has one line with 0. */
export async function countsByYear(scope: Scope): Promise<HonourCount[]> {
  const counts = Map.groupBy(await countsByHonour(scope, unfiltered), ({ honourId }) => honourId)
  return (await listHonours(scope)).flatMap((honour) => {
    const own = counts.get(honour.id) ?? [{ year: null, count: 0 }]
    return own.map(({ year, count }) => ({ honour, year, count })).sort((a, b) => (b.year ?? 0) - (a.year ?? 0))
  })
}

const { slug, honourId, now } = placeholders(["slug", "honourId", "now"])

/** As drizzle would write it, had it the value and not its placeholder. */
const at = (scope: Scope) => scope.now.toISOString()

const bySlug = statement((db) => db.select().from(honours).where(eq(honours.slug, slug)))

export async function findHonour({ db }: Scope, slug: string): Promise<HonourRow | undefined> {
  const [honour] = await bySlug(db, { slug })
  return honour
}

const decisions = statement((db) => {
  const { documentNumber, decidedOn, decisionId, year } = decisionCounts
  const count = sql<number>`sum(${decisionCounts.count})::int`
  return db
    .select({ documentNumber, decidedOn, decisionId, year, count })
    .from(decisionCounts)
    .where(and(eq(decisionCounts.honourId, honourId), publicDecisionCount(now)))
    .groupBy(documentNumber, decidedOn, decisionId, year)
    .having(sql`sum(${decisionCounts.count}) > 0`)
    .orderBy(desc(decidedOn), asc(documentNumber))
})

/** The decisions by which an honour was conferred, newest first, with how many each names. */
export const decisionsOf = (scope: Scope, honourId: number) => decisions(scope.db, { honourId, now: at(scope) })

const revoked = statement((db) => {
  const { id, recipientName, unitName, endedOn, endingNumber } = registerEntries
  return db
    .select({ id, name: recipientName, unitName, endedOn, endingNumber })
    .from(registerEntries)
    .where(and(eq(registerEntries.honourId, honourId), publicEnding(now)))
    .orderBy(desc(endedOn), asc(id))
})

/** What was revoked by a decision that was made public: whom and which decision, never why. */
export const revokedOf = (scope: Scope, honourId: number) => revoked(scope.db, { honourId, now: at(scope) })
