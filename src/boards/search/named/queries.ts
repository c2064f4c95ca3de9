import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { beginsWith } from "#boards/board/lines/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicEntry } from "#db/gate.ts"
import { givenOf, givenRow } from "#db/given.ts"
import { registerEntries, searchTerms, units, unitTerms } from "#db/schema/index.ts"
import { placeholders, statement } from "#db/statement.ts"

// What is found by its own name alone: units, and names of recipients.

const { word, now } = placeholders(["word", "now"])
const asked = givenOf("word")

const found = (isInner: boolean): SQL =>
  sql`(select ${unitTerms.unitId} as id from ${unitTerms}
    where ${unitTerms.isInner} = ${sql.raw(`${isInner}`)} and ${beginsWith(unitTerms.term, asked)}
    order by ${unitTerms.term} using ~<~ limit 40)`

const named = statement((db) =>
  db
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(
      sql`${units.id} in (with ${givenRow({ word: [word, "text"] })} ${found(false)} union all ${found(true)})
        and exists (select 1 from ${registerEntries} where ${and(eq(registerEntries.unitId, units.id), publicEntry(now))})`,
    )
    .orderBy(asc(sql`length(${units.name})`), asc(units.sortStroke), asc(units.id))
    .limit(8),
)

/** Units with an honour that a word finds by what they are called or were, the shortest names first. */
export const unitsNamed = ({ db, now }: Scope, word: string) => named(db, { word, now: now.toISOString() })
export type UnitNamed = Awaited<ReturnType<typeof unitsNamed>>[number]

const names = (isInner: boolean): SQL =>
  sql`(select ${searchTerms.text} as name, ${searchTerms.isInner} as is_inner, ${searchTerms.term} as term
    from ${searchTerms} where ${searchTerms.isInner} = ${sql.raw(`${isInner}`)} and ${searchTerms.kind} = 'name'
    and ${beginsWith(searchTerms.term, asked)} and exists (select 1 from ${registerEntries}
      where ${and(sql`${registerEntries.recipientName} = ${searchTerms.text}`, publicEntry(now))})
    order by ${searchTerms.term} using ~<~, ${searchTerms.text} limit 24)`

const suggested = statement((db) =>
  db
    .select({ name: sql<string>`name` })
    .from(sql`(with ${givenRow({ word: [word, "text"] })} ${names(false)} union all ${names(true)}) as hit`)
    .orderBy(sql`is_inner`, sql`term using ~<~`, sql`name`),
)

/** Names of recipients that a word finds, those that begin with it first, as long as somebody of that name is public. */
export async function namesOf({ db, now }: Scope, word: string): Promise<string[]> {
  const rows = await suggested(db, { word, now: now.toISOString() })
  return [...new Set(rows.map(({ name }) => name))]
}
