import type { JudgedNode, MeasuredNode, ValueNode } from "#competition/contests/scheme.ts"
import type { Compiled, Scheme } from "#competition/ranking/compiled.ts"
import { type Account, marksOf, valueText } from "#competition/ranking/ledger.ts"
import { composed, type Outcome, settled } from "#competition/ranking/outcome.ts"
import { combine, sift } from "#competition/ranking/panel.ts"
import { compare, exact, times, ZERO } from "#lib/exact.ts"

/** Where marks are lacking: `has` of the `needs` that would complete the node. */
export type Gap = { readonly node: string; readonly has: number; readonly needs: number }
/** One entry worked out: an outcome per slot, and the gaps that keep it from a total. */
export type Sheet = { readonly outcomes: readonly Outcome[]; readonly gaps: readonly Gap[]; readonly passed: boolean }

export const needsOf = (account: Account, node: JudgedNode) => account.panel(node.key) ?? node.judges

function absent({ missing }: MeasuredNode | JudgedNode | ValueNode): Outcome {
  if (missing === "0") return ZERO
  return missing === "omit" ? "omitted" : "incomplete"
}

function judged({ node, factor }: Compiled, account: Account): Outcome {
  if (node.kind !== "judged") return "incomplete"
  const marks = marksOf(account, node.key)
  if (marks.length === 0) return absent(node)
  if (marks.length < needsOf(account, node)) return "incomplete"
  const value = combine(node, sift(node, marks).kept)
  return factor ? times(value, factor) : value
}

/** The value of a node before rounding and limits, from the marks or from the outcomes of its parts. */
export function rawOutcome(compiled: Compiled, account: Account, outcomes: readonly (Outcome | undefined)[]): Outcome {
  const { node } = compiled
  if (node.kind === "measured") return marksOf(account, node.key)[0]?.value ?? absent(node)
  if (node.kind === "judged") return judged(compiled, account)
  if (node.kind !== "value") return composed(compiled, outcomes)
  const text = valueText(account.entry, node.name)
  return text === undefined ? absent(node) : exact(text)
}

function gapsOf(scheme: Scheme, account: Account, outcomes: readonly Outcome[]): readonly Gap[] {
  const [root] = scheme
  if (outcomes[0] === "omitted") return [{ node: root.node.key, has: 0, needs: 1 }]
  if (outcomes[0] !== "incomplete") return []
  const leaves = scheme.filter(({ parts, slot }) => parts.length === 0 && outcomes[slot] === "incomplete")
  return leaves.map(({ node }) => ({
    node: node.key,
    has: node.kind === "value" ? 0 : marksOf(account, node.key).length,
    needs: node.kind === "judged" ? needsOf(account, node) : 1,
  }))
}

/** A part left out does not pass. */
export function passes({ pass }: Compiled, outcome: Outcome | undefined): boolean {
  return !pass || (typeof outcome === "object" && compare(outcome, pass) >= 0)
}

export function evaluate(scheme: Scheme, account: Account): Sheet {
  const outcomes: Outcome[] = new Array(scheme.length).fill("incomplete")
  // Parts stand behind their node, so from the end every part is known before it is asked for.
  for (const compiled of scheme.toReversed()) {
    const raw = rawOutcome(compiled, account, outcomes)
    outcomes[compiled.slot] = typeof raw === "object" ? settled(compiled, raw) : raw
  }
  const passed = scheme.every((compiled) => passes(compiled, outcomes[compiled.slot]))
  return { outcomes, gaps: gapsOf(scheme, account, outcomes), passed }
}
