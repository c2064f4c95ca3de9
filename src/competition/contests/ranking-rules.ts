import { choice, count, given, has, isCode, list, type Members, members } from "#competition/contests/check.ts"
import type { KnownNodes } from "#competition/contests/node-rules.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import type { Direction, Ties } from "#competition/contests/scheme.ts"

export const VALUE = "value:"
export const ties = choice<Ties>("all", "none")

/** Whether `by` names a node, a value (`value:<name>`) or one of the words that this order adds. */
function isOrder(by: unknown, nodes: KnownNodes, words: readonly string[]): boolean {
  if (typeof by !== "string") return false
  // Without a readable scheme every key would be unknown, and the one problem that matters would drown.
  if (nodes.size === 0 && isCode(by)) return true
  return words.includes(by) || nodes.has(by) || (by.startsWith(VALUE) && isCode(by.slice(VALUE.length)))
}

export function orderBy(note: Note, by: unknown, at: string, nodes: KnownNodes, words: readonly string[] = []): void {
  if (!isOrder(by, nodes, words)) note(at, "unknown_order", { found: quote(by) })
}

export function orderItem(note: Note, value: unknown, at: string, nodes: KnownNodes, words?: readonly string[]): void {
  const item = members(note, value, at, ["by", "direction"])
  if (!item) return
  if (has(item, "by")) orderBy(note, item.by, child(at, "by"), nodes, words)
  given(note, item, at, "direction", choice<Direction>("asc", "desc"))
}

export function rankingRules(note: Note, value: unknown, at: string, nodes: KnownNodes): void {
  const ranking: Members | undefined = members(note, value, at, ["order", "places"])
  if (!ranking) return
  const order = given(note, ranking, at, "order", (...[pen, items, place]) => list(pen, items, place, 1)) ?? []
  for (const [index, item] of order.entries()) orderItem(note, item, `${child(at, "order")}/${index}`, nodes)
  given(note, ranking, at, "places", choice("skip", "dense"))
}

export function advanceRules(note: Note, value: unknown, at: string): void {
  const advance = members(note, value, at, ["count"], ["ties"])
  if (!advance) return
  given(note, advance, at, "count", count(0))
  given(note, advance, at, "ties", ties)
}
