import { z } from "zod"
import { objectionChannels } from "#db/words.ts"
import { choice, day, line, minute, optionalDay, optionalLine, optionalWhole, seenVersion, whole } from "#http/forms.ts"

const once = () => line(64).regex(/^[0-9a-f]{32}$/, "required")

const statement = {
  once: once(),
  /** The list that the form was shown with, and the number of the line in it. */
  list: whole(1, 9_999),
  row: optionalWhole(1, 9_999),
  named: choice(["yes", "no"]),
  name: optionalLine(60),
  contact: optionalLine(100),
  mail: optionalLine(254),
  text: line(5_000),
}

/** What anybody writes on the page of a notice. */
export const objectionForm = z.strictObject(statement)
export type ObjectionForm = z.output<typeof objectionForm>

const officeChannels = objectionChannels.filter((one) => one !== "online") as ["letter", "visit", "call"]

/** What an officer writes down of a letter, a visit or a call. */
export const enteredForm = z.strictObject({
  ...statement,
  channel: choice(officeChannels),
  receivedAt: minute(),
  postmarkedOn: optionalDay(),
})
export type EnteredForm = z.output<typeof enteredForm>

export const assignmentForm = z.strictObject({ version: seenVersion(), assignedTo: line(100) })
export const findingsForm = z.strictObject({ version: seenVersion(), findings: line(5_000) })
export const conclusionForm = z.strictObject({
  version: seenVersion(),
  verdict: choice(["upheld", "dismissed"]),
  conclusion: line(5_000),
  leaderName: line(30),
  signedOn: day(),
  reply: line(2_000),
  words: optionalLine(100),
})
export type ConclusionForm = z.output<typeof conclusionForm>

export const receiptForm = z.strictObject({ number: line(20), code: line(40) })
