import { pathOf } from "#competition/judging/marks/path.ts"
import { heldBack } from "../outbox/order.ts"
import type { Item, Tablet } from "../outbox/types.ts"

/** What the bar says besides its counts, in the words of this name, with the way out. */
export type Alarm = { readonly word: string; readonly count: number; readonly href?: string }

const counted = (items: readonly Item[], state: Item["state"]) => items.filter((item) => item.state === state)

/** The one thing that a judge should know or do now; the most urgent first, nothing where all is well. */
export function alarmOf(items: readonly Item[], { door, update }: Tablet): Alarm | undefined {
  const held = heldBack(items)
  if (door === "signed_out" || door === "taken_over") return { word: "barSignedOut", count: held, href: "/judge/" }
  const [conflict, ...more] = counted(items, "conflict")
  if (conflict && "slot" in conflict.wish && conflict.wish.entry !== undefined) {
    const { entry: code, slot } = conflict.wish
    return { word: "barConflict", count: more.length + 1, href: pathOf({ code, slot }) }
  }
  const unread = counted(items, "refused").length + counted(items, "tray").length
  if (unread > 0) return { word: "barUnread", count: unread, href: "/judge/entries" }
  return update ? { word: "barUpdate", count: held } : undefined
}
