import { z } from "zod"
import { termActKinds } from "#db/words.ts"
import { choice, day, line, optionalLine, seenVersion, several, whole } from "#http/forms.ts"

export const termForm = z.strictObject({
  years: whole(1, 30),
  reconfirmationMonths: whole(1, 24),
  endsOn: day(),
  basis: line(500),
})
export type TermForm = z.output<typeof termForm>

const document = { documentNumber: line(60), decidedOn: day(), basis: line(2000) }

export const termActForm = z.strictObject({
  act: choice(termActKinds.filter((kind) => kind !== "begin")),
  grade: optionalLine(40),
  version: seenVersion(),
  ...document,
})

/** Each of the chosen is `<entry>:<version>`. */
export const reconfirmationForm = z.strictObject({ chosen: several(), ...document })
