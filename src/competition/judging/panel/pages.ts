import type { ContestRow, EventRow } from "#competition/contests/queries.ts"
import type { Problem, Typed } from "#http/forms.ts"
import type { SeatRole } from "#lib/actor.ts"
import { template } from "#render/template.ts"
import type { SeatRow } from "../seats/queries.ts"
import type { Slot } from "../slots.ts"
import type { Cover, StartCheck } from "./completeness.ts"
import type { SeatLine } from "./queries.ts"

type OfEvent = { readonly contest: ContestRow; readonly event: EventRow }

export const panelPage = template<
  OfEvent & {
    runs: boolean
    seats: SeatLine[]
    cover: Cover[]
    checks: StartCheck[]
    problems: Problem[]
    done: string
  }
>("competition/judging/panel")

export type PersonChoice = { readonly id: number; readonly name: string; readonly unit: string }

export const seatPage = template<
  OfEvent & {
    action: string
    role: SeatRole
    slots: Slot[]
    typed: Typed
    version: number | undefined
    q: string
    people: PersonChoice[]
    problems: Problem[]
  }
>("competition/judging/seat")

export type CardView = {
  readonly alias: string
  readonly role: SeatRole
  readonly code: string
  readonly qr: { readonly path: string; readonly side: number }
}

export const cardsPage = template<OfEvent & { cards: CardView[]; address: string }>("competition/judging/cards")

export const endSeatPage = template<OfEvent & { seat: SeatRow; typed: string; problems: Problem[] }>(
  "competition/judging/end-seat",
)
