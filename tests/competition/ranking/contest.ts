import type { Rules, SchemeNode } from "#competition/contests/scheme.ts"
import type { Bundle, Entry } from "#competition/ranking/bundle.ts"
import { type ContestResult, tally } from "#competition/ranking/tally.ts"

/** Marks as `node` → value of a measured node, or values of the judges J1, J2 … of a judged one. */
export type Marks = Readonly<Record<string, string | readonly string[]>>
export type Contestant = Partial<Entry> & { readonly marks?: Marks }

const marksOf = (entry: string, marks: Marks): Bundle["marks"] =>
  Object.entries(marks).flatMap(([node, given]) =>
    typeof given === "string"
      ? [{ entry, node, value: given }]
      : given.map((value, index) => ({ entry, node, judge: `J${index + 1}`, value })),
  )

/** A contest in few words: who, with which marks, by which rules; higher totals first unless said otherwise. */
export function contest(
  scheme: SchemeNode,
  contestants: Readonly<Record<string, Contestant>>,
  rules: Partial<Rules> & Pick<Partial<Bundle>, "panels"> = {},
): Bundle {
  const all = Object.entries(contestants)
  return {
    format: "laurel-contest/1",
    event: { code: "test" },
    scheme,
    ranking: { order: [{ by: scheme.key, direction: "desc" }], places: "skip" },
    ...rules,
    entries: all.map(([code, { marks: _, ...entry }]) => ({ code, status: "competed", ...entry })),
    marks: all.flatMap(([code, { marks }]) => marksOf(code, marks ?? {})),
  }
}

/** One measured node and a total per entry: enough for places, prizes and teams. */
export const totals = (marks: Readonly<Record<string, string>>, rules: Parameters<typeof contest>[2] = {}) =>
  contest(
    { key: "total", kind: "measured", min: "-1000" },
    Object.fromEntries(Object.entries(marks).map(([code, total]) => [code, { marks: { total } }])),
    rules,
  )

export const column = <K extends "place" | "total" | "prize" | "passed" | "tied" | "advances">(
  result: ContestResult,
  name: K,
) => Object.fromEntries(result.entries.map((line) => [line.entry, line[name]]))

export const places = (bundle: Bundle) => column(tally(bundle), "place")
export const prizes = (bundle: Bundle) => column(tally(bundle), "prize")
