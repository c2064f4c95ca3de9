import type { RecipientKind } from "#db/words.ts"

/** What fills whole rows of a form: long texts, who signs, a seal. */
export const blockFields = [
  ...(["resume", "honours", "deeds_summary", "deeds", "contribution", "democracy", "notice"] as const),
  ...(["signatures", "departments", "seal"] as const),
] as const

const shared = [
  ...(["number", "name", "honour", "unit", "unit_kind", "ownership", "industry", "credit_code"] as const),
  ...(["recommender", "receipt", "remarks"] as const),
] as const

const own = {
  person: [
    ...(["photo", "sex", "birth", "ethnicity", "native_place", "politics", "education", "works_since"] as const),
    ...(["identity_number", "phone", "post", "professional_title", "skill", "identity_class", "flags"] as const),
    ...(["rank", "standing"] as const),
  ],
  unit: ["headcount", "union_founded", "union_members", "head", "address"],
  team: ["members", "women", "migrants", "leader", "shift_team"],
} as const satisfies Record<RecipientKind, readonly string[]>

/** Everything that a form of the federation can ask (domain.md 1.8); labels stand at `printing.fields.<field>`. */
export const paperFields = [...shared, ...own.person, ...own.unit, ...own.team, ...blockFields] as const
export type PaperField = (typeof paperFields)[number]

const forPeople: readonly PaperField[] = ["resume"]

/** What can be said of a recipient of this kind. */
export const fieldsOf = (kind: RecipientKind): readonly PaperField[] => [
  ...shared,
  ...own[kind],
  ...blockFields.filter((field) => kind === "person" || !forPeople.includes(field)),
]
