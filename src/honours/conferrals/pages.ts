import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Decision } from "./commands.ts"
import type { ConferralState } from "./conferral.ts"
import type { Planned, PrizeLine } from "./plan.ts"
import type { Conferral, listConferrals, Winner } from "./queries.ts"

export const conferralsPage = template<{
  conferrals: Awaited<ReturnType<typeof listConferrals>>
  state: ConferralState | undefined
}>("honours/conferrals/index")

export const conferralPage = template<{
  conferral: Conferral
  prizes: PrizeLine[]
  unfounded: Conferral["held"]
  problems: Problem[]
  typed: Typed
  today: string
  done: boolean
}>("honours/conferrals/show")

export const checkPage = template<{ conferral: Conferral; lines: Planned<Winner>[]; decision: Decision; typed: Typed }>(
  "honours/conferrals/check",
)
