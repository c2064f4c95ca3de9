import type { Definition } from "../definition.ts"
import { eligibilityForm } from "./eligibility.ts"
import { foundationForm } from "./foundations.ts"
import { opinionsForm, ratioForm, seatTypeForm } from "./items.ts"
import { papersForm } from "./papers.ts"
import type { PartForm } from "./part-form.ts"
import { basisForm, honoursForm, termsForm } from "./singles.ts"
import { stepForm } from "./steps.ts"

export const singleNames = ["basis", "honours", "terms", "papers"] as const
export const itemNames = ["seat_types", "ratios", "eligibility", "route", "opinions", "foundations"] as const
export type ItemName = (typeof itemNames)[number]
export type PartName = (typeof singleNames)[number] | ItemName

export const partForms: Readonly<Record<PartName, PartForm>> = {
  basis: basisForm,
  honours: honoursForm,
  terms: termsForm,
  papers: papersForm,
  seat_types: seatTypeForm,
  ratios: ratioForm,
  eligibility: eligibilityForm,
  route: stepForm,
  opinions: opinionsForm,
  foundations: foundationForm,
}

const members = {
  seat_types: "seatTypes",
  ratios: "ratios",
  eligibility: "eligibility",
  route: "route",
  opinions: "opinions",
  foundations: "foundations",
} as const satisfies Record<ItemName, keyof Definition>

/** The items of a part, by their keys. */
export const itemsOf = (definition: Definition, part: ItemName): readonly { readonly key: string }[] =>
  definition[members[part]]

/** The definition without one item. */
export const without = (definition: Definition, part: ItemName, key: string): Definition => ({
  ...definition,
  [members[part]]: itemsOf(definition, part).filter((one) => one.key !== key),
})

const partOfMember: Readonly<Record<string, PartName>> = {
  seatTypes: "seat_types",
  substitutes: "terms",
  leaving: "terms",
  founded: "terms",
  perUnit: "terms",
  cultivation: "terms",
  term: "terms",
}

/** The parts in which two definitions differ, for a history that says what changed. */
export const changedParts = (before: Definition, after: Definition): string[] => {
  const names = Object.keys(after) as (keyof Definition)[]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return [...new Set(changed.map((name) => partOfMember[name] ?? name))]
}
