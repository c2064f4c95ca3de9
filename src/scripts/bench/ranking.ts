import type { Bundle } from "#competition/ranking/bundle.ts"
import { tally } from "#competition/ranking/tally.ts"
import { answering } from "./children.ts"

const nodes = ["n1", "n2", "n3", "n4", "n5"]
const judges = ["J1", "J2", "J3", "J4", "J5"]

/** So many entries, each marked by five judges on five nodes; the marks repeat only after thousands. */
export function bundleOf(count: number): Bundle {
  const entries = Array.from({ length: count }, (_, at) => ({ code: `E${at}`, status: "competed" as const }))
  const marks = entries.flatMap(({ code }, at) =>
    nodes.flatMap((node, n) =>
      judges.map((judge, j) => ({
        entry: code,
        node,
        judge,
        value: `${((at * 7919 + n * 31 + j * 17) % 10_000) / 100}`,
      })),
    ),
  )
  const part = (key: string) => ({
    key,
    kind: "judged" as const,
    judges: 5,
    combine: "mean" as const,
    max: "100",
    weight: "0.2",
  })
  return {
    format: "laurel-contest/1",
    event: { code: "bench" },
    scheme: { key: "total", kind: "sum", parts: nodes.map((key) => ({ ...part(key), drop: { high: 1, low: 1 } })) },
    ranking: { order: [{ by: "total", direction: "desc" }], places: "skip" },
    entries,
    marks,
  }
}

/** Milliseconds that ranking takes, the bundle in memory. */
async function time(count: number): Promise<{ ms: number; placed: number }> {
  const bundle = bundleOf(count)
  // What an earlier round has left is cleared before the clock starts, not while it runs.
  globalThis.gc?.()
  const began = performance.now()
  const result = tally(bundle)
  const ms = performance.now() - began
  return { ms, placed: result.entries.filter(({ place }) => place !== null).length }
}

answering(time)
