import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Undo } from "../undo/undo.ts"
import type { MarkAt } from "./queries.ts"
import type { entriesShown, markShown, TabletView } from "./tablet-view.ts"

/** An operation that was not carried out, as a tablet tells its judge until it is read. */
export type Unread = {
  readonly id: string
  readonly state: string
  readonly kind: string
  readonly entry: string
  readonly value: string
  readonly message: string
}

export const entriesPage = template<ReturnType<typeof entriesShown> & { unread?: readonly Unread[] }>(
  "competition/judging/entries",
)

export const markPage = template<
  ReturnType<typeof markShown> & { operation: string; undo: Undo | undefined; problems: Problem[]; done: string }
>("competition/judging/mark")

export const conflictPage = template<
  Pick<TabletView, "strip"> & {
    code: string
    title: { zh: string; en: string }
    here: string
    operation: string
    mine: string | null
    current: MarkAt
  }
>("competition/judging/conflict")
