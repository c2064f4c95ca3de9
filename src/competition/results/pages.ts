import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { OpenedEntry } from "./opened.ts"
import type { promotionCounts } from "./promotions.ts"
import type { ManagedResult, progressOf, promotedNow, standingOf } from "./queries.ts"
import type { stagesOf } from "./stages.ts"

type Standing = Awaited<ReturnType<typeof standingOf>>

export const resultPage = template<
  Standing & {
    progress: Awaited<ReturnType<typeof progressOf>>
    stages: ReturnType<typeof stagesOf>
    may: { readonly decode: boolean; readonly publish: boolean; readonly reopen: boolean; readonly announce: boolean }
    problems: Problem[]
    typed: Typed
    isWaiting: (version: { readonly visibleFrom: Date }) => boolean
    done: "decoded" | "published" | "waiting" | "hour" | "reopened" | "announced" | undefined
  }
>("competition/results/show")

/** What of a standing follows the marks by itself. */
export const standingPart = template<Standing>("competition/results/live")

export const publicationPage = template<
  Standing & {
    number: number
    changed: readonly string[]
    /** Who would be promoted, by code, and how many to each level. */
    promoted: Awaited<ReturnType<typeof promotedNow>>
    promotions: ReturnType<typeof promotionCounts>
    problems: Problem[]
    typed: Typed
  }
>("competition/results/publication")

export const entryPage = template<{
  managed: ManagedResult
  code: string
  name: string | undefined
  why: OpenedEntry
  names: ReadonlyMap<string, string>
}>("competition/results/entry")
