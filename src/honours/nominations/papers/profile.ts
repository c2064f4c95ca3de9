import type { IdentityClass, Ownership, RecipientKind, UnitKind } from "#db/words.ts"
import type { PersonFlag } from "#directory/people/flags.ts"
import { isNonPublic } from "#directory/people/flags.ts"
import { cadreRanks, type Profile } from "../../programmes/filter.ts"
import type { Fields } from "./fields.ts"

/** What the directory knows of whoever is nominated. */
export type Known = {
  readonly honour: string
  readonly recipient: RecipientKind
  readonly unit: { readonly kind: UnitKind; readonly ownership: Ownership }
  readonly isFounded: boolean
  readonly person?: { readonly identityClass: IdentityClass; readonly flags: readonly PersonFlag[] } | undefined
}

/** What quotas, ratios, opinions and eligibility count: the directory's facts, and the few that only the form asks. */
export function profileFrom({ honour, recipient, unit, isFounded, person }: Known, basic: Fields): Profile {
  const flags = person?.flags ?? (isNonPublic(unit.ownership) ? (["non_public"] as const) : [])
  return {
    ...{ honour, recipient, unitKind: unit.kind, ownership: unit.ownership },
    identityClass: person?.identityClass ?? null,
    flags: [...flags, ...(basic.unitHead === "yes" ? (["unit_head"] as const) : [])],
    rank: cadreRanks.find((rank) => rank === basic.rank) ?? "none",
    isFounded,
    isShiftTeam: recipient === "team" && basic.shiftTeam === "yes",
  }
}
