/** Somebody who won a prize in the newest version of a result. */
export type Won = { readonly placingId: number; readonly entryId: number; readonly prize: string }
/** An entry of the register that rests on a version of that result, newest or not. */
export type Held = {
  readonly id: number
  readonly honourId: number
  readonly placingId: number
  readonly entryId: number
  readonly prize: string | null
  readonly revoked: boolean
}
export type Choice = { readonly prize: string; readonly honourId: number }

const same = (won: Won, held: Held) => !held.revoked && held.entryId === won.entryId && held.prize === won.prize

/** Those whom a choice adds: winners of its prize who do not hold its honour for it, and never held it for this placing. */
export const toConfer = <W extends Won>(choice: Choice, won: readonly W[], held: readonly Held[]): W[] =>
  won.filter(
    (one) =>
      one.prize === choice.prize &&
      !held.some((old) => old.honourId === choice.honourId && (same(one, old) || old.placingId === one.placingId)),
  )

/** Entries of the register that the newest version no longer bears out. */
export const unfounded = <H extends Held>(won: readonly Won[], held: readonly H[]): H[] =>
  held.filter((old) => !old.revoked && !won.some((one) => same(one, old)))

/** Winners who hold no honour for their prize yet. */
export const waiting = <W extends Won>(won: readonly W[], held: readonly Held[]): W[] =>
  won.filter((one) => !held.some((old) => same(one, old)))

export const conferralStates = ["open", "partly", "done", "differs"] as const
export type ConferralState = (typeof conferralStates)[number]

/** How far a published result has been conferred; `differs` when a correction contradicts the register. */
export function conferralState(won: readonly Won[], held: readonly Held[]): ConferralState {
  if (unfounded(won, held).length > 0) return "differs"
  const left = waiting(won, held).length
  return left === 0 ? "done" : left === won.length ? "open" : "partly"
}

/** From when the public may see what is conferred on a result that may itself wait: not before it; nothing is at once. */
export const notBefore = (asked: Date | null, result: Date, now: Date): Date | null => {
  const latest = asked && asked > result ? asked : result
  return latest > now ? latest : asked
}
