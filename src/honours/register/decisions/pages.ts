import type { FileField } from "#attachments/forms.ts"
import type { FileLine } from "#attachments/pages.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { DecisionRow, linesOf, listDecisions } from "./queries.ts"

export const decisionsPage = template<{
  decisions: Awaited<ReturnType<typeof listDecisions>>
  pager: ReturnType<typeof pager>
}>("honours/register/decisions/index")

export const decisionPage = template<{
  decision: DecisionRow
  unit: string
  keeps: boolean
  lines: Awaited<ReturnType<typeof linesOf>>
  /** The signed copy, and where more of it is sent. */
  files: readonly FileLine[]
  file: FileField | undefined
  done: string
  problems: Problem[]
  typed: Typed
}>("honours/register/decisions/show")
