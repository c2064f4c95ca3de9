import { type SeatRole, seatRoles } from "#lib/actor.ts"
import type { Slot } from "../slots.ts"

type Seat = {
  readonly role: SeatRole
  readonly alias: string
  readonly slots: readonly string[]
  readonly endedAt: Date | null
  readonly codeHash: string | null
}
export type Cover = Slot & { readonly seated: number; readonly wanted: number }

/** How many open seats stand behind each slot: as many as the panel is large, and one for what a scorekeeper enters. */
export const coverOf = (slots: readonly Slot[], seats: readonly Seat[]): Cover[] =>
  slots.map((slot) => ({
    ...slot,
    seated: seats.filter((seat) => !seat.endedAt && seat.slots.includes(slot.slot)).length,
    wanted: slot.kind === "judged" ? slot.judges : 1,
  }))

export const startChecks = ["codes_drawn", "panel_complete", "head_judge", "cards_issued"] as const
export type StartCheck = { readonly check: (typeof startChecks)[number]; readonly done: boolean }

/** What must stand before the first mark can be given. */
export function readiness(state: string, slots: readonly Slot[], seats: readonly Seat[]): StartCheck[] {
  const open = seats.filter(({ endedAt }) => !endedAt)
  const done = {
    codes_drawn: state !== "draft" && state !== "registration",
    panel_complete: coverOf(slots, seats).every(({ seated, wanted }) => seated >= wanted),
    head_judge: open.some(({ role }) => role === "head_judge"),
    cards_issued: open.length > 0 && open.every(({ codeHash }) => codeHash !== null),
  }
  return startChecks.map((check) => ({ check, done: done[check] }))
}

const letters: Readonly<Record<SeatRole, string>> = { judge: "J", head_judge: "H", scorekeeper: "S" }

/** The next free alias of each role: `J1`, `J2` … */
export function suggestedAliases(taken: readonly string[]): Record<SeatRole, string> {
  const free = (letter: string) => {
    let number = 1
    while (taken.includes(`${letter}${number}`)) number++
    return `${letter}${number}`
  }
  return Object.fromEntries(seatRoles.map((role) => [role, free(letters[role])])) as Record<SeatRole, string>
}
