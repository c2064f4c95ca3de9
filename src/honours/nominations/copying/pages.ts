import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Startable } from "../pages.ts"
import type { SectionKey } from "../papers/sections.ts"
import type { Nominated } from "../queries.ts"

export const copyPage = template<
  Nominated & {
    programmes: readonly (Startable & { closesAt: Date | null })[]
    chosen: Startable | undefined
    /** Of the chosen selection, those that such a recipient can be given. */
    honours: readonly (Startable & { seats: number; free: number | null })[]
    /** The one that was asked for. */
    honourId: number | undefined
    copied: readonly string[]
    anew: readonly SectionKey[]
    problems: Problem[]
  }
>("honours/nominations/copy")
