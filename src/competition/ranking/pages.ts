import type { ContestRow, EventRow, RulesRow } from "#competition/contests/queries.ts"
import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Input } from "./example.ts"
import type { ContestResult } from "./tally.ts"
import type { NodeTrace } from "./trace.ts"

export type OpenedLine = { readonly depth: number; readonly trace: NodeTrace }

export const examplePage = template<{
  contest: ContestRow
  event: EventRow
  row: RulesRow
  count: number
  most: number
  inputs: readonly Input[]
  typed: Readonly<Record<string, string>>
  problems: readonly Problem[]
  result: ContestResult | undefined
  /** Each entry opened down to its marks. */
  opened: readonly { readonly entry: string; readonly lines: readonly OpenedLine[] }[]
}>("competition/ranking/example")

/** The nodes of an opened total in reading order. */
export const linesOf = (trace: NodeTrace, depth = 0): OpenedLine[] => [
  { depth, trace },
  ...trace.parts.flatMap((part) => linesOf(part, depth + 1)),
]
