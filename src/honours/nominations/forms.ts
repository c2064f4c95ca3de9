import { z } from "zod"
import { consentScopes, signatureVerdicts } from "#db/words.ts"
import { choice, line, optionalDay, optionalLine, seenVersion, several, whole } from "#http/forms.ts"
import { reviewActs } from "./reviewing/acts.ts"

const id = () => whole(1, 999_999_999)

export const startForm = z.strictObject({
  programme: id(),
  honour: id(),
  person: optionalLine(9),
  unit: optionalLine(9),
  team: optionalLine(40),
})

export const seenForm = z.strictObject({ version: seenVersion() })
export const reasonForm = z.strictObject({ version: seenVersion(), reason: line(500) })
export const returnForm = z.strictObject({
  version: seenVersion(),
  to: optionalLine(40),
  reason: line(500),
  deadline: optionalDay(),
})
export const signForm = z.strictObject({
  version: seenVersion(),
  signer: line(40),
  verdict: choice(signatureVerdicts),
  words: optionalLine(500),
})
/** Several at once, each with the version in which it was shown, `12.3`. */
export const reviewForm = z.strictObject({
  group: line(60),
  nominee: several(),
  act: choice(reviewActs),
  reason: optionalLine(500),
  deadline: optionalDay(),
})
export const transferForm = z.strictObject({ version: seenVersion(), signer: line(40), account: id() })
export const addingForm = z.strictObject({ version: seenVersion(), account: id(), reason: optionalLine(500) })
export const consentForm = z.strictObject({
  code: line(64),
  answer: choice(["yes", "no"]),
  scope: several().pipe(z.array(choice(consentScopes))),
  words: optionalLine(300),
})
export const askConsentForm = z.strictObject({
  delivery: choice(["mail", "letter"]).default("letter"),
  email: optionalLine(254),
})
export const winnersForm = z.strictObject({ placing: several() })
export const codeForm = z.strictObject({ code: line(64) })
