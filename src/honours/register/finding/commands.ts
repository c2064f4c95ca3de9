import { and, asc, eq, gt, sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { inParts } from "#db/listed.ts"
import { honours, registerEntries, searchTerms } from "#db/schema/index.ts"
import type { RecipientKind } from "#db/words.ts"
import { searchRows } from "./terms.ts"

/** Notes down what entries are found by, inside the transaction that writes them; what is noted already stays. */
export async function keepTerms(
  { db }: Scope,
  entries: Parameters<typeof searchRows>[0],
  kind: RecipientKind,
): Promise<void> {
  for (const part of inParts(searchRows(entries, kind))) await db.insert(searchTerms).values(part).onConflictDoNothing()
}

/** Notes down what entries of an older version are found by. */
export async function fillTerms(scope: Scope): Promise<void> {
  const { id, recipientName, unitName, forZh, honourId } = registerEntries
  const known = sql`exists (select 1 from ${searchTerms} where ${searchTerms.kind} = 'name' and ${searchTerms.text} = ${recipientName})`
  for (let after = 0; ; ) {
    const rows = await scope.db
      .select({ id, recipientName, unitName, forZh, kind: honours.recipientKind })
      .from(registerEntries)
      .innerJoin(honours, eq(honours.id, honourId))
      .where(and(gt(id, after), sql`not ${known}`))
      .orderBy(asc(id))
      .limit(500)
    for (const [kind, own] of Map.groupBy(rows, (row) => row.kind)) await keepTerms(scope, own, kind)
    if (rows.length < 500) return
    after = rows.at(-1)?.id ?? 0
  }
}
