import type { IdentityKind, RecipientKind, UnitLevel } from "#db/words.ts"
import type { Effect, EligibilityRule, HeldFilter, Standing } from "./eligibility-rules.ts"
import { cadreRanks, matches, type Profile } from "./filter.ts"
import type { Both } from "./words.ts"

/** An honour that is in the register, of a candidate or of the unit or team. */
export type Held = {
  readonly honour: string
  readonly level: UnitLevel
  readonly recipient: RecipientKind
  readonly year: number
}
/** A ground of the veto list that a department has found of the unit, in the year of the event. */
export type Veto = {
  readonly ground: string
  readonly title: Both
  readonly source: string
  readonly year: number
  /** The last year, where the department said one; else the rule's years count. */
  readonly until: number | null
}

export type Candidate = {
  readonly profile: Profile
  readonly standings: readonly Standing[]
  readonly held: readonly Held[]
  readonly vetoes: readonly Veto[]
  /** The kind of the paper in the person's file; nothing where there is none. */
  readonly identityKind: IdentityKind | null
  readonly inPool: boolean
  /** Whether a new outstanding contribution is stated since the earlier honour. */
  readonly hasContribution: boolean
}

/** Words stand at `programmes.reasons.<code>`; `key` is that of the rule. */
export type Reason = { readonly key: string; readonly effect: Effect } & (
  | { readonly code: "rank_barred" | "basis_missing" | "not_in_pool" | "identity_papers" }
  | { readonly code: "standing_barred"; readonly standing: Standing }
  | { readonly code: "held_already" | "contribution_missing"; readonly honour: string; readonly year: number }
  | { readonly code: "unit_vetoed" | "head_vetoed"; readonly veto: Veto; readonly until: number }
)
type Found = Reason extends infer R ? (R extends Reason ? Omit<R, "key" | "effect"> : never) : never

const speaksOf = ({ honours, levels, recipients }: HeldFilter, held: Held): boolean =>
  (honours?.includes(held.honour) ?? true) &&
  (levels?.includes(held.level) ?? true) &&
  (recipients?.includes(held.recipient) ?? true)

type Rule<K extends EligibilityRule["kind"]> = Extract<EligibilityRule, { kind: K }>

function repeated(rule: Rule<"repeat">, { held, hasContribution }: Candidate, year: number): Found[] {
  if (rule.unlessContribution && hasContribution) return []
  const code = rule.unlessContribution ? ("contribution_missing" as const) : ("held_already" as const)
  const barring = held
    .filter((one) => speaksOf(rule.held, one) && one.year <= year)
    .filter((one) => rule.years === null || year - one.year < rule.years)
  const last = barring.toSorted((a, b) => b.year - a.year)[0]
  return last ? [{ code, honour: last.honour, year: last.year }] : []
}

function vetoed({ grounds, barsHead }: Rule<"veto">, { profile, vetoes }: Candidate, year: number): Found[] {
  const isHead = profile.flags.includes("unit_head")
  if (profile.recipient === "person" && !(barsHead && isHead)) return []
  const code = profile.recipient === "person" ? ("head_vetoed" as const) : ("unit_vetoed" as const)
  return vetoes.flatMap((veto) => {
    const found = grounds.find(({ key }) => key === veto.ground)
    const until = veto.until ?? veto.year + (found?.years ?? 0) - 1
    return found && veto.year <= year && year <= until ? [{ code, veto, until }] : []
  })
}

/** What was stated, and what a paper says of itself: a passport may be anybody's, a residence card is not. */
const standingsOf = ({ standings, identityKind }: Candidate): Standing[] => [
  ...standings,
  ...(identityKind === "permanent_residence" ? (["foreign"] as const) : []),
  ...(identityKind === "residence_permit" ? (["hk_macao_taiwan"] as const) : []),
]

function foundBy(rule: EligibilityRule, candidate: Candidate, year: number): Found[] {
  const { profile, held, inPool, identityKind } = candidate
  if (rule.kind === "repeat") return repeated(rule, candidate, year)
  if (rule.kind === "veto") return vetoed(rule, candidate, year)
  if (rule.kind === "standing") {
    const standings = standingsOf(candidate)
    return rule.standings
      .filter((one) => standings.includes(one))
      .map((standing) => ({ code: "standing_barred", standing }))
  }
  if (rule.kind === "identity")
    return identityKind !== null && rule.papers.includes(identityKind) ? [] : [{ code: "identity_papers" }]
  if (rule.kind === "rank")
    return cadreRanks.indexOf(profile.rank) >= cadreRanks.indexOf(rule.from) ? [{ code: "rank_barred" }] : []
  if (rule.kind === "basis") return held.some((one) => speaksOf(rule.held, one)) ? [] : [{ code: "basis_missing" }]
  return inPool ? [] : [{ code: "not_in_pool" }]
}

/** Everything that speaks against a candidate in a programme of this year, refusals and warnings (domain.md 1.3). */
export const reasonsAgainst = (rules: readonly EligibilityRule[], candidate: Candidate, year: number): Reason[] =>
  rules
    .filter(({ when }) => matches(when, candidate.profile))
    .flatMap((rule) =>
      foundBy(rule, candidate, year).map((found) => ({ ...found, key: rule.key, effect: rule.effect })),
    )

/** Whether one of the reasons bars, so that it is not a matter of words. */
export const isBarred = (reasons: readonly Reason[]): boolean => reasons.some(({ effect }) => effect === "refuse")
