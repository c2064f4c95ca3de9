import type { Bundle, Entry } from "#competition/ranking/bundle.ts"
import { type GivenMark, given } from "#competition/ranking/panel.ts"

/** What one entry was given: marks by node key, values by name, panel sizes changed for it. */
export type Account = {
  readonly entry: Entry
  readonly marks: ReadonlyMap<string, readonly GivenMark[]>
  readonly panel: (node: string) => number | undefined
}

function panelOf(bundle: Bundle, entry: string, node: string): number | undefined {
  // A key such as "constructor" is a lawful one, and every object inherits that.
  const sizes = bundle.panels && Object.hasOwn(bundle.panels, node) ? bundle.panels[node] : undefined
  return sizes && Object.hasOwn(sizes, entry) ? sizes[entry] : undefined
}

/** Every entry with its marks, in the order of the bundle. */
export function accounts(bundle: Bundle): readonly Account[] {
  const book = new Map<string, Map<string, GivenMark[]>>(bundle.entries.map(({ code }) => [code, new Map()]))
  for (const { entry, node, judge, value } of bundle.marks) {
    const marks = book.get(entry)
    const ofNode = marks?.get(node)
    if (ofNode) ofNode.push(given(judge, value))
    else marks?.set(node, [given(judge, value)])
  }
  return bundle.entries.map((entry) => ({
    entry,
    marks: book.get(entry.code) ?? new Map(),
    panel: (node) => panelOf(bundle, entry.code, node),
  }))
}

export const marksOf = (account: Account, key: string): readonly GivenMark[] => account.marks.get(key) ?? []

/** A value of the entry by its name, as written. */
export function valueText({ values }: Entry, name: string): string | undefined {
  return values && Object.hasOwn(values, name) ? values[name] : undefined
}
