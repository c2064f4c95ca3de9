import { nodesOf, valueNames } from "#competition/contests/nodes.ts"
import type { Problem } from "#competition/contests/problem.ts"
import type { JudgedNode, MeasuredNode, Rules } from "#competition/contests/scheme.ts"
import type { Bundle, Mark } from "#competition/ranking/bundle.ts"
import { type Exact, exact, ONE, over, plus, rounded, shown, times, whole } from "#lib/exact.ts"

/** One field of the example: a mark of a node (one for each judge), or a value. */
export type Input = {
  readonly field: string
  readonly entry: number
  readonly slot: string
  /** From 1; 0 where there is no judge. */
  readonly judge: number
  readonly node: MeasuredNode | JudgedNode | undefined
}

/** Most entries that can be tried side by side. */
export const MOST_ENTRIES = 6

export const codeOfEntry = (entry: number): string => `A${String(entry + 1).padStart(2, "0")}`

/** Every field of `entries` sample entries, in the order of the scheme. */
export function inputsOf(rules: Rules, entries: number): Input[] {
  const marked = nodesOf(rules.scheme).flatMap(({ node }) =>
    node.kind === "measured" || node.kind === "judged" ? [node] : [],
  )
  return Array.from({ length: entries }, (_, entry) => [
    ...marked.flatMap((node, index) => {
      const judges = node.kind === "judged" ? node.judges : 0
      const of = (judge: number) => ({ field: `e${entry}.n${index}.j${judge}`, entry, slot: node.key, judge, node })
      return judges > 0 ? Array.from({ length: judges }, (_each, judge) => of(judge + 1)) : [of(0)]
    }),
    ...valueNames(rules).map((name, index) => {
      return { field: `e${entry}.v${index}`, entry, slot: `value:${name}`, judge: 0, node: undefined }
    }),
  ]).flat()
}

const TWO = whole(2)

/** The number cut to a multiple of the step, so that the example is a mark that could be given. */
const onStep = (value: Exact, step: Exact): Exact => times(rounded(over(value, step), 0, "down"), step)

/** The first entry gets the best marks, the others the middle; deductions start at none. */
export function sampleOf({ entry, node }: Input): string {
  if (!node) return String(100 - 10 * entry)
  const [min, max] = [exact(node.min ?? "0"), exact(node.max ?? "100")]
  if (node.weight?.startsWith("-")) return node.min ?? "0"
  if (entry === 0) return shown(node.step ? onStep(max, exact(node.step)) : max)
  const middle = over(plus(min, max), TWO)
  return shown(node.step ? onStep(middle, exact(node.step)) : times(middle, ONE))
}

export type Sample = { readonly bundle: Bundle; readonly fieldAt: (problem: Problem) => string }

/** The bundle that the typed numbers make, and where a problem with it was typed. */
export function sampleBundle(rules: Rules, inputs: readonly Input[], typed: Readonly<Record<string, string>>): Sample {
  const given = inputs.filter(({ field }) => typed[field])
  const inMarks = given.filter(({ node }) => node)
  const marks: Mark[] = inMarks.map(({ entry, slot, judge, field }) => ({
    entry: codeOfEntry(entry),
    node: slot,
    ...(judge > 0 && { judge: `J${judge}` }),
    value: typed[field] ?? "",
  }))
  const count = Math.max(0, ...inputs.map(({ entry }) => entry + 1))
  const values = (entry: number) => given.filter((input) => input.entry === entry && !input.node)
  const entries = Array.from({ length: count }, (_, entry) => ({
    code: codeOfEntry(entry),
    status: "competed" as const,
    values: Object.fromEntries(values(entry).map(({ slot, field }) => [slot.slice(6), typed[field] ?? ""])),
  }))
  const fieldAt = ({ at }: Problem): string => {
    const [, list, index = "", , name] = at.split("/")
    if (list === "marks") return inMarks[Number(index)]?.field ?? ""
    return values(Number(index)).find(({ slot }) => slot === `value:${name}`)?.field ?? ""
  }
  return { bundle: { ...rules, format: "laurel-contest/1", event: { code: "example" }, entries, marks }, fieldAt }
}
