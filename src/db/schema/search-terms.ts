import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import type { SearchKind } from "../words.ts"

/**
 * Every way to begin looking for a text of the register: what a name, its pinyin or its initials hold from some
 * character on. So whatever part of a name somebody types is the beginning of a term, and found by an index.
 */
export const searchTerms = pgTable(
  "search_terms",
  {
    term: text("term").notNull(),
    kind: text("kind").$type<SearchKind>().notNull(),
    /** As it stands in the register; what the public may not see yet has terms, too, and is withheld by the gate. */
    text: text("text").notNull(),
    /** Begins behind the first character: what is found so comes after what begins with the word. */
    isInner: boolean("is_inner").notNull().default(false),
  },
  (t) => [
    primaryKey({ name: "search_terms_pk", columns: [t.text, t.kind, t.term] }),
    /** Byte by byte, which no collation changes. */
    index("search_terms_term_index").on(t.isInner, t.term.op("text_pattern_ops"), t.kind, t.text),
  ],
)
