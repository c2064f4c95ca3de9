import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Corrected } from "./corrections/queries.ts"
import type { Drawing, drawingsOf, WinnerLine } from "./queries.ts"
import type { PublishedResult } from "./results/queries.ts"
import type { WinnerState } from "./winners.ts"

export const drawingsPage = template<{
  drawings: Awaited<ReturnType<typeof drawingsOf>>
  eventId: number | undefined
}>("honours/nominations/founding/programmes")

/** A winner as the page shows it, with every reason in words. */
export type Shown = WinnerLine & { readonly state: WinnerState; readonly against: readonly string[] }

export const foundingPage = template<{
  drawing: Drawing
  eventId: number | undefined
  groups: readonly { readonly result: PublishedResult; readonly winners: readonly Shown[] }[]
  ready: number
  corrected: readonly Corrected[]
  made: string | undefined
  problems: Problem[]
}>("honours/nominations/founding/show")
