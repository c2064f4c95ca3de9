/** Why a tablet's operations cannot be carried out though the tablet is known: they are laid before the head judge. */
export const barredReasons = ["seat_ended", "seat_expired", "other_seat"] as const
export type Barred = (typeof barredReasons)[number]

/** What an operation became when it waits for the head judge or an officer. */
export const trayOutcomes = ["locked", "wrong_state", "called", ...barredReasons] as const
export type TrayOutcome = (typeof trayOutcomes)[number]

export const isForTray = (outcome: string): boolean => (trayOutcomes as readonly string[]).includes(outcome)

type Tablet = {
  readonly device: { readonly endedAt: Date | null }
  readonly seat: { readonly endedAt: Date | null; readonly validUntil: Date }
  /** Whether another device holds the seat now. */
  readonly elsewhere: boolean
  readonly now: Date
}

/** What keeps a known tablet from acting; where its seat's code still opens, its judge is asked for that first. */
export function barredBy({ device, seat, elsewhere, now }: Tablet): Barred | "signed_out" | "taken_over" | undefined {
  if (seat.endedAt) return "seat_ended"
  if (seat.validUntil <= now) return "seat_expired"
  if (!device.endedAt) return undefined
  return elsewhere ? "taken_over" : "signed_out"
}
