import { z } from "zod"
import { endingKinds, revocationGrounds, signatureVerdicts, tokenKinds } from "#db/words.ts"
import { choice, day, line, optionalDay, optionalLine, seenVersion, ticked, whole } from "#http/forms.ts"

export const caseForm = z.strictObject({
  entry: whole(1, 999_999_999),
  kind: choice(endingKinds),
  ground: choice(revocationGrounds),
  statement: line(4000),
})
export type CaseForm = z.output<typeof caseForm>

export const opinionForm = z.strictObject({
  version: seenVersion(),
  verdict: choice(signatureVerdicts),
  opinion: line(2000),
})
export type OpinionForm = z.output<typeof opinionForm>

export const endingForm = z.strictObject({
  version: seenVersion(),
  documentNumber: line(60),
  decidedOn: day(),
  isPublic: ticked(),
})
export type EndingForm = z.output<typeof endingForm>

export type ClosingForm = { readonly version: number; readonly reason: string }

export const dismissalForm = z
  .strictObject({ version: seenVersion(), dismissalReason: line(500) })
  .transform(({ version, dismissalReason }): ClosingForm => ({ version, reason: dismissalReason }))

export const withdrawalForm = z
  .strictObject({ version: seenVersion(), withdrawalReason: line(500) })
  .transform(({ version, withdrawalReason }): ClosingForm => ({ version, reason: withdrawalReason }))

export const restoringForm = z.strictObject({
  version: seenVersion(),
  restoringNumber: line(60),
  restoredOn: day(),
  restoringReason: line(500),
})
export type RestoringForm = z.output<typeof restoringForm>

const tokenFields = Object.fromEntries(
  tokenKinds.flatMap((token) => [
    [`${token}On`, optionalDay()],
    [`${token}Reason`, optionalLine(200)],
  ]),
)

/** For each token a day or a reason; whoever knows neither yet leaves both empty. */
export const tokensForm = z.strictObject({ version: seenVersion(), ...tokenFields }).transform((form) => {
  const { version, ...rest } = form as { version: number } & Record<string, string>
  const tokens = tokenKinds.map((token) => ({
    token,
    recoveredOn: rest[`${token}On`] ?? "",
    reason: rest[`${token}Reason`] ?? "",
  }))
  return { version, tokens }
})
export type TokensForm = z.output<typeof tokensForm>
