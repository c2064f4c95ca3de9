import type { RuleTitles } from "#db/schema/index.ts"
import { compare, exact, isMultiple, ZERO } from "#lib/exact.ts"
import { NOT_OBSERVED } from "#lib/mark-value.ts"
import { nodesOf, valueNames } from "./nodes.ts"
import { VALUE } from "./ranking-rules.ts"
import type { JudgedNode, MeasuredNode, Rules } from "./scheme.ts"

/** A mark that was given: its slot is a node key or `value:<name>`. */
export type GivenMark = {
  readonly entryId: number
  readonly slot: string
  readonly seatId: number | null
  readonly value: string
}
export type GivenPanel = { readonly nodeKey: string; readonly size: number }
type Marked = MeasuredNode | JudgedNode

type Conducts = NonNullable<RuleTitles["conduct"]>

function fits(node: Marked, value: string, conduct: Conducts): boolean {
  if (value === NOT_OBSERVED) return Object.hasOwn(conduct, node.key) && conduct[node.key]?.unobserved !== undefined
  const mark = exact(value)
  if (compare(mark, exact(node.min ?? "0")) < 0) return false
  if (node.max !== undefined && compare(mark, exact(node.max)) > 0) return false
  return node.step === undefined || compare(exact(node.step), ZERO) <= 0 || isMultiple(mark, exact(node.step))
}

/** Entries whose panel has more marks than the new rules seat, by slot. */
function overfull(marks: readonly GivenMark[], judged: ReadonlyMap<string, JudgedNode>, panels: readonly GivenPanel[]) {
  const counts = new Map<string, number>()
  for (const { entryId, slot } of marks) counts.set(`${slot} ${entryId}`, (counts.get(`${slot} ${entryId}`) ?? 0) + 1)
  const most = (key: string, judges: number) =>
    Math.max(judges, ...panels.filter(({ nodeKey }) => nodeKey === key).map(({ size }) => size))
  return [...counts].flatMap(([cell, count]) => {
    const node = judged.get(cell.slice(0, cell.indexOf(" ")))
    return node && count > most(node.key, node.judges) ? [node.key] : []
  })
}

/** Slots in which marks already given would not be valid under these rules, each once; empty when the rules may change. */
export function brokenSlots(
  { rules, conduct = {} }: { readonly rules: Rules; readonly conduct?: Conducts | undefined },
  marks: readonly GivenMark[],
  panels: readonly GivenPanel[],
): string[] {
  const nodes = nodesOf(rules.scheme).map(({ node }) => node)
  const marked = new Map(
    nodes.flatMap((node) => (node.kind === "measured" || node.kind === "judged" ? [[node.key, node]] : [])),
  )
  const judged = new Map(nodes.flatMap((node) => (node.kind === "judged" ? [[node.key, node]] : [])))
  const values = new Set(valueNames(rules).map((name) => `${VALUE}${name}`))
  const broken = marks.filter(({ slot, seatId, value }) => {
    if (slot.startsWith(VALUE)) return !values.has(slot)
    const node = marked.get(slot)
    return !node || (node.kind === "judged") !== (seatId !== null) || !fits(node, value, conduct)
  })
  const shrunk = panels.filter(({ nodeKey, size }) => {
    const drop = judged.get(nodeKey)?.drop
    return !judged.has(nodeKey) || size <= (drop?.high ?? 0) + (drop?.low ?? 0)
  })
  return [
    ...new Set([
      ...broken.map(({ slot }) => slot),
      ...overfull(marks, judged, panels),
      ...shrunk.map(({ nodeKey }) => nodeKey),
    ]),
  ].sort()
}
