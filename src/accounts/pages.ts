import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"

export const signInPage = template<{ username: string; next: string; problems: Problem[]; isSetUp: boolean }>(
  "accounts/sign-in",
)

export const secondStepPage = template<{
  next: string
  problems: Problem[]
  /** What the browser needs to use a passkey, or nothing where there is none. */
  options: string
  hasApp: boolean
}>("accounts/second-step")
