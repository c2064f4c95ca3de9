import type { ObjectionChannel, ObjectionState } from "#db/words.ts"
import { dayOf } from "#lib/dates.ts"

/** The life of an objection. Nobody concludes what nobody has looked into. */
export const objectionMoves = {
  received: { assign: "investigating" },
  investigating: { assign: "investigating", find: "investigating", uphold: "upheld", dismiss: "dismissed" },
  upheld: {},
  dismissed: {},
} as const satisfies Record<ObjectionState, Partial<Record<string, ObjectionState>>>

export type ObjectionMove = "assign" | "find" | "uphold" | "dismiss"

/** The state after a move, or nothing where that move does not exist. */
export function objectionAfter(state: ObjectionState, move: ObjectionMove): ObjectionState | undefined {
  const moves: Partial<Record<ObjectionMove, ObjectionState>> = objectionMoves[state]
  return moves[move]
}

type Came = { readonly channel: ObjectionChannel; readonly receivedAt: Date; readonly postmarkedOn: string | null }

/** Whether an objection came in time: a letter by the day of its postmark (domain 1.6), anything else by its minute. */
export const isTimely = (
  { channel, receivedAt, postmarkedOn }: Came,
  list: { readonly lastDay: string; readonly endsAt: Date },
): boolean => (channel === "letter" && postmarkedOn ? postmarkedOn <= list.lastDay : receivedAt < list.endsAt)

/** What is wrong with the days of a letter, visit or call: none is ahead, and no postmark after the letter came. */
export function cameFault({ channel, receivedAt, postmarkedOn }: Came, now: Date): string | undefined {
  if (receivedAt > now) return "received_ahead"
  if (channel === "letter" && !postmarkedOn) return "postmark_missing"
  return postmarkedOn && postmarkedOn > dayOf(receivedAt) ? "postmark_ahead" : undefined
}
