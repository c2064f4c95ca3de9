import type { SeenEvent } from "#competition/contests/queries.ts"
import type { RegistrationState } from "#db/words.ts"
import type { Known } from "#directory/people/pages.ts"
import type { PersonLine } from "#directory/people/queries.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import type { Translate } from "#i18n/translate.ts"
import { minuteOf } from "#lib/dates.ts"
import { template } from "#render/template.ts"
import type { Reason } from "./eligibility.ts"
import type { EntryLine, listOpenEvents, OpenEvent } from "./queries.ts"

type Pager = ReturnType<typeof pager>
type Choice = { readonly value: number; readonly text: string }

/** A reason against an entry, in words. */
export function reasonWords(t: Translate, reason: Reason): string {
  const facts =
    "at" in reason
      ? { at: minuteOf(reason.at) }
      : "skill" in reason
        ? { skill: t(`directory.words.skill_levels.${reason.skill}`) }
        : { ...reason }
  return t(`registration.reasons.${reason.code}`, facts)
}

/** What an event asks for, line by line in words. */
export function conditionWords(t: Translate, { event, contest }: OpenEvent): string[] {
  const { minAge, maxAge, minSkill, maxSkill } = event.eligibility
  const skill = (level: string) => t(`directory.words.skill_levels.${level}`)
  return [
    t(`registration.words.entrant_groups.${event.entrantGroup}`),
    minAge === undefined ? "" : t("registration.terms.min_age", { age: minAge, day: contest.startsOn }),
    maxAge === undefined ? "" : t("registration.terms.max_age", { age: maxAge, day: contest.startsOn }),
    minSkill === undefined ? "" : t("registration.terms.min_skill", { skill: skill(minSkill) }),
    maxSkill === undefined ? "" : t("registration.terms.max_skill", { skill: skill(maxSkill) }),
    event.perUnitLimit === null ? "" : t("registration.terms.per_unit", { count: event.perUnitLimit }),
    event.capacity === null ? "" : t("registration.terms.capacity", { count: event.capacity }),
  ].filter(Boolean)
}

export const openEventsPage = template<{
  name: string
  lines: Awaited<ReturnType<typeof listOpenEvents>>["lines"]
  offset: number
  pager: Pager
}>("competition/registration/events")

export type Candidate = {
  readonly person: PersonLine
  readonly reasons: readonly string[]
}

export const openEventPage = template<
  OpenEvent & {
    conditions: string[]
    /** Why nobody can be entered now; empty while the window is open. */
    shut: string
    entries: EntryLine[]
    name: string
    candidates: Candidate[]
    pager: Pager
    done: string
  }
>("competition/registration/event")

export const enterPage = template<
  OpenEvent & {
    /** Somebody known, or nothing where a new person is asked for. */
    person: PersonLine | undefined
    reasons: string[]
    /** Whether the name that was typed holds signs that other computers may not show. */
    oddName: boolean
    units: Choice[]
    hasTeams: boolean
    typed: Typed
    problems: Problem[]
    known: Known | undefined
  }
>("competition/registration/enter")

export const ownEntryPage = template<
  OpenEvent & {
    entry: EntryLine
    mayWithdraw: boolean
    typed: Typed
    problems: Problem[]
    done: string
  }
>("competition/registration/entry")

export type RowProblem = {
  readonly row: number
  readonly column: string
  readonly message: string
}

export const uploadPage = template<OpenEvent & { conditions: string[]; problems: Problem[]; hasTeams: boolean }>(
  "competition/registration/upload",
)

export const previewPage = template<
  OpenEvent & {
    rowProblems: RowProblem[]
    rowLines: { row: number; name: string; outcome: string }[]
    /** The sheet itself, read and judged again when it is confirmed. */
    sheet: string
  }
>("competition/registration/preview")

export const approvalsPage = template<
  SeenEvent & {
    counts: Record<RegistrationState, number>
    state: RegistrationState | undefined
    name: string
    lines: EntryLine[]
    offset: number
    pager: Pager
    mayDecide: boolean
    problems: Problem[]
    done: string
    approved: number
  }
>("competition/registration/approvals")

export const approvalPage = template<
  SeenEvent & {
    entry: EntryLine
    mayDecide: boolean
    maySetStatus: boolean
    typed: Typed
    problems: Problem[]
    done: string
  }
>("competition/registration/approval")
