import type { ContestRow, EventRow } from "#competition/contests/queries.ts"
import type { Problem } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Slot } from "../slots.ts"
import type { TrayItem } from "./queries.ts"

/** The item whose form was refused, with what was typed. */
export type Refused = { readonly id: string; readonly reason: string; readonly problems: readonly Problem[] }

type Tray = {
  readonly items: readonly TrayItem[]
  readonly slots: readonly Slot[]
  readonly refused: Refused | undefined
  readonly done: string
}

export const headTrayPage = template<Tray & { title: { zh: string; en: string } }>("competition/judging/tray")

export const officeTrayPage = template<Tray & { contest: ContestRow; event: EventRow; runs: boolean }>(
  "competition/judging/tray-office",
)
