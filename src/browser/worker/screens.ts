import { linesOf } from "#competition/judging/marks/path.ts"
import { stripOf, type TabletView } from "#competition/judging/marks/tablet-view.ts"
import { summaryOf } from "#competition/judging/sheets/summary.ts"
import type { Undo } from "#competition/judging/undo/undo.ts"
import { decoded } from "#lib/decoded.ts"
import { cellsOf, isSigning } from "../outbox/fold.ts"
import { heldBack } from "../outbox/order.ts"
import type { Item, Session, Tablet } from "../outbox/types.ts"

/** The seat's view as the server makes it, of what it last told with everything of this tablet laid over it. */
export function tabletFrom(session: Session, items: readonly Item[], { contact }: Tablet): TabletView {
  const { event, seat, slots } = session
  const ids = new Map(session.entries.map(({ code }, at) => [code, at + 1]))
  const marks = [...cellsOf(session, items)].map(([key, { value, version, at, state, look }]) => {
    const [entry = "", slot = ""] = key.split(" ")
    return {
      entryId: ids.get(entry) ?? 0,
      slot,
      value,
      version,
      updatedAt: at === null ? null : new Date(at),
      where: state,
      look,
    }
  })
  const entries = session.entries.map(({ code, status }) => ({ id: ids.get(code) ?? 0, code, status }))
  const lines = linesOf(entries, slots, marks)
  return {
    event,
    seatId: seat.id,
    alias: seat.alias,
    role: seat.role,
    signedAt: seat.signedAt === null ? null : new Date(seat.signedAt),
    signing: isSigning(session, items),
    slots,
    lines,
    strip: stripOf(lines, heldBack(items), contact === undefined ? undefined : new Date(contact)),
  }
}

/** What an undo would bring back: the newest change of this tablet, else the server's where it still stands. */
export function undoFrom(session: Session, items: readonly Item[], { lines }: TabletView): Undo | undefined {
  const last = items.findLast(
    ({ wish, state, seat }) => state === "unsent" && "slot" in wish && seat === session.seat.id,
  )
  if (last && "slot" in last.wish) return undoAt(lines, last.wish, last.was ?? null)
  const { undo, marks } = session
  const mark = undo && marks.find(({ entry, slot }) => entry === undo.entry && slot === undo.slot)
  return undo && mark?.version === undo.version ? undoAt(lines, undo, undo.before) : undefined
}

type Where = { readonly entry: string; readonly slot: string }

function undoAt(lines: TabletView["lines"], { entry: code, slot }: Where, before: string | null): Undo | undefined {
  const entry = lines.find((line) => line.code === code)
  const cell = entry?.cells.find((one) => one.slot.slot === slot)
  return entry && cell && { entry, cell, before }
}

/** What is blank on the sheet and may not stay so, as far as this tablet knows; the server asks again at the signature. */
export function blanksFrom({ entries }: Session, { lines }: TabletView) {
  const excused = new Set(entries.flatMap(({ code, excused }) => excused.map((slot) => `${code} ${slot}`)))
  return lines
    .filter(({ open }) => open)
    .flatMap(({ code, cells }) =>
      cells
        .filter(({ slot, value }) => value === null && !slot.optional && !excused.has(`${code} ${slot.slot}`))
        .map(({ slot }) => ({ code, slot })),
    )
}

/** The sheet with all that it says of itself before it is signed. */
export const sheetFrom = (session: Session, view: TabletView) => ({
  ...view,
  blanks: blanksFrom(session, view),
  ...summaryOf(view.lines, session.totals ?? false),
})

/** Says plainly what was not carried out: laid before the head judge, or refused. */
export const answersFrom = (items: readonly Item[], seat: number) =>
  items
    .filter((item) => item.seat === seat && (item.state === "tray" || item.state === "refused"))
    .map(({ id, wish, state, answer }) => ({
      id,
      state,
      entry: "entry" in wish ? (wish.entry ?? "") : "",
      kind: wish.kind,
      value: "value" in wish ? wish.value : "",
      message: answer?.message ?? "",
    }))

export type Answer = ReturnType<typeof answersFrom>[number]

export type Screen =
  | { readonly kind: "door" | "entries" | "sheet" | "signature" }
  | { readonly kind: "mark"; readonly code: string; readonly slot: string | undefined }

const plain = {
  "/judge/": "door",
  "/judge/entries": "entries",
  "/judge/sheet": "sheet",
  "/judge/sheet/signature": "signature",
} as const

/** The screen of an address that a tablet makes of itself; all others are the server's alone. */
export function screenOf(path: string): Screen | undefined {
  const kind = plain[path as keyof typeof plain]
  if (kind) return { kind }
  const parts = /^\/judge\/entries\/([^/]+)(?:\/([^/]+))?$/.exec(path)?.slice(1)
  const [code, slot] = parts?.filter(Boolean).map(decoded) ?? []
  const isWhole = code !== undefined && (slot !== undefined || !parts?.[1])
  return isWhole ? { kind: "mark", code, slot } : undefined
}
