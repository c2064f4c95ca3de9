import type { Problem } from "#http/forms.ts"
import type { Policy } from "#lib/policy.ts"
import { template } from "#render/template.ts"

type Device = { readonly kind: string; readonly browser: string }

export type SessionLine = Device & {
  readonly id: number
  readonly createdAt: Date
  readonly usedAt: Date
  readonly isThis: boolean
}

export type PasskeyLine = Device & { readonly id: number; readonly createdAt: Date; readonly usedAt: Date | null }

export const accountPage = template<{
  username: string
  passwordSetAt: Date
  passwordDays: number | undefined
  authenticatorSince: Date | undefined
  passkeys: PasskeyLine[]
  hasFactor: boolean
  codesLeft: number
  sessions: SessionLine[]
  policy: Policy
  due: string
  done: string
  problems: Problem[]
}>("accounts/account")

export const passwordPage = template<{ problems: Problem[]; policy: Policy; isDue: boolean }>("accounts/password")

export const confirmationPage = template<{
  next: string
  problems: Problem[]
  options: string
  hasApp: boolean
  hasFactor: boolean
}>("accounts/confirmation")

export const authenticatorPage = template<{
  problems: Problem[]
  qr: { readonly path: string; readonly side: number }
  secret: string
}>("accounts/authenticator")

export const passkeyPage = template<{ options: string; problems: Problem[] }>("accounts/passkey")

export const codesPage = template<{ codes: readonly string[]; back: string }>("accounts/codes")

export const policyPage = template<{ policy: Policy }>("accounts/policy")
