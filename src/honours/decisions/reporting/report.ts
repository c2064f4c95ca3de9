import type { RecipientKind } from "#db/words.ts"
import type { Words } from "../../printing/wording/wording.ts"
import type { PaperField } from "../../programmes/layouts/fields.ts"
import type { Layout } from "../../programmes/layouts/layout.ts"

/** A nominee as the level above gets them; `contentHash` is that of the papers as they were submitted. */
export type Reported = {
  readonly honour: { readonly slug: string; readonly titleZh: string; readonly titleEn: string }
  readonly kind: RecipientKind
  readonly receipt: string
  readonly contentHash: string
  readonly fields: Words
}

/** What is drawn on paper, or is settled by the level that gets the list. */
const onPaper: readonly PaperField[] = ["photo", "signatures", "departments", "seal", "number", "honour"]

/** The columns of the list that goes upward: what the approval forms ask, each once, in their order. */
export const reportedFields = (layouts: readonly Layout[]): PaperField[] => [
  ...new Set(
    layouts
      .flat(2)
      .map(({ field }) => field)
      .filter((field) => !onPaper.includes(field)),
  ),
]

/** The list as a table under its heads, one row a nominee, numbered from one. */
export const reportTable = (
  head: { readonly number: string; readonly honour: string; readonly labels: readonly string[] },
  fields: readonly PaperField[],
  nominees: readonly (Reported & { readonly title: string })[],
): string[][] => [
  [head.number, head.honour, ...head.labels],
  ...nominees.map(({ title, fields: said }, at) => [`${at + 1}`, title, ...fields.map((field) => said[field] ?? "")]),
]
