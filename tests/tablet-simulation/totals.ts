import { eq } from "drizzle-orm"
import { bundleProblems } from "#competition/ranking/bundle-rules.ts"
import { tally } from "#competition/ranking/tally.ts"
import { presentBundle } from "#competition/results/queries.ts"
import type { Db } from "#db/db.ts"
import { events, type markOperations, marks } from "#db/schema/index.ts"
import { isScore } from "#lib/mark-value.ts"
import type { Hall } from "./hall.ts"

type Row = typeof markOperations.$inferSelect
type Cell = { readonly entryId: number | null; readonly slot: string | null; readonly seatId: number | null }

const keyOf = ({ entryId, slot, seatId }: Cell) => `${entryId} ${slot} ${seatId}`

/** The operations that changed a mark, by mark, in the order of their versions. */
function folded(rows: readonly Row[]): Map<string, Row[]> {
  const saved = rows.filter(({ outcome }) => outcome === "saved")
  return Map.groupBy(
    saved.sort((a, b) => a.version - b.version),
    keyOf,
  )
}

/** Every mark is what its saved operations add up to, one version each. */
export async function foldViolations(db: Db, eventId: number, rows: readonly Row[]): Promise<string[]> {
  const standing = await db.select().from(marks).where(eq(marks.eventId, eventId))
  const byCell = folded(rows)
  const found = standing.flatMap((mark) => {
    const versions = byCell.get(keyOf(mark)) ?? []
    const last = versions.at(-1)
    const whole = versions.every(({ version }, at) => version === at + 1)
    const earlier = mark.firstValue === null || versions.slice(0, -1).some(({ value }) => value === mark.firstValue)
    return whole && earlier && last?.version === mark.version && last.value === mark.value
      ? []
      : [`${keyOf(mark)} is ${mark.value} v${mark.version}, its operations make ${last?.value} v${last?.version}`]
  })
  const cells = new Set(standing.map(keyOf))
  return [...found, ...[...byCell.keys()].filter((key) => !cells.has(key)).map((key) => `${key} has no mark`)]
}

/** The total of every entry whose marks are whole is that of the operations alone, worked out here in plain numbers. */
export async function totalsViolations({ db, eventId, entryIds }: Hall, rows: readonly Row[]) {
  const [event] = await db.select().from(events).where(eq(events.id, eventId))
  const present = event && (await presentBundle(db, event))
  const ranked = present && bundleProblems(present.bundle).length === 0 ? tally(present.bundle).entries : []
  const last = [...folded(rows).values()].flatMap((versions) => versions.at(-1) ?? [])
  const compared = ranked.filter(({ total }) => total !== null)
  const violations = compared.flatMap(({ entry, total }) => {
    const values = (slot: string) =>
      last.flatMap((one) =>
        one.entryId === entryIds[entry] && one.slot === slot && isScore(one.value) ? [Number(one.value)] : [],
      )
    // Who saw nothing is left out of the panel.
    const panel = values("finish")
    const finish = panel.reduce((sum, value) => sum + value, 0) / panel.length
    const wanted = finish + (values("theory")[0] ?? 0)
    return Number(total) === wanted ? [] : [`${entry} has a total of ${total}, its operations make ${wanted}`]
  })
  return { violations, compared: compared.length }
}

/** Whoever opens the page of a seat now sees every mark there as it stands. */
export async function visibleViolations({ db, eventId, entryIds, stations }: Hall): Promise<string[]> {
  const standing = await db.select().from(marks).where(eq(marks.eventId, eventId))
  const found: string[] = []
  for (const { tablet } of stations) {
    if (!(await tablet.load())) continue
    const view = await tablet.view()
    const seat = view?.session.seat.id
    const slots = new Set(view?.session.slots.map(({ slot }) => slot))
    for (const mark of standing) {
      const own = mark.seatId === null ? slots.has(mark.slot) : mark.seatId === seat
      const code = Object.keys(entryIds).find((one) => entryIds[one] === mark.entryId)
      const shown = view?.cells.get(`${code} ${mark.slot}`)
      if (own && (shown?.value !== mark.value || shown?.version !== mark.version))
        found.push(`${tablet.name} shows ${code} ${mark.slot} as ${shown?.value}, it is ${mark.value}`)
    }
  }
  return found
}
