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

export const forTable = <L extends Numbers>(line: L): L => ({
  ...line,
  total: line.total && tableNumber(line.total),
  nodes: Object.fromEntries(Object.entries(line.nodes).map(([key, value]) => [key, value && tableNumber(value)])),
})
