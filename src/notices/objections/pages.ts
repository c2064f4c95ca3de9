import type { FileField } from "#attachments/forms.ts"
import type { FileLine } from "#attachments/pages.ts"
import type { ObjectionState } from "#db/words.ts"
import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Notice } from "../issuing/queries.ts"
import type { ShownRow } from "../issuing/shown.ts"
import type { Receipt } from "./commands.ts"
import type { ObjectionRow, StepLine } from "./queries.ts"
import type { Statement } from "./statement.ts"

type Form = { readonly typed: Typed; readonly problems: readonly Problem[] }

type Ask = Form & {
  notice: Notice["notice"]
  list: NonNullable<Notice["list"]>
  /** The lines that one may object to. */
  rows: readonly ShownRow[]
  once: string
  file: FileField
}

export const objectPage = template<Ask>("notices/objections/object")
export const enterPage = template<Ask>("notices/objections/enter")
export const overPage = template<{ notice: Notice["notice"] }>("notices/objections/over")
export const receivedPage = template<{ notice: Notice["notice"]; receipt: Receipt; back: string }>(
  "notices/objections/received",
)

export type Progress = {
  readonly number: string
  readonly notice: Notice["notice"]
  readonly against: string
  readonly state: ObjectionState
  readonly receivedAt: Date
  readonly assignedAt: Date | undefined
  readonly concludedAt: Date | null
  readonly leaderName: string
  readonly signedOn: string | null
  readonly reply: string
}

export const lookUpPage = template<Form & { progress: Progress | undefined }>("notices/objections/look-up")

export const objectionPage = template<
  Form & {
    notice: Notice["notice"]
    objection: Omit<ObjectionRow, "statementSealed" | "codeHash" | "once">
    number: string
    against: string
    text: string
    files: readonly FileLine[]
    steps: readonly StepLine[]
    keeps: boolean
    /** Who objected, once somebody has asked to see it. */
    objector: Statement | undefined
    strikes: boolean
    done: string
  }
>("notices/objections/show")
