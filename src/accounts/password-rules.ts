import { dictionary } from "@zxcvbn-ts/language-common"
import type { Policy } from "#lib/policy.ts"
import type { Refusal } from "#lib/result.ts"

/** The 49,000 passwords that attackers try first, as zxcvbn keeps them. */
const common = new Set<string>(dictionary["passwords-common"])

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/** What is against a password, by the policy and by what attackers guess; nothing about how it is made up beyond that. */
export function passwordProblem({ password }: Policy, typed: string, username: string): Refusal | undefined {
  if ([...typed].length < password.minLength) return { code: "password_short", min: password.minLength }
  if (kinds.filter((kind) => kind.test(typed)).length < password.kinds)
    return { code: "password_kinds", kinds: password.kinds }
  const plain = typed.toLowerCase()
  if (username.length >= 4 && plain.includes(username)) return { code: "password_name" }
  return isGuessed(plain) ? { code: "password_common" } : undefined
}

/** Common as it stands, or drawn out by repeating it, by running on, or by figures and signs at its ends. */
function isGuessed(plain: string): boolean {
  if (common.has(plain) || /^(.{1,6})\1+$/u.test(plain)) return true
  if (runs.some((run) => run.includes(plain) || [...run].reverse().join("").includes(plain))) return true
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
  return core.length >= 4 && plain.length - core.length >= 3 && common.has(core)
}

const runs = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn",
]
