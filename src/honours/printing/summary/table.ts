import type { Layout } from "../../programmes/layouts/layout.ts"
import type { Words } from "../wording/wording.ts"

export type SummaryTable = { readonly columns: Layout[number]; readonly rows: readonly (readonly string[])[] }

/** One row a nominee, numbered from one; all rows of the layout together are the columns. */
export function summaryTable(layout: Layout, nominees: readonly Words[]): SummaryTable {
  const columns = layout.flat()
  const cells = (words: Words, at: number) =>
    columns.map(({ field }) => (field === "number" ? String(at + 1) : (words[field] ?? "")))
  return { columns, rows: nominees.map(cells) }
}
