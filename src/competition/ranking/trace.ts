import type { SchemeNode } from "#competition/contests/scheme.ts"
import type { Compiled } from "#competition/ranking/compiled.ts"
import { needsOf, passes, rawOutcome, type Sheet } from "#competition/ranking/evaluation.ts"
import { type Account, marksOf } from "#competition/ranking/ledger.ts"
import { limitOf, numberOf, present, roundedValue, taken, weights } from "#competition/ranking/outcome.ts"
import { combine, type GivenMark, sift } from "#competition/ranking/panel.ts"
import { type Exact, over, shown, times } from "#lib/exact.ts"

export type MarkTrace = {
  readonly judge: string | null
  readonly value: string
  readonly dropped: "high" | "low" | null
}
/** What a part brings to the node above it; null where it brings nothing. */
export type Share = { readonly weight: string | null; readonly contribution: string | null }
/** A node opened; numbers as they are shown, null where the node has none. */
export type NodeTrace = Share & {
  readonly key: string
  readonly node: SchemeNode
  readonly state: "value" | "omitted" | "incomplete"
  readonly marks: readonly MarkTrace[]
  /** The marks here and the marks needed; null for a node without marks. */
  readonly panel: { readonly has: number; readonly needs: number } | null
  /** The kept marks combined, before the factor. */
  readonly combined: string | null
  readonly factor: string | null
  readonly raw: string | null
  readonly rounded: string | null
  readonly limited: "floor" | "cap" | null
  readonly value: string | null
  readonly pass: { readonly mark: string; readonly passed: boolean } | null
  readonly parts: readonly NodeTrace[]
}

const text = (value: Exact | undefined) => (value ? shown(value) : null)

const marked = (marks: readonly GivenMark[], dropped: MarkTrace["dropped"]): readonly MarkTrace[] =>
  marks.map(({ judge, value }) => ({ judge: judge ?? null, value: shown(value), dropped }))

function panelTrace({ node }: Compiled, account: Account): Pick<NodeTrace, "marks" | "panel" | "combined"> {
  const marks = marksOf(account, node.key)
  if (node.kind === "measured") {
    const panel = { has: marks.length, needs: 1 }
    return { marks: marked(marks, null), panel, combined: text(marks[0]?.value) }
  }
  if (node.kind !== "judged") return { marks: [], panel: null, combined: null }
  const panel = { has: marks.length, needs: needsOf(account, node) }
  if (panel.has < panel.needs) return { marks: marked(marks, null), panel, combined: null }
  const { low, kept, high } = sift(node, marks)
  const traces = [...marked(low, "low"), ...marked(kept, null), ...marked(high, "high")]
  return { marks: traces, panel, combined: shown(combine(node, kept)) }
}

/** Slot → what that part contributes to a sum, a mean or a best; a product has no such shares. */
function contributions(compiled: Compiled, { outcomes }: Sheet): ReadonlyMap<number, Exact> {
  const { node } = compiled
  const parts = present(compiled, outcomes)
  if (node.kind === "best") return new Map(taken(node, parts).map(({ slot, value }) => [slot, value]))
  if (node.kind !== "sum" && node.kind !== "mean") return new Map()
  const whole = node.kind === "mean" && parts.length > 0 ? weights(parts) : undefined
  const share = (product: Exact) => (whole ? over(product, whole) : product)
  return new Map(parts.map(({ slot, weight, value }) => [slot, share(times(weight, value))]))
}

function partTraces(compiled: Compiled, account: Account, sheet: Sheet): readonly NodeTrace[] {
  const shares = contributions(compiled, sheet)
  const isWeighted = compiled.node.kind === "sum" || compiled.node.kind === "mean"
  return compiled.parts.map((part) => {
    const weight = isWeighted ? shown(part.weight) : null
    return traceNode(part, account, sheet, { weight, contribution: text(shares.get(part.slot)) })
  })
}

function passTrace(compiled: Compiled, sheet: Sheet): NodeTrace["pass"] {
  const { pass, slot } = compiled
  return pass ? { mark: shown(pass), passed: passes(compiled, sheet.outcomes[slot]) } : null
}

/** A node and everything below it, by the same steps that gave it its value. */
export function traceNode(
  compiled: Compiled,
  account: Account,
  sheet: Sheet,
  share: Share = { weight: null, contribution: null },
): NodeTrace {
  const { node, slot, factor } = compiled
  const outcome = sheet.outcomes[slot]
  const raw = numberOf(rawOutcome(compiled, account, sheet.outcomes))
  const rounded = raw && roundedValue(compiled, raw)
  return {
    key: node.key,
    node,
    state: typeof outcome === "string" ? outcome : "value",
    ...share,
    ...panelTrace(compiled, account),
    factor: text(factor),
    raw: text(raw),
    rounded: text(rounded),
    limited: (rounded && limitOf(compiled, rounded)) ?? null,
    value: text(numberOf(outcome)),
    pass: passTrace(compiled, sheet),
    parts: partTraces(compiled, account, sheet),
  }
}
