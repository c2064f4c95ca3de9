import type { IdentityKind, Sex } from "#db/words.ts"
import { isDay } from "#lib/dates.ts"

/** GB 11643-1999, ISO 7064 MOD 11-2. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkSigns = "10X98765432"

/** The last sign that belongs to the first 17 figures of a citizen's number. */
export const checkSignOf = (figures: string): string =>
  checkSigns[weights.reduce((sum, weight, at) => sum + weight * Number(figures[at]), 0) % 11] ?? ""

/** An identity number as it is kept: one width, capitals, no spaces or dashes. */
export const normaliseIdentityNumber = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-‐-―]/gu, "")

export type Bearer = { readonly sex: Sex; readonly birthDate: string }
export type IdentityFault =
  | "identity_form"
  | "identity_check_sign"
  | "identity_kind_other"
  | "identity_birth_date"
  | "identity_sex"

/** Numbers of 18 signs begin with a region, which is not looked up since counties come and go; these heads tell the kind. */
const heads: readonly (readonly [RegExp, IdentityKind])[] = [
  [/^8[123]/, "residence_permit"],
  [/^9/, "permanent_residence"],
  [/^[1-7]/, "resident_id"],
]

const otherForms: Readonly<Record<string, RegExp>> = {
  permanent_residence: /^[A-Z]{3}\d{12}$/,
  passport: /^[A-Z0-9]{5,17}$/,
  other: /^[\p{L}\p{N}()]{4,30}$/u,
}

/** What is wrong with a normalised number of this kind for this person on this day, if anything. */
export function identityFault(
  kind: IdentityKind,
  number: string,
  bearer: Bearer,
  today: string,
): IdentityFault | undefined {
  if (otherForms[kind]?.test(number) && !(kind === "permanent_residence" && isLong(number))) return undefined
  if (kind === "passport" || kind === "other" || !isLong(number)) return "identity_form"
  if (heads.find(([head]) => head.test(number))?.[1] !== kind) return "identity_kind_other"
  if (checkSignOf(number.slice(0, 17)) !== number[17]) return "identity_check_sign"
  const { birthDate, sex } = bearerOf(number)
  if (!isDay(birthDate) || birthDate > today || birthDate !== bearer.birthDate) return "identity_birth_date"
  return sex === bearer.sex ? undefined : "identity_sex"
}

const isLong = (number: string): boolean => /^\d{17}[\dX]$/.test(number)

/** Birth date and sex as a number of 18 signs says them. */
export const bearerOf = (number: string): Bearer => ({
  birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
  sex: Number(number[16]) % 2 === 1 ? "male" : "female",
})

/** The kind of paper that a number of 18 signs comes from. */
export const kindOfNumber = (number: string): IdentityKind | undefined =>
  isLong(number) ? heads.find(([head]) => head.test(number))?.[1] : undefined

/** The text that stands for a number in the look-up: passports of two states may share one, citizens' numbers not. */
export const lookupTextOf = (kind: IdentityKind, number: string): string =>
  kind === "passport" || kind === "other" ? `${kind} ${number}` : number

/** Every text under which a typed number may have been kept. */
export const lookupTextsOf = (number: string): string[] => [number, `passport ${number}`, `other ${number}`]
