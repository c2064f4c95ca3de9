import { cellOf } from "./order.ts"
import type { Item, Mark, Result, Session, Wish } from "./types.ts"

/** Where a mark is: with nobody, on this tablet, on the server, sealed there, or in two versions. */
export type Whereabouts = "blank" | "local" | "server" | "sealed" | "conflict"

export type CellView = {
  readonly value: string | null
  readonly version: number
  readonly at: string | null
  readonly state: Whereabouts
  /** The latest operation that was refused and has not been read yet, or that stands against another version. */
  readonly item?: Item
}

const keyOf = ({ entry, slot }: { entry: string; slot: string }) => `${entry} ${slot}`

const meant = (wish: Wish): string | null => (wish.kind === "mark" || wish.kind === "remark" ? wish.value : null)

/** What the seat's screens show: the server's marks with everything of this tablet laid over them, in order. */
export function cellsOf(session: Session, items: readonly Item[]): Map<string, CellView> {
  const sealed = session.seat.signedAt !== null
  const cells = new Map(session.marks.map((mark) => [keyOf(mark), standing(mark, sealed)]))
  for (const item of items) {
    const key = cellOf(item.wish)
    if (key === undefined || item.seat !== session.seat.id) continue
    const before = cells.get(key) ?? { value: null, version: 0, at: null, state: "blank" }
    if (item.state === "unsent") cells.set(key, { ...before, value: meant(item.wish), state: "local" })
    if (item.state === "conflict") cells.set(key, { ...before, value: meant(item.wish), state: "conflict", item })
    if (item.state === "refused") cells.set(key, { ...before, item })
  }
  return cells
}

const standing = ({ value, version, at }: Mark, sealed: boolean): CellView => ({
  value,
  version,
  at,
  state: value === null ? "blank" : sealed ? "sealed" : "server",
})

/** A mark as an answer leaves it; an answer to something older than what is known changes nothing. */
export function withMark(session: Session, mark: Mark): Session {
  const known = session.marks.find((one) => keyOf(one) === keyOf(mark))
  if (known && known.version >= mark.version) return session
  return { ...session, marks: [...session.marks.filter((one) => one !== known), mark] }
}

/** What the server says now of the same seat; an answer that came meanwhile may know more of one mark. */
export function refreshed(known: Session | undefined, told: Session): Session {
  if (!known || known.seat.id !== told.seat.id) return told
  return known.marks.reduce(withMark, told)
}

/** The session after an operation was carried out. */
export function after(session: Session, { wish }: Item, { version, value, receipt }: Result): Session {
  if (wish.kind === "sign") return { ...session, seat: { ...session.seat, signedAt: receipt?.at ?? session.at } }
  if (wish.kind === "call" || version === undefined) return session
  const { entry, slot } = wish
  return withMark(session, { entry, slot, value: value ?? null, version, at: receipt?.at ?? session.at })
}

/** Every mark of the sheet as it is shown: what a signature stands under. */
export const marksShown = (cells: ReadonlyMap<string, CellView>) =>
  [...cells].flatMap(([key, { value }]) => {
    const [entry = "", slot = ""] = key.split(" ")
    return value === null ? [] : [{ entry, slot, value }]
  })
