import { z } from "zod"
import { entryStatuses } from "#db/words.ts"
import { type PersonFacts, personFields } from "#directory/people/forms.ts"
import { choice, chosenId, line, optionalLine, seenVersion, several } from "#http/forms.ts"

/** Somebody who is in the directory already. */
export const entryForm = z.strictObject({
  person: chosenId(),
  team: optionalLine(40),
})

/** Somebody new, added to the directory and entered at once. */
export const newEntryForm = z.strictObject({
  unit: chosenId(),
  team: optionalLine(40),
  ...personFields,
})
export type NewEntryForm = Pick<z.output<typeof newEntryForm>, "unit" | "team"> & PersonFacts

export const reasonForm = z.strictObject({
  version: seenVersion(),
  reason: line(200),
})
export const rejectionForm = z.strictObject({
  version: seenVersion(),
  rejectionReason: line(200),
})
export const seenForm = z.strictObject({ version: seenVersion() })
export const approvalForm = z.strictObject({ entry: several() })
export const statusForm = z.strictObject({
  version: seenVersion(),
  status: choice(entryStatuses),
  reason: line(200),
})
export const importForm = z.strictObject({ rows: z.string().max(2_000_000) })
