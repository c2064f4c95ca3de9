import type { Scope } from "#db/db.ts"
import type { Tablet } from "./queries.ts"

/** For so long a tablet may save without being looked up again, in ms. */
const REMEMBERED = 20_000

/** Tablets of one database that are remembered at most. */
const MOST = 2_000

const known = new WeakMap<Scope["db"], Map<string, { readonly tablet: Tablet; readonly until: number }>>()

/** Keeps in mind which seat a tablet's token opens. */
export function remember({ db, now }: Scope, token: string, tablet: Tablet): void {
  const tablets = known.get(db) ?? new Map()
  if (tablets.size >= MOST) tablets.clear()
  known.set(db, tablets.set(token, { tablet, until: now.getTime() + REMEMBERED }))
}

/**
 * The seat that a token opened just now, which spares a save one wait for the database. It may have been taken over
 * since: only a command that sees that under its own lock may go by it.
 */
export function recall({ db, now }: Scope, token: string): Tablet | undefined {
  const remembered = known.get(db)?.get(token)
  return remembered && remembered.until > now.getTime() ? remembered.tablet : undefined
}

export const forget = ({ db }: Scope, token: string): void => void known.get(db)?.delete(token)

/** Every tablet of these seats is looked up anew at its next contact: something waits for it there. */
export function forgetSeats({ db }: Scope, seatIds: readonly number[]): void {
  const tablets = known.get(db) ?? new Map()
  for (const [token, { tablet }] of tablets) if (seatIds.includes(tablet.seat.id)) tablets.delete(token)
}
