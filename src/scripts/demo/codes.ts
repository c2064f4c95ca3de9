import type { Sex, UnitKind } from "#db/words.ts"
import { checkSignOfCredit } from "#directory/organisations/credit-code.ts"
import { checkSignOf } from "#directory/people/identity-number.ts"

// What the demo's codes begin with belongs to nobody: 3299 and 79 are no region, LANJ no organisation, 154 no network.

const four = (value: number) => String(value).padStart(4, "0")

/** GB 11714: the last sign of an organisation's code. */
function organisationSign(signs: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number.parseInt(signs[at] ?? "0", 36), 0)
  return "0123456789X0"[11 - (sum % 11)] as string
}

/** Who registers it, and as what: companies, public institutions, organs, unions. */
const registrars: Readonly<Partial<Record<UnitKind, string>>> = { enterprise: "91", institution: "12", organ: "11" }

export function creditCodeOf(kind: UnitKind, regionCode: string, at: number): string {
  const own = `LANJ${four(at)}`
  const signs = `${registrars[kind] ?? "81"}${regionCode}${own}${organisationSign(own)}`
  return signs + checkSignOfCredit(signs)
}

/** A citizen's number that is right in everything but its region; each person's is another. */
export function identityNumberOf(at: number, birthDate: string, sex: Sex): string {
  const serial = 2 * (at % 450) + 10 + (sex === "male" ? 1 : 0)
  const figures = `79${four(at)}${birthDate.replaceAll("-", "")}${String(serial).padStart(3, "0")}`
  return figures + checkSignOf(figures)
}

export const phoneOf = (at: number): string => `154${String(10_000_000 + at * 7_919).slice(-8)}`
