import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Nominated } from "../queries.ts"
import type { Asking } from "./queries.ts"

export const consentCodePage = template<{ code: string; problems: Problem[] }>("honours/nominations/consent/code")
export const consentPage = template<{ code: string; asking: Asking; deeds: string; typed: Typed; problems: Problem[] }>(
  "honours/nominations/consent/answer",
)
export const consentDonePage = template<{ accepts: boolean }>("honours/nominations/consent/done")
export const consentLetterPage = template<
  Nominated & { until: Date; code: string; address: string; qr: { readonly path: string; readonly side: number } }
>("honours/nominations/consent/letter")
