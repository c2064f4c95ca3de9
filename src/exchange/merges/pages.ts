import type { MergeField } from "#directory/people/merging/fields.ts"
import { mergeFields } from "#directory/people/merging/fields.ts"
import type { PersonLine } from "#directory/people/queries.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import type { Translate } from "#i18n/translate.ts"
import { template } from "#render/template.ts"
import type { Double, FileSide } from "./queries.ts"

export const doublesPage = template<{ lines: Double[]; offset: number; pager: ReturnType<typeof pager> }>(
  "exchange/merges/list",
)

/** A field as both files have it, in words. */
export type Compared = { readonly field: MergeField; readonly into: string; readonly from: string }

export const comparePage = template<{
  into: FileSide
  from: FileSide
  compared: Compared[]
  typed: Typed
  problems: Problem[]
}>("exchange/merges/compare")

const worded = (t: Translate, list: string, value: string | null): string =>
  value === null ? "" : t(`directory.words.${list}.${value}`)

/** What a page says of a field; numbers stay masked. */
const wordsOf = (t: Translate): Readonly<Record<MergeField, (person: PersonLine) => string>> => {
  const truth = (value: boolean) => t(`registration.import.${value ? "yes" : "no"}`)
  return {
    name: (person) => person.name,
    sex: (person) => worded(t, "sexes", person.sex),
    birthDate: (person) => person.birthDate,
    ethnicGroup: (person) => worded(t, "ethnic_groups", person.ethnicGroup),
    unit: (person) => person.unitName,
    post: (person) => person.post,
    identityClass: (person) => worded(t, "identity_classes", person.identityClass),
    skillLevel: (person) => worded(t, "skill_levels", person.skillLevel),
    isMigrantWorker: (person) => truth(person.isMigrantWorker),
    isNewForm: (person) => truth(person.isNewForm),
    isStudent: (person) => truth(person.isStudent),
    identity: (person) =>
      person.identityMask && `${worded(t, "identity_kinds", person.identityKind)} ${person.identityMask}`,
    phone: (person) => person.phoneMask,
  }
}

export function comparedOf(t: Translate, into: PersonLine, from: PersonLine): Compared[] {
  const words = wordsOf(t)
  return mergeFields.map((field) => ({ field, into: words[field](into), from: words[field](from) }))
}
