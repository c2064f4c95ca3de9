import type { DutyColumn, DutyGiven } from "#directory/people/appointing/plan.ts"
import { type CellFault, type CellProblem, cellKey, cellReader, tableOf } from "#lib/sheet.ts"
import { headersOf, words } from "./words.ts"

export const dutyColumns = [
  "name",
  "unit",
  "birthDate",
  "identityNumber",
  "kind",
  "dutyUnit",
  "contest",
  "endsOn",
] as const satisfies readonly DutyColumn[]

const most = 2_000

/** What cells may name. */
export type DutyNames = {
  readonly units: ReadonlyMap<string, number>
  readonly dutyUnits: ReadonlyMap<string, number>
  readonly contests: ReadonlyMap<string, number>
}

/** Reads every row of a file of duties; whose unit is not said belongs to the only one there is. */
export function readDuties(sheet: readonly (readonly string[])[], names: DutyNames) {
  const table = tableOf(sheet, headersOf("duties", dutyColumns), ["kind"], most)
  const problems: CellProblem<DutyColumn, CellFault>[] = table.problems
  const ids = new Set(names.units.values())
  const only = ids.size === 1 ? [...ids][0] : undefined
  const rows = table.rows.map(({ row, cell }): DutyGiven => {
    const read = cellReader(row, cell, problems)
    return {
      row,
      name: read.text("name", 50) || undefined,
      unit: read.optionalWord("unit", names.units) ?? only,
      birthDate: read.optionalDay("birthDate"),
      identityNumber: read.text("identityNumber", 40) || undefined,
      kind: read.optionalWord("kind", words.duty),
      dutyUnit: read.optionalWord("dutyUnit", names.dutyUnits),
      contest: read.optionalWord("contest", names.contests),
      endsOn: read.optionalDay("endsOn"),
    }
  })
  return { rows, problems }
}

type NamedContest = { readonly id: number; readonly zh: string; readonly en: string }

/** Contests by their titles in both languages; a title that two share names neither. */
export function contestsByTitle(contests: readonly NamedContest[]): ReadonlyMap<string, number> {
  const titled = contests.flatMap(({ id, zh, en }) =>
    [...new Set([zh, en].map(cellKey))].filter(Boolean).map((text) => ({ text, id })),
  )
  const groups = Map.groupBy(titled, ({ text }) => text)
  return new Map([...groups].flatMap(([text, [one, other]]) => (one && !other ? [[text, one.id]] : [])))
}
