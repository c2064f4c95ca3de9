import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import type { Scope } from "#db/db.ts"
import { nominationSections, nominations } from "#db/schema/index.ts"
import type { Fields } from "../papers/fields.ts"
import { knownOf, profileNow } from "../papers/queries.ts"
import { type NominationRow, nominationById } from "../queries.ts"

/** Writes whole sections into papers that were just opened, in the caller's transaction: from a sheet, or an earlier year. */
export async function fillPapers(
  scope: Scope,
  nomination: NominationRow,
  sections: Readonly<Record<string, Fields>>,
  from: "sheet" | "copy",
): Promise<void> {
  const { db, now } = scope
  const { id } = nomination
  const rows = Object.entries(sections).map(([section, fields]) => ({
    nominationId: id,
    section,
    fields,
    savedAt: now,
  }))
  if (rows.length === 0) return
  await db.insert(nominationSections).values(rows)
  const found = await nominationById(db, id)
  if (!found) throw new Error("papers that were just opened are gone")
  const profile = profileNow(await knownOf(scope, nomination), found, sections.basic ?? {})
  await db.update(nominations).set({ profile }).where(eq(nominations.id, id))
  await record(scope, "nomination.fill", { kind: "nomination", id }, { from, sections: Object.keys(sections) })
}
