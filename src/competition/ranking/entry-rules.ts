import { type Check, choice, code, count, decimal, given, list, members, object } from "#competition/contests/check.ts"
import type { KnownNodes } from "#competition/contests/node-rules.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import type { Status } from "#competition/ranking/bundle.ts"

/** Entry code → pointer to the entry; undefined when the list of entries cannot be read. */
export type KnownEntries = ReadonlyMap<string, string> | undefined
/** Node key → entry code → the judges of the changed panel. */
export type KnownPanels = ReadonlyMap<string, ReadonlyMap<string, number>>

const status = choice<Status>("competed", "guest", "absent", "withdrawn", "disqualified")

const values: Check<unknown> = (note, value, at) => {
  for (const [name, number] of Object.entries(object(note, value, at) ?? {})) {
    code(note, name, child(at, name))
    decimal(note, number, child(at, name))
  }
}

export function entryRules(note: Note, value: unknown, at: string): KnownEntries {
  const entries = list(note, value, at)
  const known = new Map<string, string>()
  for (const [index, each] of (entries ?? []).entries()) {
    const place = `${at}/${index}`
    const entry = members(note, each, place, ["code", "status"], ["team", "values"])
    if (!entry) continue
    const own = given(note, entry, place, "code", code)
    const first = own === undefined ? undefined : known.get(own)
    if (first) note(`${place}/code`, "entry_taken", { found: quote(own), first })
    else if (own !== undefined) known.set(own, place)
    given(note, entry, place, "status", status)
    given(note, entry, place, "team", code)
    given(note, entry, place, "values", values)
  }
  return entries && known
}

function judgedNode(note: Note, key: string, at: string, nodes: KnownNodes) {
  const node = nodes.get(key)
  if (node && (node.kind === "judged" || node.kind === undefined)) return node
  if (node) return note(at, "not_judged", { found: quote(key) })
  return nodes.size > 0 ? note(at, "unknown_node", { found: quote(key) }) : undefined
}

/** Changed panels: of judged nodes and known entries, and larger than the drops of the node. */
export function panelRules(
  note: Note,
  value: unknown,
  at: string,
  nodes: KnownNodes,
  entries: KnownEntries,
): KnownPanels {
  const known = new Map<string, Map<string, number>>()
  for (const [key, sizes] of Object.entries(object(note, value, at) ?? {})) {
    const node = judgedNode(note, key, child(at, key), nodes)
    const ofNode = new Map<string, number>()
    known.set(key, ofNode)
    for (const [entry, size] of Object.entries(object(note, sizes, child(at, key)) ?? {})) {
      const place = child(child(at, key), entry)
      if (entries && !entries.has(entry)) note(place, "unknown_entry", { found: quote(entry) })
      const judges = count(1)(note, size, place)
      const drops = node?.drops ?? 0
      if (judges === undefined) continue
      if (judges <= drops) note(place, "panel_not_above_drops", { judges, drops })
      ofNode.set(entry, judges)
    }
  }
  return known
}
