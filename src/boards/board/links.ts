import type { RecipientKind } from "#db/words.ts"

type Line = {
  readonly kind: RecipientKind
  readonly personId: number | null
  readonly unitId: number | null
  readonly contestSlug: string | null
  readonly eventCode: string | null
  readonly code: string | null
  readonly version: number | null
}

/** Where a line of the register leads: to the result it came from. */
export const sourceOf = ({ contestSlug, eventCode, code, version }: Line): string | undefined =>
  contestSlug && eventCode && code
    ? `/contests/${contestSlug}/${eventCode}/entries/${code}?version=${version}`
    : undefined

/** Where the name of a line leads: to all honours of the person or unit, or else to the result that it came from. */
export function holderOf(line: Line): string | undefined {
  if (line.kind === "person") return line.personId === null ? sourceOf(line) : `/people/${line.personId}`
  return line.unitId === null ? sourceOf(line) : `/units/${line.unitId}`
}
