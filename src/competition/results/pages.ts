import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { OpenedEntry } from "./opened.ts"
import type { ManagedResult, progressOf, standingOf } from "./queries.ts"
import type { stagesOf } from "./stages.ts"

type Standing = Awaited<ReturnType<typeof standingOf>>

export const resultPage = template<
  Standing & {
    progress: Awaited<ReturnType<typeof progressOf>>
    stages: ReturnType<typeof stagesOf>
    may: { readonly decode: boolean; readonly publish: boolean; readonly reopen: boolean; readonly announce: boolean }
    problems: Problem[]
    typed: Typed
    done: "decoded" | "published" | "reopened" | "announced" | undefined
  }
>("competition/results/show")

export const publicationPage = template<
  Standing & { number: number; changed: readonly string[]; problems: Problem[]; typed: Typed }
>("competition/results/publication")

export const entryPage = template<{
  managed: ManagedResult
  code: string
  name: string | undefined
  why: OpenedEntry
  names: ReadonlyMap<string, string>
}>("competition/results/entry")
