import { choice, code, given, has, list, type Members, members, object } from "#competition/contests/check.ts"
import {
  bestOf,
  type Limits,
  limits,
  named,
  type Panel,
  panel,
  settling,
  weighing,
} from "#competition/contests/node-members.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import type { NodeKind } from "#competition/contests/scheme.ts"

/** What orders, panels and marks ask of a node; entered also when the node itself has problems. */
export type KnownNode = { readonly at: string; readonly kind: NodeKind | undefined } & Partial<Limits & Panel>
export type KnownNodes = Map<string, KnownNode>
type Position = { readonly depth: number; readonly parent: NodeKind | undefined }

/** How many nodes a leaf may have above it. */
const DEEPEST = 32

const COMMON = ["round", "rounding", "floor", "cap", "pass", "weight"]
const LIMITS = ["max", "min", "step", "missing"]
const SHAPES: Readonly<Record<NodeKind, { required: readonly string[]; optional: readonly string[] }>> = {
  measured: { required: [], optional: LIMITS },
  judged: { required: ["judges", "combine"], optional: [...LIMITS, "drop", "factor"] },
  value: { required: ["name"], optional: ["missing"] },
  sum: { required: ["parts"], optional: [] },
  mean: { required: ["parts"], optional: [] },
  product: { required: ["parts"], optional: [] },
  best: { required: ["parts", "count"], optional: ["direction"] },
}
const kinds = choice(...(Object.keys(SHAPES) as NodeKind[]))

function details(note: Note, node: Members, at: string, kind: NodeKind): Partial<Limits & Panel> {
  if (kind === "measured") return limits(note, node, at)
  if (kind === "judged") return { ...limits(note, node, at), ...panel(note, node, at) }
  if (kind === "value") named(note, node, at)
  if (kind === "best") bestOf(note, node, at)
  return {}
}

function enter(note: Note, known: KnownNodes, node: Members, entry: KnownNode): void {
  const key = given(note, node, entry.at, "key", code)
  const first = key === undefined ? undefined : known.get(key)
  if (first) note(child(entry.at, "key"), "key_taken", { found: quote(key), first: child(first.at, "key") })
  // Nobody can tell which of the two a mark means, so nothing more is asked of either.
  if (key !== undefined && first) known.set(key, { at: first.at, kind: undefined })
  else if (key !== undefined) known.set(key, entry)
}

function partRules(note: Note, known: KnownNodes, node: Members, at: string, position: Position): void {
  const place = child(at, "parts")
  const tooDeep = position.depth > DEEPEST
  if (tooDeep) note(place, "parts_too_deep", { limit: DEEPEST })
  const parts = (!tooDeep && list(note, node.parts, place, 1)) || []
  for (const [index, part] of parts.entries()) nodeRules(note, known, part, `${place}/${index}`, position)
}

/** Checks a node and all below it. A node of an unknown kind still has its keys entered, so nothing else trips over it. */
export function nodeRules(note: Note, known: KnownNodes, value: unknown, at: string, position: Position): void {
  const node = object(note, value, at)
  if (!node) return
  const kind = has(node, "kind") ? kinds(note, node.kind, child(at, "kind")) : undefined
  if (kind) members(note, node, at, ["key", "kind", ...SHAPES[kind].required], [...COMMON, ...SHAPES[kind].optional])
  else if (!has(node, "kind")) note(child(at, "kind"), "missing", { member: "kind" })
  if (kind) settling(note, node, at)
  if (kind && (position.depth === 0 || position.parent)) weighing(note, node, at, position.parent)
  enter(note, known, node, { at, kind, ...(kind && details(note, node, at, kind)) })
  const composite = kind === undefined || SHAPES[kind].required.includes("parts")
  if (composite && has(node, "parts")) partRules(note, known, node, at, { depth: position.depth + 1, parent: kind })
}
