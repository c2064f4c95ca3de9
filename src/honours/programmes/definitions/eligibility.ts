import { honourLevels, type IdentityKind, identityKinds, recipientKinds } from "#db/words.ts"
import { choice, optionalChoice, optionalLine, optionalWhole, several, type Typed, ticked } from "#http/forms.ts"
import { type EligibilityRule, effects, type HeldFilter, type Standing, type VetoGround } from "../eligibility-rules.ts"
import { type CadreRank, cadreRanks } from "../filter.ts"
import { filterFields, filterFrom, typedOfFilter } from "./filters.ts"
import { keyFor } from "./items.ts"
import { linesOf, namesFrom } from "./lines.ts"
import { newKey, type PartForm, type Value, withItem } from "./part-form.ts"

export const ruleKinds = ["rank", "standing", "repeat", "basis", "veto", "identity", "pool"] as const
type Kind = (typeof ruleKinds)[number]
export const heldLists = { heldLevels: honourLevels, heldRecipients: recipientKinds, papers: identityKinds }

const listed = <T extends string>(value: unknown): T[] | undefined =>
  Array.isArray(value) && value.length > 0 ? (value as T[]) : undefined

function heldFrom(value: Value): HeldFilter {
  const [honours, levels, recipients] = [value.heldHonours, value.heldLevels, value.heldRecipients].map(listed)
  return { ...(honours && { honours }), ...(levels && { levels }), ...(recipients && { recipients }) } as HeldFilter
}

const groundsFrom = (value: Value, before: readonly VetoGround[]): VetoGround[] =>
  namesFrom(String(value.grounds), "ground", before).map(({ key, title, number }) => ({
    key,
    title,
    years: /^([1-9]|[12]\d|30)$/.test(number) ? Number(number) : 1,
  }))

const own: Readonly<Record<Kind, (value: Value, before: EligibilityRule | undefined) => object>> = {
  rank: ({ from }) => ({ from: (from ?? "deputy_bureau") as CadreRank }),
  standing: (value) => ({ standings: listed<Standing>(value.standings) ?? [] }),
  repeat: (value) => ({ held: heldFrom(value), years: value.years, unlessContribution: value.unlessContribution }),
  basis: (value) => ({ held: heldFrom(value) }),
  veto: (value, before) => ({
    grounds: groundsFrom(value, before?.kind === "veto" ? before.grounds : []),
    barsHead: value.barsHead,
  }),
  identity: (value) => ({ papers: listed<IdentityKind>(value.papers) ?? [] }),
  pool: () => ({}),
}

const typedHeld = ({ honours = [], levels = [], recipients = [] }: HeldFilter): Typed => ({
  heldHonours: honours,
  heldLevels: levels,
  heldRecipients: recipients,
})

function typedOwn(rule: EligibilityRule): Typed {
  if (rule.kind === "rank") return { from: rule.from }
  if (rule.kind === "standing") return { standings: rule.standings }
  if (rule.kind === "identity") return { papers: rule.papers }
  if (rule.kind === "basis") return typedHeld(rule.held)
  if (rule.kind === "repeat") {
    const years = rule.years === null ? "" : String(rule.years)
    return { ...typedHeld(rule.held), years, unlessContribution: rule.unlessContribution ? "yes" : "" }
  }
  if (rule.kind !== "veto") return {}
  const grounds = rule.grounds.map(({ years, ...one }) => ({ ...one, number: years }))
  return { grounds: linesOf(grounds), barsHead: rule.barsHead ? "yes" : "" }
}

export const eligibilityForm: PartForm = {
  fields: () => ({
    kind: choice(ruleKinds),
    effect: choice(effects),
    from: optionalChoice(cadreRanks),
    standings: several(),
    papers: several(),
    heldHonours: several(),
    heldLevels: several(),
    heldRecipients: several(),
    years: optionalWhole(1, 60),
    unlessContribution: ticked(),
    grounds: optionalLine(4000),
    barsHead: ticked(),
    ...filterFields("when"),
  }),
  typed: ({ eligibility }, key) => {
    if (key === newKey) return { effect: "refuse" }
    const rule = eligibility.find((one) => one.key === key)
    return rule && { kind: rule.kind, effect: rule.effect, ...typedOwn(rule), ...typedOfFilter(rule.when, "when") }
  },
  apply: (definition, value, key) => {
    const before = definition.eligibility.find((one) => one.key === key)
    const kind = value.kind as Kind
    const rule = {
      kind,
      key: keyFor(key, kind, definition.eligibility),
      when: filterFrom(value, "when"),
      effect: value.effect,
      ...own[kind](value, before),
    } as EligibilityRule
    return { ...definition, eligibility: withItem(definition.eligibility, rule, key) }
  },
}
