import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { OfferedHonour, ProgrammeRow } from "../queries.ts"
import type { Column, Row } from "./matrix.ts"

export const allotmentsPage = template<{
  programme: ProgrammeRow
  changes: boolean
  rows: readonly Row[]
  columns: readonly Column[]
  honours: readonly OfferedHonour[]
  /** Names of the fields of a cell. */
  fieldOf: (unitId: number, column: number, type?: string) => string
  /** Seats allotted in each column. */
  sums: readonly number[]
  typed: Typed
  pasted: string
  version: number
  problems: readonly Problem[]
}>("honours/programmes/allotments/matrix")
