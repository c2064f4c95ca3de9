import type { PersonGiven } from "#directory/people/bulk/given.ts"
import { type CellFault, type CellProblem, cellReader, tableOf } from "#lib/sheet.ts"
import { headersOf, words } from "./words.ts"

export const peopleColumns = [
  "name",
  "unit",
  "sex",
  "birthDate",
  "identityKind",
  "identityNumber",
  "phone",
  "ethnicGroup",
  "post",
  "identityClass",
  "skillLevel",
  "isStudent",
  "isMigrantWorker",
  "isNewForm",
] as const
export type PeopleColumn = (typeof peopleColumns)[number]

const most = 50_000

/** Reads every row of a file of people; an empty cell says nothing. */
export function readPeople(sheet: readonly (readonly string[])[], units: ReadonlyMap<string, number>) {
  const headers = headersOf("people", peopleColumns)
  const table = tableOf(sheet, headers, ["name"], most)
  const problems: CellProblem<PeopleColumn, CellFault>[] = table.problems
  const ids = new Set(units.values())
  const only = ids.size === 1 ? [...ids][0] : undefined
  const rows = table.rows.map(({ row, cell }) => {
    const person = readPerson(row, cell, units, problems)
    return { ...person, unit: person.unit ?? only }
  })
  return { rows, problems }
}

function readPerson(
  row: number,
  cell: (column: PeopleColumn) => string,
  units: ReadonlyMap<string, number>,
  problems: CellProblem<PeopleColumn, CellFault>[],
): PersonGiven {
  const read = cellReader(row, cell, problems)
  const said = (column: PeopleColumn, max: number) => read.text(column, max) || undefined
  return {
    row,
    name: read.filled("name", 50),
    unit: read.optionalWord("unit", units),
    sex: read.optionalWord("sex", words.sex),
    birthDate: read.optionalDay("birthDate"),
    identityKind: read.optionalWord("identityKind", words.identityKind),
    identityNumber: said("identityNumber", 40),
    phone: said("phone", 30),
    ethnicGroup: read.optionalWord("ethnicGroup", words.ethnicGroup),
    post: said("post", 50),
    identityClass: read.optionalWord("identityClass", words.identityClass),
    skillLevel: read.optionalWord("skillLevel", words.skillLevel),
    isStudent: read.optionalWord("isStudent", words.truth),
    isMigrantWorker: read.optionalWord("isMigrantWorker", words.truth),
    isNewForm: read.optionalWord("isNewForm", words.truth),
  }
}
