import type { BatchKind, ProgrammeState } from "#db/words.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { minuteOf } from "#lib/dates.ts"
import { template } from "#render/template.ts"
import type { Definition } from "./definition.ts"
import type { MeterView } from "./metering/queries.ts"
import type { Preset } from "./presets/preset.ts"
import type { Allotment, OfferedHonour, Office, ProgrammeFilter, ProgrammeRow, SeenProgramme } from "./queries.ts"
import type { Task } from "./readiness.ts"
import type { ProgrammeMove } from "./workflow.ts"

export type StatusKind = "neutral" | "info" | "ok" | "warn"

export const programmeKinds: Readonly<Record<ProgrammeState, StatusKind>> = {
  draft: "neutral",
  open: "info",
  reviewing: "warn",
  decided: "ok",
  archived: "neutral",
}

export const programmesPage = template<{
  lines: readonly SeenProgramme[]
  filter: ProgrammeFilter
  years: readonly number[]
  kinds: typeof programmeKinds
  mayMake: boolean
  first: number
  pager: ReturnType<typeof pager>
}>("honours/programmes/list")

export const startsPage = template<{
  presets: readonly Preset[]
  earlier: readonly SeenProgramme[]
}>("honours/programmes/starts")

/** An honour that the new programme needs: one of the register that fits, or to be set up. */
export type NeededHonour = {
  readonly name: string
  readonly title: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

export const newProgrammePage = template<{
  from: { readonly key: string; readonly title: { zh: string; en: string } }
  batch: BatchKind
  typed: Typed
  offices: readonly { value: number; text: string }[]
  honours: readonly NeededHonour[]
  problems: readonly Problem[]
}>("honours/programmes/new")

export const programmeFormPage = template<{
  programme: ProgrammeRow
  version: number
  typed: Typed
  there: Typed | undefined
  problems: readonly Problem[]
}>("honours/programmes/programme-form")

export const programmePage = template<{
  programme: ProgrammeRow
  office: Office
  keeps: boolean
  /** Whether the actor puts up notices of it: of its office, or of a recommending unit. */
  posts: boolean
  reads: boolean
  changes: boolean
  mayNominate: boolean
  tasks: readonly Task[]
  honours: readonly (OfferedHonour & { readonly allotted: number })[]
  own: readonly Allotment[]
  definition: Definition
  number: number
  /** Absent in a draft, where nobody can be nominated yet. */
  quota: MeterView | undefined
  moves: readonly ProgrammeMove[]
  kinds: typeof programmeKinds
  done: string
  problem: string
}>("honours/programmes/show")

export const programmeNotices: readonly string[] = [
  "create",
  "change",
  "definition",
  "allot",
  "open",
  "review",
  "reopen",
  "decide",
  "archive",
]

/** What the form of a programme shows before anything is typed. */
export const typedOfProgramme = (programme: ProgrammeRow): Typed => ({
  titleZh: programme.titleZh,
  titleEn: programme.titleEn,
  year: String(programme.year),
  opensAt: programme.opensAt ? minuteOf(programme.opensAt) : "",
  closesAt: programme.closesAt ? minuteOf(programme.closesAt) : "",
})
