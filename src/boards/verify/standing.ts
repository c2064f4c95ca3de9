import { dayOf } from "#lib/dates.ts"

type Facts = {
  readonly revokedAt: Date | null
  readonly endedOn: string | null
  readonly correctedAt: Date | null
  readonly endsOn: string | null
}

/** How a certificate stands, and since which day where it is not as it was printed. */
export type Standing = { readonly state: "valid" | "corrected" | "expired" | "revoked"; readonly day: string }

/** What is worst about it counts: revoked before expired (a term that is over today), expired before corrected. */
export function standingOf({ revokedAt, endedOn, correctedAt, endsOn }: Facts, now: Date): Standing {
  if (revokedAt) return { state: "revoked", day: endedOn || dayOf(revokedAt) }
  if (endsOn && endsOn < dayOf(now)) return { state: "expired", day: endsOn }
  if (correctedAt) return { state: "corrected", day: dayOf(correctedAt) }
  return { state: "valid", day: "" }
}

/** The longest that anybody types of a number; the rest is not looked at. */
const longest = 64

/**
 * A verification number as it was typed or scanned: full-width signs, spaces and dashes are the same as none, and small
 * letters as capitals. Nothing is told about what cannot be one: it is looked for like any other.
 */
export const typedNumber = (typed: string): string =>
  typed
    .slice(0, longest)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")

/** In groups of four, as it stands on the paper. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-")
