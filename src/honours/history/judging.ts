import type { Given } from "./columns.ts"
import { type Choices, type Judged, judgeRow, type Known, undecided, withoutDoubles } from "./judge.ts"

type Stored = Omit<Choices, "isLeftOut"> & { readonly state: string }

/** What was decided about a row that is kept; what only was found or suggested is found anew. */
export const choicesOf = ({ unitChoice, unitId, personChoice, personId, state }: Stored): Choices => ({
  ...undecided,
  ...(unitChoice === "chosen" || unitChoice === "text" ? { unitChoice, unitId } : {}),
  ...(personChoice === "chosen" || personChoice === "apart" ? { personChoice, personId } : {}),
  isLeftOut: state === "left_out",
})

/** Judges all rows of a file together. */
export const judgeAll = (
  rows: readonly { readonly given: Given; readonly choices: Choices }[],
  known: Known,
): Judged[] =>
  withoutDoubles(
    rows.map(({ given, choices }) => ({ given, judged: judgeRow(given, choices, known) })),
    known,
  )

/** What has changed between two judgements of a row, or nothing. */
export function changed(before: Judged, after: Judged): Partial<Judged> | undefined {
  const differing = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Judged]),
  )
  return differing.length > 0 ? Object.fromEntries(differing) : undefined
}

/** The same person, as far as a list says: by name, unit and year of birth. */
export const personText = (given: Given, unitText: string): string => [given.name, unitText, given.birthYear].join("|")
