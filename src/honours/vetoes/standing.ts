type Facts = { readonly fromDay: string; readonly untilDay: string | null; readonly liftedAt: Date | null }

export const vetoStates = ["in_force", "over", "lifted"] as const
export type VetoState = (typeof vetoStates)[number]

/** Whether a veto still bars on a day; one without a last day does for as long as a programme's own rule says. */
export function vetoState({ untilDay, liftedAt }: Facts, today: string): VetoState {
  if (liftedAt) return "lifted"
  return untilDay !== null && untilDay < today ? "over" : "in_force"
}

/** What is wrong with the days of a veto: an event lies in the past, and bars until later. */
export function dayProblem(fromDay: string, untilDay: string | null, today: string) {
  if (fromDay > today) return { code: "event_to_come", field: "fromDay" } as const
  return untilDay !== null && untilDay < fromDay
    ? ({ code: "ends_before_event", field: "untilDay" } as const)
    : undefined
}
