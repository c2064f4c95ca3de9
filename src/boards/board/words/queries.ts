import { sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { publicEntry } from "#db/gate.ts"
import { searchTerms } from "#lib/search.ts"
import { idsFound } from "../lines/queries.ts"

/** What is found more often than this tells nothing: to count it would keep everybody else waiting. */
const MOST = 100_000

/** What somebody looks for, its rarest word first: by it names are found, and the others are asked of what it finds. */
export type Wanted = { readonly q: string; readonly isEverywhere: boolean }

/** Puts the words of a text in the order of how often each is found. */
export async function wantedBy({ db, now }: Scope, typed: string): Promise<Wanted> {
  const words = searchTerms(typed)
  if (words.length === 0) return { q: "", isEverywhere: false }
  const often = (word: string) =>
    sql`(select count(*)::int from (${idsFound(word, publicEntry(now))} limit ${MOST + 1}) as hit)`
  const counts = sql.join(words.map(often), sql`, `)
  const [row] = await db.execute<{ counts: number[] }>(sql`select json_build_array(${counts}) as counts`)
  const ordered = words
    .map((word, at) => ({ word, count: row?.counts[at] ?? 0 }))
    .sort((one, other) => one.count - other.count)
  return { q: ordered.map(({ word }) => word).join(" "), isEverywhere: (ordered[0]?.count ?? 0) > MOST }
}
