import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { findHonour } from "../queries.ts"
import type { formatOf } from "./queries.ts"

export const formatPage = template<
  Awaited<ReturnType<typeof formatOf>> & {
    honour: NonNullable<Awaited<ReturnType<typeof findHonour>>>["honour"]
    /** What the next certificate of this year would bear. */
    example: string
    problems: Problem[]
    typed: Typed
    done: string
  }
>("honours/register/numbering/show")
