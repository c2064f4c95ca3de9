import type { NoticeState } from "#db/words.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { Period } from "./period.ts"
import type { ListProof } from "./proof/queries.ts"
import type { ListRow, listNotices, Notice, noticesBefore, objectionsOf } from "./queries.ts"
import type { ShownRow } from "./shown.ts"
import type { AgainstClosing } from "./workflow.ts"

export const noticesPage = template<{
  state: NoticeState | undefined
  lines: Awaited<ReturnType<typeof listNotices>>["lines"]
  keeps: boolean
  pager: ReturnType<typeof pager>
}>("notices/issuing/index")

type Form = { readonly typed: Typed; readonly problems: readonly Problem[] }

export const noticeFormPage = template<
  Form & {
    /** Nothing while it is new. */
    id: number | undefined
    once: string
    version: number
    units: readonly { value: number; text: string }[]
    before: Awaited<ReturnType<typeof noticesBefore>>
  }
>("notices/issuing/form")

/** The objections as their notice lists them, each with the line that it is to. */
export type ObjectionLine = Omit<Awaited<ReturnType<typeof objectionsOf>>[number], "key"> & {
  readonly number: string
  readonly against: string
}

export const noticePage = template<
  Form & {
    notice: Notice["notice"]
    unit: Notice["unit"]
    list: ListRow | undefined
    lists: readonly ListRow[]
    rows: readonly ShownRow[]
    columns: readonly string[]
    objections: readonly ObjectionLine[]
    before: { id: number; title: string; state: NoticeState } | undefined
    keeps: boolean
    daysLeft: number
    against: AgainstClosing | undefined
    /** When a draft would end if it were opened on the day that stands in the form. */
    preview: Period | undefined
    done: string
  }
>("notices/issuing/show")

export const restartPage = template<
  Form & { notice: Notice["notice"]; number: number; version: number; preview: Period | undefined }
>("notices/issuing/restart")

export const proofPage = template<{
  notice: Notice["notice"]
  unit: Notice["unit"]
  /** Where everybody finds it, in full: the paper leaves this installation. */
  address: string
  proof: readonly ListProof[]
  rows: readonly ShownRow[]
  objections: readonly ObjectionLine[]
}>("notices/issuing/proof")
