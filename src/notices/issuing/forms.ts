import { z } from "zod"
import { listOrders, upheldEffects } from "#db/words.ts"
import { choice, day, line, optionalLine, optionalWhole, seenVersion, ticked, whole } from "#http/forms.ts"
import { longestNotice } from "../calendar/working-days.ts"

/** The minutes at which offices end their notices; an engine that opens one may name any other. */
export const closingTimes = ["24:00", "17:00", "17:30", "18:00"] as const

const rows = () => line(400_000)

const fields = {
  unit: whole(1, 999_999_999),
  title: line(100),
  basis: line(3_000),
  rows: rows(),
  order: choice(listOrders),
  workingDays: whole(1, longestNotice),
  closingTime: choice(closingTimes),
  address: line(100),
  phone: line(40),
  mail: optionalLine(254),
  after: optionalWhole(1, 999_999_999),
  onUpheld: choice(upheldEffects),
}

/** A new notice by hand; `once` keeps a form that is sent twice from making two. */
export const newNoticeForm = z.strictObject({ ...fields, once: line(64) })
export const noticeForm = z.strictObject({ ...fields, version: seenVersion() })
export type NoticeForm = Omit<z.output<typeof noticeForm>, "version">

const beginning = { version: seenVersion(), firstDay: day(), confirmed: ticked() }
export const openingForm = z.strictObject(beginning)
export const restartForm = z.strictObject({ ...beginning, rows: rows(), reason: line(200) })
export const strikeForm = z.strictObject({ row: whole(1, 9_999), words: line(100) })
export const closingForm = z.strictObject({ version: seenVersion(), ending: line(500) })
export const withdrawalForm = z.strictObject({ version: seenVersion(), reason: line(200) })
