import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Startable } from "../pages.ts"
import type { ImportLine } from "./commands.ts"
import type { SeatLine } from "./queries.ts"

export const uploadPage = template<{
  programmes: readonly (Startable & { closesAt: Date | null })[]
  programme: Startable | undefined
  problems: Problem[]
}>("honours/nominations/import/upload")

export type RowProblem = { readonly row: number; readonly column: string; readonly message: string }

export const previewPage = template<{
  programme: Startable
  wrong: readonly RowProblem[]
  lines: readonly ImportLine[]
  seats: readonly SeatLine[]
  /** The rows as they were read, for the button. */
  sheet: string
}>("honours/nominations/import/preview")
