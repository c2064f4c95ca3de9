import type { NoticeState, ObjectionState, StrikeCause, UpheldEffect } from "#db/words.ts"

/** The life of a notice. A changed list begins the period anew, and the notice stays open. */
export const noticeMoves = {
  draft: { open: "open", withdraw: "withdrawn" },
  open: { restart: "open", close: "closed", withdraw: "withdrawn" },
  closed: {},
  withdrawn: {},
} as const satisfies Record<NoticeState, Partial<Record<string, NoticeState>>>

export type NoticeMove = "open" | "restart" | "close" | "withdraw"

/** The state after a move, or nothing where that move does not exist. */
export function noticeAfter(state: NoticeState, move: NoticeMove): NoticeState | undefined {
  const moves: Partial<Record<NoticeMove, NoticeState>> = noticeMoves[state]
  return moves[move]
}

/** What closing and outcomes ask of an objection; `key` is nothing where it is to the whole list. */
export type Held = {
  readonly key: string | null
  readonly listNumber: number
  readonly state: ObjectionState
  readonly isTimely: boolean
}

export type Standing = {
  readonly state: NoticeState
  readonly ended: boolean
  readonly listNumber: number
  readonly onUpheld: UpheldEffect
  /** Whether a notice of the level below that it waits for is not over. */
  readonly isBelowOpen: boolean
  readonly strikes: ReadonlyMap<string, StrikeCause>
  readonly objections: readonly Held[]
}

/** An objection that came in time holds its nominee until its conclusion is signed. */
const isPending = ({ state, isTimely }: Held): boolean =>
  isTimely && (state === "received" || state === "investigating")

/** An upheld objection that nothing has followed: the list is still the one that it was raised against. */
const isUnanswered = ({ listNumber, strikes }: Standing, one: Held): boolean =>
  one.state === "upheld" && one.listNumber === listNumber && !(one.key !== null && strikes.has(one.key))

export type AgainstClosing = "period_runs" | "level_below_open" | "objections_pending" | "upheld_unanswered"

/** Why a notice cannot close now; nothing where it can. Every objection needs its signed conclusion, late ones too. */
export function reasonAgainstClosing(standing: Standing): AgainstClosing | undefined {
  const { ended, isBelowOpen, objections } = standing
  if (!ended) return "period_runs"
  if (isBelowOpen) return "level_below_open"
  if (objections.some(({ state }) => state === "received" || state === "investigating")) return "objections_pending"
  return objections.some((one) => isUnanswered(standing, one)) ? "upheld_unanswered" : undefined
}

/** `clear` may go on; `pending` waits; `upheld` and `withdrawn` are out. */
export type RowOutcome = "clear" | "pending" | "upheld" | "withdrawn"

/** What has become of one line: an objection holds its own nominee, and the others go on once the period is over. */
export function outcomeOfRow(standing: Standing, key: string): RowOutcome {
  const struck = standing.strikes.get(key)
  if (struck) return struck === "objection" ? "upheld" : "withdrawn"
  const ofRow = standing.objections.filter((one) => one.key === key || one.key === null)
  if (ofRow.some((one) => one.key === key && one.state === "upheld" && isUnanswered(standing, one))) return "upheld"
  const waits = ofRow.some((one) => isPending(one) || isUnanswered(standing, one))
  const over = standing.state === "closed" || (standing.state === "open" && standing.ended)
  return over && !waits ? "clear" : "pending"
}
