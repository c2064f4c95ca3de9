import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import type { Refusal } from "#lib/result.ts"
import type { NameOrder } from "#lib/sort-keys.ts"
import { template } from "#render/template.ts"
import type { accountOf } from "./account/queries.ts"
import type { contestChoices, DutyLine } from "./duties/queries.ts"
import type { KnownFiles } from "./files/queries.ts"
import type { FormerName } from "./names/queries.ts"
import type { FoundPerson, PersonLine, PersonSeen } from "./queries.ts"

type Choice = { readonly value: number; readonly text: string }

/** Files that stand already, and whether the form may go on by saying that it is another person. */
export type Known = KnownFiles & { readonly mayGoOn: boolean }

/** What a refused file says about those that stand already. */
export const knownOf = ({ code, known }: Refusal): Known | undefined =>
  known ? { ...(known as KnownFiles), mayGoOn: code === "probably_same" } : undefined

export const peoplePage = template<{
  name: string
  unit: number | undefined
  units: Choice[]
  lines: FoundPerson[]
  mayMerge: boolean
  offset: number
  order: NameOrder
  /** What the actor may bring in by a file. */
  imports: { people: boolean; duties: boolean }
  /** Whether only names to check are listed. */
  oddNames: boolean
  inOrder: (order: NameOrder) => string
  pager: ReturnType<typeof pager>
  keeps: boolean
}>("directory/people/list")

export const personEditPage = template<{
  person: PersonLine | undefined
  typed: Typed
  problems: Problem[]
  known: Known | undefined
  /** Whether the name holds signs that other computers may not show. */
  oddName: boolean
  units: Choice[]
  /** What is stored now, where somebody else changed it meanwhile. */
  latest: Typed | undefined
}>("directory/people/edit")

export const personPage = template<{
  person: PersonSeen
  oddName: boolean
  age: number
  duties: (DutyLine & { mayEnd: boolean })[]
  formerNames: FormerName[]
  mayReveal: boolean
  mayMerge: boolean
  account: Awaited<ReturnType<typeof accountOf>>
  /** Places where the actor may give duties; none of both: no form. */
  units: Choice[]
  contests: Awaited<ReturnType<typeof contestChoices>>
  typed: Typed
  problems: Problem[]
  done: string
}>("directory/people/show")

/** A person as the form shows it. */
export const typedPerson = (person: PersonLine): Typed => ({
  version: String(person.version),
  name: person.name,
  unit: String(person.unitId),
  sex: person.sex,
  birthDate: person.birthDate,
  post: person.post,
  identityClass: person.identityClass,
  skillLevel: person.skillLevel ?? "",
  isStudent: person.isStudent ? "yes" : "",
  sortKeyOverride: person.sortKeyOverride,
  isMigrantWorker: person.isMigrantWorker ? "yes" : "",
  isNewForm: person.isNewForm ? "yes" : "",
  ethnicGroup: person.ethnicGroup ?? "",
  identityKind: person.identityKind ?? "",
})
