import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import { type Exact, exact, isDecimal } from "#lib/exact.ts"

// Each check says what is wrong through `note` and returns the value when it can be used, else undefined.

export type Check<T> = (note: Note, value: unknown, at: string) => T | undefined
export type Members = Readonly<Record<string, unknown>>

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const LONGEST_DECIMAL = 100
const LONGEST_TEXT = 1_000

/** Whether the text is a code, key or name: 1–64 of A–Z a–z 0–9 . _ -, a letter or digit first. */
export const isCode = (text: string) => CODE.test(text)

export const has = (owner: Members, name: string) => Object.hasOwn(owner, name) && owner[name] !== undefined

export function object(note: Note, value: unknown, at: string): Members | undefined {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Members
  return note(at, "not_object", { found: quote(value) })
}

export function members(
  note: Note,
  value: unknown,
  at: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Members | undefined {
  const owner = object(note, value, at)
  if (!owner) return undefined
  for (const name of Object.keys(owner))
    if (!required.includes(name) && !optional.includes(name))
      note(child(at, name), "unknown_member", { member: quote(name) })
  for (const name of required) if (!has(owner, name)) note(child(at, name), "missing", { member: name })
  return owner
}

export function list(note: Note, value: unknown, at: string, least = 0): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return note(at, "not_list", { found: quote(value) })
  return value.length < least ? note(at, "empty_list", {}) : value
}

export function code(note: Note, value: unknown, at: string): string | undefined {
  return typeof value === "string" && isCode(value) ? value : note(at, "not_code", { found: quote(value) })
}

/** Any well-formed text of 1–1,000 characters (code points, not UTF-16 units). */
export function text(note: Note, value: unknown, at: string): string | undefined {
  const fits =
    typeof value === "string" &&
    value.length > 0 &&
    value.isWellFormed() &&
    (value.length <= LONGEST_TEXT || (value.length <= 2 * LONGEST_TEXT && [...value].length <= LONGEST_TEXT))
  return fits ? value : note(at, "not_text", { found: quote(value), most: LONGEST_TEXT })
}

export function decimal(note: Note, value: unknown, at: string): Exact | undefined {
  if (typeof value !== "string" || !isDecimal(value)) return note(at, "not_decimal", { found: quote(value) })
  if (value.length > LONGEST_DECIMAL) return note(at, "long_decimal", { found: quote(value), limit: LONGEST_DECIMAL })
  return exact(value)
}

/** A check for whole numbers from `least` to `most`. */
export const count =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check<number> =>
  (note, value, at) => {
    const fits = typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
    return fits ? value : note(at, "not_count", { found: quote(value), least, most })
  }

/** A check for one of a few words. */
export const choice =
  <T extends string>(...choices: readonly T[]): Check<T> =>
  (note, value, at) =>
    choices.find((each) => each === value) ?? note(at, "not_one_of", { found: quote(value), choices })

export function flag(note: Note, value: unknown, at: string): boolean | undefined {
  return typeof value === "boolean" ? value : note(at, "not_flag", { found: quote(value) })
}

/** Runs a check on a member only where the owner has it: a required one that is absent was noted by `members`. */
export function given<T>(note: Note, owner: Members, at: string, name: string, check: Check<T>): T | undefined {
  return has(owner, name) ? check(note, owner[name], child(at, name)) : undefined
}
