import type { ContestState, EventState } from "#db/words.ts"

/**
 * The life of an event. A move that is not listed does not exist. A result can go back to judging for a correction; once
 * its codes were opened there is nothing left to decode, so it is then published straight after the signature.
 */
export const eventMoves = {
  draft: { open: "registration" },
  registration: { draw: "drawn" },
  drawn: { start: "judging" },
  judging: { sign: "signed" },
  signed: { reopen: "judging", decode: "decoded", publish: "published" },
  decoded: { publish: "published", reopen: "judging" },
  published: { reopen: "judging" },
} as const satisfies Record<EventState, Partial<Record<string, EventState>>>

export type EventMove = { [S in EventState]: keyof (typeof eventMoves)[S] }[EventState]

/** The state after a move, or nothing where that move does not exist. */
export function eventAfter(state: EventState, move: EventMove): EventState | undefined {
  const moves: Partial<Record<EventMove, EventState>> = eventMoves[state]
  return moves[move]
}

export const contestMoves = {
  draft: { announce: "announced" },
  announced: { close: "closed" },
  closed: {},
} as const satisfies Record<ContestState, Partial<Record<string, ContestState>>>

/** The rules are locked from the moment the first mark can be given; a later change is a new version with a reason. */
export const rulesAreLocked = (state: EventState): boolean =>
  state !== "draft" && state !== "registration" && state !== "drawn"

export type ContestMove = "announce" | "close"

export function contestAfter(state: ContestState, move: ContestMove): ContestState | undefined {
  const moves: Partial<Record<ContestMove, ContestState>> = contestMoves[state]
  return moves[move]
}

/** Whether the head judge's signature stands: what the result rests on then changes only by going back to judging. */
export const isSigned = (state: EventState): boolean =>
  state === "signed" || state === "decoded" || state === "published"

/** Whether marks have been given and no result is out yet: its contest cannot be closed over it. */
export const isUnderWay = (state: EventState): boolean =>
  state === "judging" || state === "signed" || state === "decoded"

/**
 * An event and its rules can change until its result is signed, while its contest is open: what the head judge signed
 * stands under the rules it was signed by, and to change them, judging is reopened first.
 */
export const mayChangeEvent = (state: EventState, contest: ContestState): boolean =>
  !isSigned(state) && contest !== "closed"
