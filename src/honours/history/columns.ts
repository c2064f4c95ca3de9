/** The columns of a list of old honours, in the order of the template; only the name must be there. */
export const historyColumns = [
  "name",
  "unit",
  "honour",
  "year",
  "decidedOn",
  "documentNumber",
  "grade",
  "reason",
  "birthYear",
  "archive",
] as const
export type HistoryColumn = (typeof historyColumns)[number]

/** What stands in a row, cell by cell. */
export type Given = Readonly<Record<HistoryColumn, string>>

/** The longest that each cell may be, in characters. */
export const widths: Readonly<Record<HistoryColumn, number>> = {
  name: 100,
  unit: 100,
  honour: 60,
  year: 20,
  decidedOn: 20,
  documentNumber: 60,
  grade: 30,
  reason: 100,
  birthYear: 10,
  archive: 60,
}

/** What keeps a row from the register until somebody decides or mends it. */
export const stopping = [
  "name_missing",
  "cell_wrong",
  "honour_unknown",
  "year_unread",
  "date_unread",
  "unit_open",
  "person_open",
] as const

/** What is only worth knowing. */
export const telling = [
  "year_unknown",
  "year_span",
  "unit_missing",
  "unit_text",
  "document_odd",
  "private_use",
  "twice",
] as const

export const issueCodes = [...stopping, ...telling] as const
export type Issue = (typeof issueCodes)[number]

export const isStopped = (issues: readonly string[]): boolean => stopping.some((one) => issues.includes(one))

/** What is mended cell by cell; units and people are decided by their spelling. */
export const mendable = ["name_missing", "cell_wrong", "honour_unknown", "year_unread", "date_unread"] as const
