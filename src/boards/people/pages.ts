import type { holderOf, sourceOf } from "#boards/board/links.ts"
import { template } from "#render/template.ts"
import type { findLaureate, namesakesOf, prizesOf } from "./queries.ts"

type Laureate = NonNullable<Awaited<ReturnType<typeof findLaureate>>>

export const personPage = template<{
  person: Laureate
  surname: string
  prizes: Awaited<ReturnType<typeof prizesOf>>
  namesakes: Awaited<ReturnType<typeof namesakesOf>>
  /** Only what the person consented to showing. */
  deeds: string | undefined
  hasPhoto: boolean
  holderOf: typeof holderOf
  sourceOf: typeof sourceOf
}>("boards/people/show")
