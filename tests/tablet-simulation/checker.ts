import { and, eq, inArray } from "drizzle-orm"
import type { Db } from "#db/db.ts"
import { markOperations, marks } from "#db/schema/index.ts"
import type { Ledger } from "./network.ts"
import type { Tablet } from "./tablet.ts"

/** When a seat's sheet was sealed and opened again, by the server's clock. */
export type Seal = { readonly seatId: number; readonly from: Date; to: Date | undefined }

type Ended = {
  readonly db: Db
  readonly eventId: number
  readonly tablets: readonly Tablet[]
  readonly ledger: Ledger
  readonly seals: readonly Seal[]
}

/** What a run has broken; nothing, if all is well. */
export async function violationsOf({ db, eventId, tablets, ledger, seals }: Ended): Promise<string[]> {
  const rows = await db.select().from(markOperations).where(eq(markOperations.eventId, eventId))
  const kept = new Map(rows.map((row) => [row.id, row]))
  const found: string[] = []
  for (const [id, answers] of ledger) {
    const heard = answers.filter((one) => one.status !== 404)
    if (heard.length > 0 && !kept.has(id)) found.push(`${id} was answered and is not kept`)
    if (new Set(answers.map(({ answer }) => answer)).size > 1) found.push(`${id} got different answers`)
    const row = kept.get(id)
    const first = answers[0]
    if (row && first?.status === 200 && !["saved", "same", "signed", "called"].includes(row.outcome))
      found.push(`${id} was acknowledged and is kept as ${row.outcome}`)
  }
  for (const tablet of tablets) {
    const view = await tablet.view()
    const unsent = (view?.items ?? []).filter(({ id, state }) => state === "unsent" && !tablet.stranded.has(id))
    if (unsent.length > 0) found.push(`${tablet.name} still has ${unsent.length} unsent`)
    for (const id of tablet.made)
      if (
        !tablet.evicted.has(id) &&
        !tablet.stranded.has(id) &&
        !kept.has(id) &&
        !ledger.get(id)?.some(({ status }) => status === 404)
      )
        found.push(`${id} of ${tablet.name} is lost`)
    for (const [key, cell] of view?.cells ?? [])
      if (tablet.stranded.size === 0 && (cell.state === "local" || cell.state === "conflict"))
        found.push(`${tablet.name} shows ${key} as ${cell.state}`)
  }
  return [...found, ...(await foldViolations(db, eventId)), ...sealViolations(rows, seals)]
}

/** Every mark is what its saved operations add up to, one version each. */
async function foldViolations(db: Db, eventId: number): Promise<string[]> {
  const saved = await db
    .select()
    .from(markOperations)
    .where(and(eq(markOperations.eventId, eventId), inArray(markOperations.outcome, ["saved"])))
  const standing = await db.select().from(marks).where(eq(marks.eventId, eventId))
  const keyOf = (one: { entryId: number | null; slot: string | null; seatId: number | null }) =>
    `${one.entryId} ${one.slot} ${one.seatId}`
  const byCell = Map.groupBy(saved, keyOf)
  const found = standing.flatMap((mark) => {
    const versions = (byCell.get(keyOf(mark)) ?? []).sort((a, b) => a.version - b.version)
    const last = versions.at(-1)
    const whole = versions.every(({ version }, at) => version === at + 1)
    return whole && last?.version === mark.version && last.value === mark.value
      ? []
      : [`${keyOf(mark)} is ${mark.value} v${mark.version}, its operations make ${last?.value} v${last?.version}`]
  })
  const cells = new Set(standing.map(keyOf))
  return [...found, ...[...byCell.keys()].filter((key) => !cells.has(key)).map((key) => `${key} has no mark`)]
}

type Row = typeof markOperations.$inferSelect

/** A sealed sheet takes no mark until it is opened again. */
const sealViolations = (rows: readonly Row[], seals: readonly Seal[]): string[] =>
  rows
    .filter(({ outcome, kind }) => outcome === "saved" && kind !== "sign")
    .flatMap(({ id, seatId, at }) =>
      seals.some((seal) => seal.seatId === seatId && at > seal.from && (seal.to === undefined || at < seal.to))
        ? [`${id} was saved on a sealed sheet`]
        : [],
    )
