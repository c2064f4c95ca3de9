import type { Look } from "#competition/judging/marks/path.ts"
import { isScore, NOT_OBSERVED } from "#lib/mark-value.ts"
import { cellOf } from "./order.ts"
import type { Item, Mark, Result, Session, Wish } from "./types.ts"

/** Where a mark is: with nobody, on this tablet, on the server, sealed there, or in two versions. */
export type Whereabouts = "blank" | "local" | "server" | "sealed" | "conflict"

export type CellView = {
  readonly value: string | null
  readonly version: number
  readonly at: string | null
  readonly state: Whereabouts
  readonly look?: Look
  /** The latest operation that was refused and has not been read yet, or that stands against another version. */
  readonly item?: Item
}

const keyOf = ({ entry, slot }: { entry: string; slot: string }) => `${entry} ${slot}`

/** The first look is kept from the moment that the panel has to look again: what stood before the next change. */
function lookAfter({ look, value: before }: Pick<CellView, "look" | "value">, value: string | null) {
  const first = look?.first ?? before
  return look && { look: { done: first !== null || !isScore(value), first } }
}

function meant(wish: Wish): string | null {
  if (wish.kind === "not_observed") return NOT_OBSERVED
  return wish.kind === "mark" || wish.kind === "remark" ? wish.value : null
}

/** What the seat's screens show: the server's marks with everything of this tablet laid over them, in order. */
export function cellsOf(session: Session, items: readonly Item[]): Map<string, CellView> {
  const sealed = session.seat.signedAt !== null
  const cells = new Map(session.marks.map((mark) => [keyOf(mark), standing(mark, sealed)]))
  for (const item of items) {
    const key = cellOf(item.wish)
    if (key === undefined || item.seat !== session.seat.id) continue
    const before = cells.get(key) ?? { value: null, version: 0, at: null, state: "blank" }
    const value = meant(item.wish)
    const now = { ...before, value, ...lookAfter(before, value) }
    if (item.state === "unsent") cells.set(key, { ...now, state: "local" })
    if (item.state === "conflict") cells.set(key, { ...now, state: "conflict", item })
    if (item.state === "refused") cells.set(key, { ...before, item })
  }
  return cells
}

const standing = ({ value, version, at, look }: Mark, sealed: boolean): CellView => ({
  value,
  version,
  at,
  ...(look && { look }),
  state: value === null ? "blank" : sealed ? "sealed" : "server",
})

/** A mark as an answer leaves it; an answer to something older than what is known changes nothing. */
export function withMark(session: Session, mark: Mark): Session {
  const known = session.marks.find((one) => keyOf(one) === keyOf(mark))
  if (known && known.version >= mark.version) return session
  const now = { ...mark, ...(known && lookAfter(known, mark.value)) }
  return { ...session, marks: [...session.marks.filter((one) => one !== known), now] }
}

/** What the server says now of the same seat; an answer that came meanwhile may know more of one mark. */
export function refreshed(known: Session | undefined, told: Session): Session {
  if (!known || known.seat.id !== told.seat.id) return told
  return known.marks.reduce(withMark, told)
}

/** The session after an operation was carried out. */
export function after(session: Session, { wish, was = null }: Item, { version, value, receipt }: Result): Session {
  if (wish.kind === "sign") return { ...session, seat: { ...session.seat, signedAt: receipt?.at ?? session.at } }
  if (wish.kind === "call" || version === undefined) return session
  const { entry, slot } = wish
  const next = withMark(session, { entry, slot, value: value ?? null, version, at: receipt?.at ?? session.at })
  return next === session ? session : { ...next, undo: { entry, slot, version, before: was } }
}

/** Every mark of the sheet as it is shown: what a signature stands under. */
export const marksShown = (cells: ReadonlyMap<string, CellView>) =>
  [...cells].flatMap(([key, { value }]) => {
    const [entry = "", slot = ""] = key.split(" ")
    return value === null ? [] : [{ entry, slot, value }]
  })

/** Whether the seat's signature is on this tablet and has not been answered: nothing is marked behind it. */
export const isSigning = ({ seat }: Session, items: readonly Item[]): boolean =>
  items.some((item) => item.wish.kind === "sign" && item.state === "unsent" && item.seat === seat.id)
