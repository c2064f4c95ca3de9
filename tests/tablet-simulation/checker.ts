import { eq, inArray } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { auditEntries, markOperations } from "#db/schema/index.ts"
import type { Hall } from "./hall.ts"
import type { Ledger } from "./network.ts"
import { sealViolations } from "./seals.ts"
import type { Tablet } from "./tablet.ts"
import { foldViolations, totalsViolations, visibleViolations } from "./totals.ts"

type Row = typeof markOperations.$inferSelect
type Kept = ReadonlyMap<string, Row>

/** What a run has broken, nothing if all is well; and how many totals were compared. */
export async function violationsOf(hall: Hall): Promise<{ violations: string[]; totals: number }> {
  const { db, eventId, stations, air, seals, broken } = hall
  const rows = await db.select().from(markOperations).where(eq(markOperations.eventId, eventId))
  const kept: Kept = new Map(rows.map((row) => [row.id, row]))
  const totals = await totalsViolations(hall, rows)
  const violations = [...broken, ...answerViolations(kept, air.ledger), ...totals.violations]
  for (const { tablet } of stations) violations.push(...(await tabletViolations(tablet, kept, air.ledger)))
  violations.push(...(await visibleViolations(hall)), ...(await trailViolations(db, rows, air.ledger)))
  violations.push(...(await foldViolations(db, eventId, rows)), ...sealViolations(rows, seals))
  return { violations, totals: totals.compared }
}

/** What was answered is kept, as it was answered, and every answer to one operation is the same. */
const answerViolations = (kept: Kept, ledger: Ledger): string[] =>
  [...ledger].flatMap(([id, answers]) => {
    const found: string[] = []
    const row = kept.get(id)
    if (answers.some(({ status }) => status !== 404) && !row) found.push(`${id} was answered and is not kept`)
    if (new Set(answers.map(({ answer }) => answer)).size > 1) found.push(`${id} got different answers`)
    if (row && answers[0]?.status === 200 && !["saved", "same", "signed", "called"].includes(row.outcome))
      found.push(`${id} was acknowledged and is kept as ${row.outcome}`)
    return found
  })

/** Nothing that was ever written down on a tablet is neither there nor on the server. */
async function tabletViolations(tablet: Tablet, kept: Kept, ledger: Ledger): Promise<string[]> {
  const view = await tablet.view()
  const waiting = (view?.items ?? []).filter(({ id, state }) => state === "unsent" && !tablet.stranded.has(id))
  const found = waiting.length > 0 ? [`${tablet.name} still has ${waiting.length} unsent`] : []
  for (const id of tablet.made) {
    const gone = tablet.evicted.has(id) || tablet.stranded.has(id) || ledger.get(id)?.some((one) => one.status === 404)
    if (!gone && !kept.has(id)) found.push(`${id} of ${tablet.name} is lost`)
  }
  if (tablet.stranded.size > 0) return found
  for (const [key, { state }] of view?.cells ?? [])
    if (state === "local" || state === "conflict") found.push(`${tablet.name} shows ${key} as ${state}`)
  return found
}

/** Every operation stands in the trail exactly once, and each receipt names its place there. */
async function trailViolations(db: Db, rows: readonly Row[], ledger: Ledger): Promise<string[]> {
  const chains = [...new Set(rows.map(({ bySeatId }) => `seat:${bySeatId}`))]
  const trail = await db
    .select({ chain: auditEntries.chain, sequence: auditEntries.sequence, facts: auditEntries.facts })
    .from(auditEntries)
    .where(inArray(auditEntries.chain, chains))
  const byOperation = Map.groupBy(trail, ({ facts }) => facts.operation)
  return rows.flatMap(({ id }) => {
    const places = byOperation.get(id) ?? []
    const receipts = (ledger.get(id) ?? []).flatMap(({ answer }) => JSON.parse(answer).receipt ?? [])
    const wrong = receipts.some((one) => one.chain !== places[0]?.chain || one.sequence !== places[0]?.sequence)
    if (places.length !== 1) return [`${id} stands ${places.length} times in the trail`]
    return wrong ? [`a receipt of ${id} names another place in the trail`] : []
  })
}
