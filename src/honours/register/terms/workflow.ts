import type { TermActKind, TermState } from "#db/words.ts"
import { monthsAfter } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

/** For how long an honour is held, how long before its end it is looked at, and its grades, highest first. */
export type TermRules = {
  readonly years: number
  readonly reconfirmationMonths: number
  readonly grades: readonly { readonly key: string }[]
}

export type Standing = { readonly state: TermState; readonly grade: string; readonly endsOn: string }

export type TermAct = Exclude<TermActKind, "begin">
export const termMoves: readonly TermAct[] = ["reconfirm", "upgrade", "downgrade", "remove", "restore"]

export type TermRefusal = { readonly code: "wrong_state" | "not_due_yet" | "grade_not_higher" | "grade_not_lower" }

/** The day from which an honour that is held until a day is looked at again. */
export const dueFrom = ({ reconfirmationMonths }: Pick<TermRules, "reconfirmationMonths">, endsOn: string): string =>
  monthsAfter(endsOn, -reconfirmationMonths)

/** The end of the next term: it follows on the last one, or on the day itself where that has long been over. */
function renewed({ years }: TermRules, endsOn: string, day: string): string {
  const next = monthsAfter(endsOn, years * 12)
  return next > day ? next : monthsAfter(day, years * 12)
}

/**
 * How an honour stands after a decision of a day. It is reconfirmed once it is due and not before; another grade may be
 * given at any time, and is the reconfirmation where that was due. A removed plaque may be restored by a decision, too.
 */
export function afterAct(
  rules: TermRules,
  { state, grade, endsOn }: Standing,
  { act, day, to }: { readonly act: TermAct; readonly day: string; readonly to: string },
): Result<Standing, TermRefusal> {
  if ((state === "held") === (act === "restore")) return refuse({ code: "wrong_state" })
  if (act === "remove") return ok({ state: "ended", grade, endsOn })
  if (act === "restore") return ok({ state: "held", grade, endsOn })
  const isDue = day >= dueFrom(rules, endsOn)
  const until = isDue ? renewed(rules, endsOn, day) : endsOn
  if (act === "reconfirm") return isDue ? ok({ state, grade, endsOn: until }) : refuse({ code: "not_due_yet" })
  const [place, next] = [grade, to].map((one) => rules.grades.findIndex(({ key }) => key === one)) as [number, number]
  const fits = next >= 0 && place >= 0 && (act === "upgrade" ? next < place : next > place)
  if (!fits) return refuse({ code: act === "upgrade" ? "grade_not_higher" : "grade_not_lower" })
  return ok({ state, grade: to, endsOn: until })
}

/** What may be decided about an honour on a day, if the grade is well chosen. */
export const movesOn = (rules: TermRules, standing: Standing, day: string): TermAct[] =>
  termMoves.filter((act) => {
    const grades = act === "upgrade" ? rules.grades : rules.grades.toReversed()
    return afterAct(rules, standing, { act, day, to: grades[0]?.key ?? "" }).ok
  })
