import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { PersonLine } from "../queries.ts"
import type { RevealedField } from "./fields.ts"

export const numberPage = template<{ typed: Typed; problems: Problem[]; lines: PersonLine[] }>(
  "directory/people/numbers/search",
)

export const revelationPage = template<{
  person: PersonLine
  fields: RevealedField[]
  typed: Typed
  problems: Problem[]
}>("directory/people/numbers/revelation")

export const revealedPage = template<{ person: PersonLine; field: RevealedField; number: string }>(
  "directory/people/numbers/revealed",
)
