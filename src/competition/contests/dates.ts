import { startOfDay } from "#lib/dates.ts"
import type { Refusal } from "#lib/result.ts"

export type ContestDates = {
  readonly startsOn: string
  readonly endsOn: string
  readonly registrationOpensAt: Date
  readonly registrationClosesAt: Date
}

const DAY = 86_400_000

/** Registration opens before it closes, closes before the contest is over, and the contest ends on or after its first day. */
export function disorder(dates: ContestDates): Refusal[] {
  const { startsOn, endsOn, registrationOpensAt, registrationClosesAt } = dates
  const found: Refusal[] = []
  if (endsOn < startsOn) found.push({ code: "ends_before_start", field: "endsOn" })
  if (registrationClosesAt <= registrationOpensAt)
    found.push({ code: "registration_closes_first", field: "registrationClosesAt" })
  else if (registrationClosesAt.getTime() >= startOfDay(endsOn).getTime() + DAY)
    found.push({ code: "registration_after_contest", field: "registrationClosesAt" })
  return found
}
