import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { contestChoices, DutyLine, PersonLine } from "./queries.ts"

type Choice = { readonly value: number; readonly text: string }

export const peoplePage = template<{
  name: string
  unit: number | undefined
  units: Choice[]
  lines: PersonLine[]
  offset: number
  pager: ReturnType<typeof pager>
}>("directory/people/list")

export const personEditPage = template<{
  person: PersonLine | undefined
  typed: Typed
  problems: Problem[]
  units: Choice[]
  /** What is stored now, where somebody else changed it meanwhile. */
  latest: Typed | undefined
}>("directory/people/edit")

export const personPage = template<{
  person: PersonLine
  age: number
  duties: (DutyLine & { mayEnd: boolean })[]
  username: string
  mayOpenAccount: boolean
  /** Places where the actor may give duties; none of both: no form. */
  units: Choice[]
  contests: Awaited<ReturnType<typeof contestChoices>>
  typed: Typed
  problems: Problem[]
  done: string
}>("directory/people/show")

export const accountPage = template<{ person: PersonLine; username: string; password: string }>(
  "directory/people/account",
)

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
})
