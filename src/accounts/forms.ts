import { z } from "zod"
import { line, optionalLine } from "#http/forms.ts"

/** Whatever was typed, verbatim (ASVS 6.2.8); only as long as a hash may cost. */
const password = () => z.string().min(1, "required").max(256, "too_long")

export const signInForm = z.object({ username: line(64), password: password(), next: z.string().default("") })

const response = z.string().max(20_000, "too_long").default("")

/** A code, or what a passkey has signed: one of both. */
const secondFactor = { code: optionalLine(40), response }

const oneOfBoth = (given: { code: string; response: string }) => given.code !== "" || given.response !== ""

export const secondStepForm = z
  .object({ ...secondFactor, next: z.string().default("") })
  .refine(oneOfBoth, { error: "required", path: ["code"] })

export const confirmationForm = z.object({ ...secondFactor, password: password(), next: z.string().default("") })

export const passwordForm = z.object({
  current: password(),
  wanted: z.string().min(1, "required").max(256, "too_long"),
})

export const appCodeForm = z.object({ code: line(40) })

export const passkeyForm = z.object({ response: z.string().max(20_000, "too_long").default("") })
