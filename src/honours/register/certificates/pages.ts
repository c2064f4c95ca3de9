import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { listHonours } from "../queries.ts"
import type { Asked, findPrint, listCertifiable, listPrints, Sheet } from "./queries.ts"
import type { printedWords, Worded } from "./wording.ts"

type Rows<T extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>

export const certificatesPage = template<{
  asked: Asked
  /** The number of the decision that is asked for. */
  document: string
  entries: Rows<typeof listCertifiable>
  honours: Rows<typeof listHonours>
  prints: Rows<typeof listPrints>
  pager: ReturnType<typeof pager>
  /** Honours whose certificates have no number format yet. */
  unnumbered: readonly { id: number; titleZh: string; titleEn: string }[]
  isAsked: boolean
  most: number
  problems: Problem[]
  typed: Typed
}>("honours/register/certificates/index")

type Found = NonNullable<Rows<typeof findPrint>>

export const printPage = template<Omit<Found, "sheets"> & { sheets: readonly Sheet[]; isOpen: boolean }>(
  "honours/register/certificates/print",
)

/** A certificate as it is printed: its words, the step of size of each, and where it is verified. */
export type Paper = Worded & {
  readonly steps: Readonly<Record<"name" | "unit" | "before" | "honour" | "after", number>>
  readonly number: string
  readonly code: string
  readonly issuers: readonly string[]
  readonly day: string
  readonly isReprint: boolean
  readonly address: string
  readonly qr: { readonly path: string; readonly side: number }
}

export const sheetPage = template<{
  papers: readonly Paper[]
  says: typeof printedWords
  back: string
}>("honours/register/certificates/sheet")
