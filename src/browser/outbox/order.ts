import type { Item, Sendable, Wish } from "./types.ts"

/** Operations on one cell wait for each other; anything else about a sheet has its own place in the order. */
export const cellOf = (wish: Wish): string | undefined =>
  wish.kind === "sign" || wish.kind === "call" ? undefined : `${wish.entry} ${wish.slot}`

const LARGEST = 25

/**
 * The unsent operations that may go now, oldest first: at most one for each cell, since the next was made upon what it
 * leaves; a signature only when everything before it is settled; and nothing past a signature.
 */
export function nextBatch(items: readonly Item[], largest = LARGEST): Item[] {
  const batch: Item[] = []
  const waiting = new Set<string>()
  let before = false
  for (const item of items) {
    if (item.state === "conflict") before = true
    if (item.state !== "unsent") continue
    if (item.wish.kind === "sign") return before ? batch : [item]
    before = true
    const cell = cellOf(item.wish)
    if (cell !== undefined && waiting.has(cell)) continue
    if (cell !== undefined) waiting.add(cell)
    if (batch.length < largest) batch.push(item)
  }
  return batch
}

export function sendable({ id, seat, intendedAt, wish, seenVersion }: Item): Sendable {
  const versioned = cellOf(wish) === undefined ? {} : { seenVersion }
  return { id, seat, intendedAt, ...wish, ...versioned }
}

export const unsentOf = (items: readonly Item[]): number => items.filter(({ state }) => state === "unsent").length

/** What keeps this tablet from changing hands: unsent, or waiting for its judge to decide. */
export const heldBack = (items: readonly Item[]): number =>
  items.filter(({ state }) => state === "unsent" || state === "conflict").length
