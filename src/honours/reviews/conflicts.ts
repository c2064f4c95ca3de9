import type { UnitKind } from "#db/words.ts"

type Unit = { readonly path: string; readonly kind: UnitKind }
export type Nominee = { readonly personId: number | null; readonly unit: Unit }
export type Juror = { readonly personId: number; readonly unit: Unit }

/** Federations and industry unions stand over everybody's unit: to be under one is no conflict. */
const isUnion = ({ kind }: Unit) => kind === "federation" || kind === "industry_union"

/** Whether two people belong to one employer: the same unit, or one of them inside that of the other. */
const sameUnit = (one: Unit, other: Unit): boolean => {
  if (one.path === other.path) return true
  const [outer, inner] = one.path.length < other.path.length ? [one, other] : [other, one]
  return inner.path.startsWith(outer.path) && !isUnion(outer)
}

/** Why a member may not judge a nominee, as far as the directory knows; interests are declared by the member. */
export function conflictOf(juror: Juror, nominee: Nominee): "self" | "same_unit" | undefined {
  if (juror.personId === nominee.personId) return "self"
  return sameUnit(juror.unit, nominee.unit) ? "same_unit" : undefined
}
