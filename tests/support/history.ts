import type { Db } from "#db/db.ts"
import { historyImports, historyRows } from "#db/schema/index.ts"

const createdAt = new Date("2026-01-01T00:00:00Z")

/** A row of a history import as a row alone, in a draft of its own. */
export async function addHistoryRow(db: Db, accountId: number, facts: Partial<typeof historyRows.$inferInsert> = {}) {
  const file = { accountId, fileName: "history.csv", fileHash: "x", rows: 1, createdAt }
  const [made] = await db.insert(historyImports).values(file).returning({ id: historyImports.id })
  const [row] = await db
    .insert(historyRows)
    .values({
      importId: made?.id ?? 0,
      row: 2,
      unitText: "",
      unitChoice: "none",
      unitSuggestions: [],
      personChoice: "none",
      personSuggestions: [],
      issues: [],
      state: "open",
      ...facts,
    })
    .returning()
  return row as NonNullable<typeof row>
}
