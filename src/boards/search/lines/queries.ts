import { and, sql } from "drizzle-orm"
import { type Line, selectLines } from "#boards/board/lines/queries.ts"
import type { Db, Scope } from "#db/db.ts"
import { registerEntries } from "#db/schema/index.ts"
import { placeholders, statements } from "#db/statement.ts"
import type { Page } from "#http/paging.ts"
import { type Asked, picked, says } from "../hits/queries.ts"
import { type UnitNamed, unitsNamed } from "../named/queries.ts"
import type { Known } from "../terms.ts"

/** Lines that were found: those of a page, the best first, and how many in all, or more than that. */
export type Found = { readonly lines: readonly Line[]; readonly total: number; readonly isMore: boolean }

/** So many entries are read for one of the first pages; few ever ask for a further one. */
const depths = [61, 1_001, 5_001]

const columns = {
  total: sql<number>`picked.total`.mapWith(Number),
  hits: sql<number>`picked.hits`.mapWith(Number),
  isUnit: sql<boolean>`picked.is_unit`,
}

const selectFound = (db: Db, asked: Asked) =>
  selectLines(db, asked.now, columns)
    .innerJoin(picked(asked), sql`picked.id = ${registerEntries.id}`)
    .orderBy(sql`picked.place`)

const given = placeholders(["word", "now", "offset", "size"])
const byOneWord = statements((db, most: string) => selectFound(db, { ...given, most: Number(most), also: undefined }))

/** Lines whose recipient, unit or occasion begins with a word or holds it, and which all other words find as well. */
export async function linesFound(
  scope: Scope,
  word: string,
  others: readonly Known[],
  { offset, size }: Pick<Page, "offset" | "size">,
): Promise<Found & { units: readonly UnitNamed[] }> {
  const { db, now } = scope
  const most = depths.find((many) => offset + size < many) ?? offset + size + 1
  const rows =
    others.length === 0
      ? await byOneWord(db, `${most}`, { word, now: now.toISOString(), offset, size })
      : await selectFound(db, { word, now, offset, size, most, also: and(...others.map(says)) })
  // Behind the last page nobody says how many there are.
  if (rows.length === 0 && offset > 0)
    return { ...(await linesFound(scope, word, others, { offset: 0, size })), lines: [] }
  const { total = 0, hits = 0, isUnit = false } = rows[0] ?? {}
  const units = isUnit && others.length === 0 ? await unitsNamed(scope, word) : []
  return { lines: rows, total: Math.min(total, most - 1), isMore: hits === most, units }
}
