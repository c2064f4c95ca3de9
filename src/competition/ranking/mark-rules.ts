import { code, decimal, given, has, list, type Members, members } from "#competition/contests/check.ts"
import type { KnownNode, KnownNodes } from "#competition/contests/node-rules.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import type { KnownEntries, KnownPanels } from "#competition/ranking/entry-rules.ts"
import { compare, type Exact, isMultiple, shown } from "#lib/exact.ts"

export type Known = { readonly nodes: KnownNodes; readonly entries: KnownEntries; readonly panels: KnownPanels }
/** Who has marked so far: entry → node → judge → the number of the mark. */
type Seats = Map<string, Map<string, Map<string, number>>>

function limited(note: Note, mark: Exact, written: unknown, at: string, node: KnownNode): void {
  const found = quote(written)
  if (node.min && compare(mark, node.min) < 0) note(at, "below_min", { found, limit: shown(node.min) })
  if (node.max && compare(mark, node.max) > 0) note(at, "above_max", { found, limit: shown(node.max) })
  if (node.step && !isMultiple(mark, node.step)) note(at, "off_step", { found, step: shown(node.step) })
}

function judgeOf(note: Note, mark: Members, at: string, node: KnownNode): string | undefined {
  if (node.kind === "measured") return has(mark, "judge") ? note(`${at}/judge`, "judge_unwanted", {}) : ""
  if (!has(mark, "judge")) return note(`${at}/judge`, "missing", { member: "judge" })
  return code(note, mark.judge, `${at}/judge`)
}

function panelOf(seats: Seats, entry: string, key: string): Map<string, number> {
  const nodes = seats.get(entry) ?? new Map<string, Map<string, number>>()
  const panel = nodes.get(key) ?? new Map<string, number>()
  if (panel.size === 0) seats.set(entry, nodes.set(key, panel))
  return panel
}

function seated(note: Note, mark: Members, index: number, node: KnownNode, known: Known, seats: Seats): void {
  const at = `/marks/${index}`
  const [entry, key] = [String(mark.entry), String(mark.node)]
  const judge = judgeOf(note, mark, at, node)
  if (judge === undefined) return
  const panel = panelOf(seats, entry, key)
  const first = panel.get(judge)
  if (first !== undefined && judge) note(at, "judge_twice", { judge, first: `/marks/${first}` })
  else if (first !== undefined) note(at, "mark_twice", { first: `/marks/${first}` })
  else panel.set(judge, index)
  const judges = known.panels.get(key)?.get(entry) ?? node.judges
  if (first === undefined && judges !== undefined && panel.size > judges) note(at, "panel_full", { judges })
}

function nodeOf(note: Note, key: unknown, at: string, nodes: KnownNodes): KnownNode | undefined {
  const node = typeof key === "string" ? nodes.get(key) : undefined
  if (!node) return nodes.size > 0 ? note(at, "unknown_node", { found: quote(key) }) : undefined
  if (node.kind === "measured" || node.kind === "judged") return node
  return node.kind && note(at, "not_marked", { found: quote(key) })
}

function markRule(note: Note, value: unknown, index: number, known: Known, seats: Seats): void {
  const at = `/marks/${index}`
  const mark = members(note, value, at, ["entry", "node", "value"], ["judge"])
  if (!mark) return
  const { nodes, entries } = known
  const isEntry = !entries || (typeof mark.entry === "string" && entries.has(mark.entry))
  if (!isEntry && has(mark, "entry")) note(`${at}/entry`, "unknown_entry", { found: quote(mark.entry) })
  const node = has(mark, "node") ? nodeOf(note, mark.node, `${at}/node`, nodes) : undefined
  const number = given(note, mark, at, "value", decimal)
  if (node && number) limited(note, number, mark.value, child(at, "value"), node)
  if (node && isEntry) seated(note, mark, index, node, known, seats)
}

/** Every mark: of a known entry and node, in its limits, and one a judge; a measured node has one mark in all. */
export function markRules(note: Note, value: unknown, known: Known): void {
  const seats: Seats = new Map()
  for (const [index, mark] of (list(note, value, "/marks") ?? []).entries()) markRule(note, mark, index, known, seats)
}
