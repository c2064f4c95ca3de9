import type { SignatureVerdict } from "#db/words.ts"
import { dayAfter, dayOf, isDay } from "#lib/dates.ts"
import { type Calendar, lastDay } from "#notices/calendar/working-days.ts"

export type LetterState = "asked" | "overdue" | "signed" | "late"

/** How a letter stands: asked for, past its time, signed, or signed after its time. */
export function letterState(letter: { readonly dueAt: Date; readonly signedAt: Date | null }, now: Date): LetterState {
  if (letter.signedAt) return letter.signedAt > letter.dueAt ? "late" : "signed"
  return now > letter.dueAt ? "overdue" : "asked"
}

export type Given = { readonly verdict: SignatureVerdict | null; readonly words: string }

/** What keeps an opinion from being given: other than agreement, it needs words (domain.md 1.7: 有情况说明). */
export const opinionProblem = ({ verdict, words }: Given): "opinion_missing" | "words_missing" | undefined =>
  verdict === null ? "opinion_missing" : verdict !== "agree" && words.trim() === "" ? "words_missing" : undefined

type Named = { readonly ground: string; readonly eventDay: string }

/** Whether a ground of the veto list is named without a day of its event, up to today. */
export const groundProblem = ({ ground, eventDay }: Named, today: string): boolean =>
  ground !== "" && !(isDay(eventDay) && eventDay <= today)

const day = 86_400_000

/** Whether a reminder is due: from two days before the end, and then once a day. */
export const reminderDue = (
  {
    dueAt,
    remindedAt,
    signedAt,
  }: { readonly dueAt: Date; readonly remindedAt: Date | null; readonly signedAt: Date | null },
  now: Date,
): boolean =>
  !signedAt &&
  now.getTime() >= dueAt.getTime() - 2 * day &&
  (!remindedAt || now.getTime() - remindedAt.getTime() >= day)

/** When a letter of today is to be answered: at 17:00 of the last of so many working days from tomorrow. */
export const dueText = (now: Date, workingDays: number, calendar: Calendar): string =>
  `${lastDay(dayAfter(dayOf(now)), workingDays, calendar)} 17:00`
