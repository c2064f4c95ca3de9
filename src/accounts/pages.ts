import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"

export const signInPage = template<{ username: string; next: string; problems: Problem[]; isSetUp: boolean }>(
  "accounts/sign-in",
)

export const passwordPage = template<{ problems: Problem[]; done: boolean }>("accounts/password")
