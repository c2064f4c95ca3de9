import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { certificateFormats, certificateSerials, registerEntries } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { readWording } from "../certificates/wording.ts"
import { findHonour } from "../queries.ts"
import { certificateNumber, type Pattern, readPattern } from "./pattern.ts"

type Format = { readonly pattern: string; readonly wording: string; readonly version: number }

/** Sets how the certificates of an honour are numbered from now on, and what they say; numbers that were given stay. */
export const setFormat = (scope: Scope, honourId: number, given: Format) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    if (!(await findHonour(inner, honourId))) return refuse({ code: "not_found" })
    const pattern = readPattern(given.pattern)
    if (typeof pattern === "string") return refuse({ code: pattern, field: "pattern" })
    const wording = readWording(given.wording)
    if (typeof wording === "string") return refuse({ code: wording, field: "wording" })
    const text = { pattern: pattern.text, wording: wording.text }
    const added = inner.db.insert(certificateFormats).values({ honourId, ...text })
    const seen = and(eq(certificateFormats.honourId, honourId), eq(certificateFormats.version, given.version))
    const changed = inner.db.update(certificateFormats).set({ ...text, version: given.version + 1 })
    const [saved] =
      given.version === 0
        ? await added.onConflictDoNothing().returning({ id: certificateFormats.id })
        : await changed.where(seen).returning({ id: certificateFormats.id })
    if (!saved) return refuse({ code: "stale" })
    await record(inner, "honour.number", { kind: "honour", id: honourId }, text)
    return ok(saved)
  })

/**
 * Gives certificate numbers to entries that were just made, in the order of the list. The row of the last number is
 * locked until the transaction ends, so that numbers have neither gaps nor doubles; several are locked in one order.
 */
export async function giveNumbers(scope: Scope, ids: readonly number[]): Promise<void> {
  const rows = await unnumbered(scope, ids)
  const groups = Map.groupBy(rows, ({ honourId, serialYear }) => `${honourId} ${serialYear}`)
  const numbers = new Map<number, string>()
  for (const group of groups.values()) {
    const [{ honourId, serialYear } = { honourId: 0, serialYear: 0 }] = group
    const last = await take(scope, honourId, serialYear, group.length)
    for (const [at, { id, pattern, year }] of group.entries())
      numbers.set(id, certificateNumber(pattern, year, last - group.length + at + 1))
  }
  if (numbers.size === 0) return
  const cases: SQL[] = [...numbers].map(([id, number]) => sql`when ${id}::int then ${number}::text`)
  await scope.db
    .update(registerEntries)
    .set({ certificateNumber: sql`case ${registerEntries.id} ${sql.join(cases, sql` `)} end` })
    .where(inArray(registerEntries.id, [...numbers.keys()]))
}

async function unnumbered({ db }: Scope, ids: readonly number[]) {
  if (ids.length === 0) return []
  const { honourId, year, decidedOn, gradeRank, sortStroke, id } = registerEntries
  const rows = await db
    .select({ id, honourId, year, decidedOn, text: certificateFormats.pattern })
    .from(registerEntries)
    .innerJoin(certificateFormats, eq(certificateFormats.honourId, honourId))
    .where(and(inArray(id, [...ids]), isNull(registerEntries.certificateNumber)))
    .orderBy(asc(honourId), asc(year), asc(gradeRank), asc(sortStroke), asc(id))
  return rows.flatMap(({ text, ...row }) => {
    const pattern = readPattern(text)
    const of = Number(row.decidedOn.slice(0, 4)) || row.year
    return typeof pattern === "string" || !of
      ? []
      : [{ id: row.id, honourId: row.honourId, year: of, pattern, serialYear: pattern.isYearly ? of : 0 }]
  }) satisfies { pattern: Pattern }[]
}

async function take({ db }: Scope, honourId: number, year: number, many: number): Promise<number> {
  const [row] = await db
    .insert(certificateSerials)
    .values({ honourId, year, last: many })
    .onConflictDoUpdate({
      target: [certificateSerials.honourId, certificateSerials.year],
      set: { last: sql`${certificateSerials.last} + ${many}` },
    })
    .returning({ last: certificateSerials.last })
  if (!row) throw new Error("no number was given")
  return row.last
}
