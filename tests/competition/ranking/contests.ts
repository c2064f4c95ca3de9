import fc from "fast-check"
import { nodesOf } from "#competition/contests/nodes.ts"
import type { Prize, SchemeNode } from "#competition/contests/scheme.ts"
import type { Bundle, Entry } from "#competition/ranking/bundle.ts"

// Small lawful contests with many ties, gaps and rounding edges.

const optional = <T>(name: string, values: fc.Arbitrary<T>) =>
  fc.option(values, { nil: undefined }).map((value) => (value === undefined ? {} : { [name]: value }))
const few = (...values: string[]) => fc.constantFrom(...values)
const settling = fc
  .tuple(
    fc.oneof(
      fc.constant({}),
      fc.record({ round: fc.integer({ min: 0, max: 2 }), rounding: fc.constantFrom("half-up", "down") }),
    ),
    optional("floor", few("-1", "1.5")),
    optional("cap", few("2.25", "9")),
    optional("pass", few("0", "2")),
  )
  .map((parts) => Object.assign({}, ...parts))
const missing = optional("missing", few("0", "omit"))
const judged = fc
  .record({
    high: fc.integer({ min: 0, max: 1 }),
    low: fc.integer({ min: 0, max: 1 }),
    more: fc.integer({ min: 1, max: 3 }),
    combine: few("mean", "sum", "median"),
  })
  .chain(({ high, low, more, combine }) =>
    fc.tuple(missing, optional("factor", few("0.6", "-2"))).map(([gap, factor]) => ({
      kind: "judged",
      judges: high + low + more,
      drop: { high, low },
      combine,
      min: "-9",
      ...gap,
      ...factor,
    })),
  )
const leaf = fc.oneof(
  missing.map((gap) => ({ kind: "measured", min: "-9", ...gap })),
  judged,
  fc.tuple(few("n", "t"), missing).map(([name, gap]) => ({ kind: "value", name, ...gap })),
)
type Bare = Record<string, unknown> & { parts?: Bare[] }
const tree: fc.Memo<Bare> = fc.memo((depth) =>
  depth <= 1 ? leaf.chain(withSettling) : fc.oneof(leaf.chain(withSettling), branch(depth)),
)
const withSettling = (node: object): fc.Arbitrary<Bare> => settling.map((more) => ({ ...node, ...more }))
const branch = (depth: number): fc.Arbitrary<Bare> =>
  fc
    .tuple(
      few("sum", "mean", "product", "best"),
      fc.array(tree(depth - 1), { minLength: 1, maxLength: 3 }),
      few("0.3", "1", "7"),
      fc.boolean(),
    )
    .chain(([kind, parts, weight, low]) => {
      const weighted =
        kind === "sum" || kind === "mean" ? parts.map((part, index) => (index ? part : { ...part, weight })) : parts
      return withSettling({
        kind,
        parts: weighted,
        ...(kind === "best" && { count: 2, ...(low && { direction: "low" }) }),
      })
    })

function keyed(node: Bare, next = { key: 0 }): SchemeNode {
  const key = `k${next.key++}`
  return {
    key,
    ...node,
    ...(node.parts && { parts: node.parts.map((part) => keyed(part, next)) }),
  } as unknown as SchemeNode
}

const numbers = few("0", "1", "1.5", "2", "2.25", "2.5", "-1", "0.05", "3.335")
const prize = fc
  .tuple(
    fc.oneof(
      fc.record({ count: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ share: few("0", "0.25", "0.5", "1"), rounding: few("floor", "ceil", "half-up") }),
    ),
    optional("ties", few("all", "none")),
    optional("needsPass", fc.boolean()),
    optional("within", fc.boolean()),
  )
  .map((parts) => Object.assign({}, ...parts) as Prize)

const marksFor = (scheme: SchemeNode, code: string) => {
  const leaves = nodesOf(scheme).flatMap(({ node }) =>
    node.kind === "measured" || node.kind === "judged" ? [node] : [],
  )
  return fc.tuple(
    ...leaves.map((node) => {
      const seats = node.kind === "judged" ? node.judges : 1
      const full = fc.array(numbers, { minLength: seats, maxLength: seats })
      const given = fc.oneof(
        { weight: 6, arbitrary: full },
        { weight: 1, arbitrary: fc.array(numbers, { maxLength: seats }) },
      )
      return given.map((values) =>
        values.map((value, index) => ({
          entry: code,
          node: node.key,
          ...(node.kind === "judged" && { judge: `J${index}` }),
          value,
        })),
      )
    }),
  )
}

/** A lawful contest of up to eight entries, its scheme three levels deep at most. */
export const contests: fc.Arbitrary<Bundle> = tree(3).chain((bare) => {
  const scheme = keyed(bare)
  const keys = nodesOf(scheme).map(({ key }) => key)
  const order = fc.array(
    fc.record({ by: fc.constantFrom(...keys, "value:n", "value:t"), direction: fc.constantFrom("asc", "desc") }),
    { minLength: 1, maxLength: 3 },
  )
  const entry = (code: string): fc.Arbitrary<Entry> =>
    fc
      .tuple(
        fc.oneof({ weight: 5, arbitrary: fc.constant("competed") }, { weight: 1, arbitrary: few("guest", "absent") }),
        optional("team", few("S", "T")),
        fc.record({ n: numbers, t: numbers }, { requiredKeys: [] }),
      )
      .map(([status, team, values]) => ({ code, status, ...team, values }) as Entry)
  return fc
    .uniqueArray(few("A", "B", "C", "D", "a1", "a10", "a2", "Z"), { minLength: 1, maxLength: 8 })
    .chain((codes) =>
      fc
        .tuple(
          order,
          few("skip", "dense"),
          fc.tuple(...codes.map(entry)),
          fc.tuple(...codes.map((code) => marksFor(scheme, code))),
          fc.array(prize, { maxLength: 4 }),
        )
        .map(
          ([items, places, entries, marks, list]) =>
            ({
              format: "laurel-contest/1",
              event: { code: "random" },
              scheme,
              ranking: { order: items, places },
              prizes: list.map((each, index) => ({ ...each, name: `p${index}` })),
              teams: { combine: "sum", order: ["total", "places"] },
              entries,
              marks: marks.flat(2),
            }) as Bundle,
        ),
    )
})
