import { and, eq, gt, inArray, lte, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { inParts, listed } from "#db/listed.ts"
import { honours, registerEntries, searchTerms } from "#db/schema/index.ts"
import type { RecipientKind } from "#db/words.ts"
import { searchRows } from "./terms.ts"

/** Notes down what entries are found by, inside the transaction that writes them; what is noted already stays. */
export async function keepTerms(
  { db }: Scope,
  entries: Parameters<typeof searchRows>[0],
  kind: RecipientKind,
): Promise<void> {
  for (const part of inParts(searchRows(entries, kind), 10_000))
    await db
      .insert(searchTerms)
      .select(sql`select term, kind, text, is_inner from ${listed(searchTerms, part)}`)
      .onConflictDoNothing()
}

/** A row that no word begins like: all that stood in the register when it was made has its terms. */
const mark = { term: "", kind: "name", text: "", isInner: false } as const

/** So many of the newest entries are looked through again: a server of an older version may have written beside this one. */
const RECENT = 10_000
const STRETCH = 5_000

/** Which of these names have terms: asked by the names, so that no plan ever reads the terms of all others. */
async function knownOf({ db }: Scope, names: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const wanted = sql`(select json_array_elements_text(${JSON.stringify([...names])}::json))`
  const { text, kind } = searchTerms
  const rows = await db
    .selectDistinct({ text })
    .from(searchTerms)
    .where(and(eq(kind, "name"), inArray(text, wanted)))
  return new Set(rows.map((row) => row.text))
}

/** Notes down what entries of an older version are found by. */
export async function fillTerms(scope: Scope): Promise<void> {
  const { db } = scope
  const { id, recipientName, unitName, forZh, honourId } = registerEntries
  const isMarked = await db
    .select()
    .from(searchTerms)
    .where(and(eq(searchTerms.text, ""), eq(searchTerms.term, "")))
  const [newest] = await db.select({ id: sql<number>`coalesce(max(${id}), 0)` }).from(registerEntries)
  const last = newest?.id ?? 0
  for (let after = isMarked.length > 0 ? Math.max(0, last - RECENT) : 0; after < last; after += STRETCH) {
    const rows = await db
      .select({ id, recipientName, unitName, forZh, kind: honours.recipientKind })
      .from(registerEntries)
      .innerJoin(honours, eq(honours.id, honourId))
      .where(and(gt(id, after), lte(id, after + STRETCH)))
    const known = await knownOf(scope, new Set(rows.map((row) => row.recipientName)))
    const unknown = rows.filter((row) => !known.has(row.recipientName))
    for (const [kind, own] of Map.groupBy(unknown, (row) => row.kind)) await keepTerms(scope, own, kind)
  }
  if (isMarked.length === 0) await db.insert(searchTerms).values(mark).onConflictDoNothing()
}
