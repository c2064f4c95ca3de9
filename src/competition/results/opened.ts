import type { Explanation, Neighbour } from "#competition/ranking/explain.ts"
import type { NodeTrace } from "#competition/ranking/trace.ts"
import type { Both, RuleTitles } from "#db/schema/index.ts"
import { titleIn } from "./columns.ts"

/** One sentence about how a number came to be: a text at `ranking.steps.<code>` and its facts. */
export type Step = { readonly code: string; readonly [fact: string]: unknown }

/** A node of the scheme opened for people: what it is called, its value, and how it came to that. */
export type Opened = {
  readonly title: Both
  readonly value: string | null
  readonly weight: string | null
  readonly contribution: string | null
  readonly steps: readonly Step[]
  readonly marks: NodeTrace["marks"]
  readonly parts: readonly Opened[]
}

/** Opens a number down to its marks; single judges' marks only where they may be shown, else only how many there were. */
export function openedNode(trace: NodeTrace, titles: RuleTitles, showsJudges: boolean): Opened {
  return {
    title: titleIn(titles.nodes, trace.key),
    value: trace.value,
    weight: trace.weight,
    contribution: trace.contribution,
    steps: stepsOf(trace),
    marks: showsJudges && trace.node.kind === "judged" ? trace.marks : [],
    parts: trace.parts.map((part) => openedNode(part, titles, showsJudges)),
  }
}

const stepsOf = (trace: NodeTrace): Step[] => [...origin(trace), ...adjustments(trace)]

function origin({ node, marks, panel, combined, state, factor }: NodeTrace): Step[] {
  if (state === "omitted") return [{ code: "omitted" }]
  if (state === "incomplete" && panel) return [{ code: "incomplete", ...panel }]
  if (panel?.has === 0) return [{ code: "missing_zero" }]
  if (node.kind !== "judged") return [{ code: node.kind, ...("count" in node ? { count: node.count } : {}) }]
  const dropped = marks.filter((mark) => mark.dropped).length
  const step = { code: `${dropped ? "judged" : "all"}_${node.combine}`, has: panel?.has ?? 0, dropped, combined }
  return factor && factor !== "1" ? [step, { code: "factor", factor }] : [step]
}

function adjustments({ node, raw, rounded, limited, pass }: NodeTrace): Step[] {
  return [
    ...(node.round !== undefined && rounded !== null && rounded !== raw
      ? [{ code: `round_${(node.rounding ?? "half-up").replace("-", "_")}`, digits: node.round, raw, rounded }]
      : []),
    ...(limited ? [{ code: limited, limit: node[limited] }] : []),
    ...(pass ? [{ code: pass.passed ? "passed" : "not_passed", mark: pass.mark }] : []),
  ]
}

/** The name of what an item of the order compares: a node, or an entry's value. */
export const comparedTitle = (by: string, titles: RuleTitles): Both =>
  by.startsWith("value:") ? titleIn(titles.values, by.slice(6)) : titleIn(titles.nodes, by)

/** Why this place: the number opened, what the order compares, and what set the entry apart from its neighbours. */
export function openedEntry(explanation: Explanation, titles: RuleTitles, showsJudges: boolean) {
  const neighbour = (side: "above" | "below", one: Neighbour | null) =>
    one
      ? [{ side, ...one, decided: one.decided && { ...one.decided, title: comparedTitle(one.decided.by, titles) } }]
      : []
  return {
    ...explanation,
    root: openedNode(explanation.root, titles, showsJudges),
    order: explanation.order.map((item) => ({ ...item, title: comparedTitle(item.by, titles) })),
    neighbours: [...neighbour("above", explanation.above), ...neighbour("below", explanation.below)],
    gaps: explanation.gaps.map((gap) => ({ ...gap, title: titleIn(titles.nodes, gap.node) })),
  }
}

export type OpenedEntry = ReturnType<typeof openedEntry>
