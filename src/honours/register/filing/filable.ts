import type { RecipientKind } from "#db/words.ts"

type Entry = {
  readonly source: string
  readonly nominationId: number | null
  readonly placingId: number | null
}

/** Only what was put down by hand is given a file: a nominee, a winner and a row of an old list come with their own. */
export const isByHand = ({ source, nominationId, placingId }: Entry, recipient: RecipientKind): boolean =>
  recipient === "person" && source === "decision" && nominationId === null && placingId === null
