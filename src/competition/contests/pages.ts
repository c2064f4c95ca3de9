import type { Both, Eligibility } from "#db/schema/index.ts"
import type { ContestState, EventState } from "#db/words.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { dayOf, minuteOf } from "#lib/dates.ts"
import { template } from "#render/template.ts"
import type { ContestRow, EventLine, EventRow } from "./queries.ts"
import type { Step } from "./steps.ts"
import type { EventTemplate } from "./templates/template.ts"

export type StatusKind = "neutral" | "info" | "ok" | "warn"

export const contestKinds: Readonly<Record<ContestState, StatusKind>> = {
  draft: "neutral",
  announced: "info",
  closed: "ok",
}
export const eventKinds: Readonly<Record<EventState, StatusKind>> = {
  draft: "neutral",
  registration: "info",
  drawn: "info",
  judging: "warn",
  signed: "warn",
  decoded: "warn",
  published: "ok",
}

type Line = { readonly contest: ContestRow; readonly hostName: string; readonly events: number }

export const contestsPage = template<{
  lines: readonly Line[]
  filter: { title: string; state: ContestState | "" }
  kinds: typeof contestKinds
  mayMake: boolean
  /** Number of the first line, from 1. */
  first: number
  pager: ReturnType<typeof pager>
}>("competition/contests/list")

export const contestFormPage = template<{
  contest: ContestRow | undefined
  version: number
  typed: Typed
  there: Typed | undefined
  hosts: readonly { value: number; text: string }[]
  problems: readonly Problem[]
}>("competition/contests/contest-form")

export const contestPage = template<{
  contest: ContestRow
  hostName: string
  runs: boolean
  events: readonly EventLine[]
  kinds: typeof contestKinds
  eventKinds: typeof eventKinds
  next: string
  done: string
  problem: string
}>("competition/contests/contest")

export const templatesPage = template<{
  contest: ContestRow
  templates: readonly EventTemplate[]
}>("competition/contests/templates")

export const eventFormPage = template<{
  contest: ContestRow
  event: EventRow | undefined
  from: EventTemplate | undefined
  version: number
  typed: Typed
  /** What somebody else has saved meanwhile. */
  there: Typed | undefined
  problems: readonly Problem[]
}>("competition/contests/event-form")

export const eventPage = template<{
  contest: ContestRow
  event: EventRow
  runs: boolean
  steps: readonly Step[]
  kinds: typeof eventKinds
  mayChange: boolean
  mayOpen: boolean
  done: string
}>("competition/contests/event")

/** What the form of a contest shows before anything is typed. */
export const typedOfContest = (contest: ContestRow): Typed => ({
  titleZh: contest.titleZh,
  titleEn: contest.titleEn,
  slug: contest.slug,
  hostUnitId: String(contest.hostUnitId),
  hosts: contest.hosts,
  tier: contest.tier,
  approvalBasis: contest.approvalBasis,
  place: contest.place,
  startsOn: contest.startsOn,
  endsOn: contest.endsOn,
  registrationOpensAt: minuteOf(contest.registrationOpensAt),
  registrationClosesAt: minuteOf(contest.registrationClosesAt),
})

const WEEK = 7 * 86_400_000

/** What may stand behind `?done=` on the pages of a contest and of an event. */
export const contestNotices: readonly string[] = ["create", "change", "announce", "close"]
export const eventNotices: readonly string[] = ["create", "change", "open", "rules", "import"]

export const freshEvent = (from: EventTemplate): Typed => ({
  entrantGroup: "worker",
  showsJudgeMarks: from.showsJudgeMarks ? "yes" : "",
})

/** A new contest: registration from today for a week, the contest the week after. */
export function freshContest(now: Date): Typed {
  const closes = dayOf(new Date(now.getTime() + WEEK))
  const day = dayOf(new Date(now.getTime() + 2 * WEEK))
  return {
    startsOn: day,
    endsOn: day,
    registrationOpensAt: `${dayOf(now)} 09:00`,
    registrationClosesAt: `${closes} 17:00`,
  }
}

const text = (value: string | number | null | undefined) => (value === null || value === undefined ? "" : String(value))

export function typedOfEvent(event: EventRow): Typed {
  const { minAge, maxAge, minSkill, maxSkill }: Eligibility = event.eligibility
  return {
    code: event.code,
    titleZh: event.titleZh,
    titleEn: event.titleEn,
    occupationCode: text(event.occupationCode),
    entrantGroup: event.entrantGroup,
    minAge: text(minAge),
    maxAge: text(maxAge),
    minSkill: text(minSkill),
    maxSkill: text(maxSkill),
    perUnitLimit: text(event.perUnitLimit),
    capacity: text(event.capacity),
    showsJudgeMarks: event.showsJudgeMarks ? "yes" : "",
  }
}

/** A title of a contest or event in both languages, as views take it. */
export const titleOf = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }): Both => ({
  zh: titleZh,
  en: titleEn,
})
