import { template } from "#render/template.ts"
import type { Life } from "./life.ts"
import type { honoursOf, nominationsOf, prizesOf } from "./queries.ts"

type Rows<T extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>

export const lifetimePage = template<{
  person: { readonly id: number; readonly name: string; readonly unitName: string }
  honours: readonly (Rows<typeof honoursOf>[number] & { life: Life[] })[]
  nominations: Rows<typeof nominationsOf>
  prizes: Rows<typeof prizesOf>
  /** Whether the person's page is open to this reader, too. */
  readsPerson: boolean
  today: string
}>("boards/lifetime/show")
