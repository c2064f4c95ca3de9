import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { findEntry } from "../queries.ts"
import type { holderById, holdersNamed } from "./queries.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findEntry>>>

export const filingPage = template<
  Pick<Found, "entry" | "honour"> & {
    q: string
    people: Awaited<ReturnType<typeof holdersNamed>>
    /** On whose file it is; nothing where it is on none, or on one out of reach. */
    holder: Awaited<ReturnType<typeof holderById>>
    problems: Problem[]
    typed: Typed
  }
>("honours/register/filing/show")
