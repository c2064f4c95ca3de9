import { template } from "#render/template.ts"
import type { Summary } from "./queries.ts"
import type { SummaryTable } from "./table.ts"

export const summaryPage = template<{
  programme: Summary["programme"]
  office: Summary["office"]
  /** Whose nominees there are, and the one that was asked for. */
  recommending: Summary["recommending"]
  only: Summary["only"]
  groups: readonly {
    readonly honour: {
      readonly id: number
      readonly titleZh: string
      readonly titleEn: string
      readonly recipientKind: string
    }
    readonly table: SummaryTable
  }[]
}>("honours/printing/summary")
