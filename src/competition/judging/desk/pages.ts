import type { ContestRow, EventRow } from "#competition/contests/queries.ts"
import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Slot } from "../slots.ts"
import type { DeskLine, PacketRow } from "./queries.ts"

type OfEvent = { readonly contest: ContestRow; readonly event: EventRow; readonly runs: boolean }
type Lines = { readonly lines: readonly DeskLine[] }

export const deskPage = template<
  OfEvent & Lines & { packets: readonly PacketRow[]; problems: readonly Problem[]; done: string }
>("competition/judging/desk/desk")

export const packetPage = template<OfEvent & { packet: PacketRow; slots: readonly Slot[] }>(
  "competition/judging/desk/packet",
)

/** The part of the desk that follows by itself. */
export const deskPart = template<OfEvent & Lines>("competition/judging/desk/live")
