import type { SchemeNode } from "#competition/contests/scheme.ts"
import type { Both, RuleTitles } from "#db/schema/index.ts"
import { exact, rounded, shown } from "#lib/exact.ts"

/** The name of a node or prize for people: its title, or its bare key where the rules give none. */
export const titleIn = (titles: Readonly<Record<string, Both>>, key: string): Both => {
  const given = titles[key]
  return given?.zh || given?.en ? given : { zh: key, en: key }
}

export type Column = { readonly key: string; readonly title: Both }

/** The parts a result table shows beside the total: those right under the root. */
export function columnsOf(scheme: SchemeNode, titles: RuleTitles): Column[] {
  const parts = "parts" in scheme ? scheme.parts : []
  return parts.map(({ key }) => ({ key, title: titleIn(titles.nodes, key) }))
}

/** A number as a table shows it: at most four digits after the point; the page that opens it has them all. */
export const tableNumber = (text: string): string =>
  /\.\d{5}/.test(text) ? shown(rounded(exact(text), 4, "half-up")) : text

type Numbers = { readonly total: string | null; readonly nodes: Readonly<Record<string, string | null>> }

const shortened = <L extends Numbers>(line: L): L => ({
  ...line,
  total: line.total && tableNumber(line.total),
  nodes: Object.fromEntries(Object.entries(line.nodes).map(([key, value]) => [key, value && tableNumber(value)])),
})

const decimals = (value: string | null | undefined): number => value?.split(".")[1]?.length ?? 0

/** Makes the figures of one column equally long after the point, so that the points stand under each other. */
export function aligned(values: readonly (string | null | undefined)[]) {
  const places = Math.max(0, ...values.map(decimals))
  return (value: string | null | undefined): string | null => {
    if (value === null || value === undefined) return null
    if (!/^-?\d+(\.\d+)?$/.test(value) || decimals(value) === places) return value
    return `${value}${decimals(value) === 0 ? "." : ""}${"0".repeat(places - decimals(value))}`
  }
}

/** Lines of a result as a table shows them: figures shortened, and aligned in every column. */
export function inColumns<T extends Numbers>(given: readonly T[]): T[] {
  const lines = given.map(shortened)
  const total = aligned(lines.map((line) => line.total))
  const keys = new Set(lines.flatMap(({ nodes }) => Object.keys(nodes)))
  const columns = [...keys].map((key) => [key, aligned(lines.map(({ nodes }) => nodes[key]))] as const)
  return lines.map((line) => ({
    ...line,
    total: total(line.total),
    nodes: Object.fromEntries(columns.map(([key, even]) => [key, even(line.nodes[key])])),
  }))
}
