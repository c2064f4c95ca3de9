import type { Problem } from "#http/forms.ts"
import type { Policy } from "#lib/policy.ts"
import { template } from "#render/template.ts"

export const codePage = template<{ code: string; problems: Problem[] }>("accounts/invitations/code")

export const acceptancePage = template<{
  code: string
  name: string
  username: string
  until: Date
  policy: Policy
  problems: Problem[]
}>("accounts/invitations/acceptance")
