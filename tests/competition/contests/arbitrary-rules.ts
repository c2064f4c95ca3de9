import fc from "fast-check"
import { nodesOf } from "#competition/contests/nodes.ts"
import type { Rules, SchemeNode } from "#competition/contests/scheme.ts"
import type { Both, Promotion } from "#db/schema/index.ts"
import { skillLevels } from "#db/words.ts"

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(members: T) =>
  fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>

const positive = fc.tuple(fc.nat(200), fc.constantFrom("", ".5", ".50", ".125")).map(([n, rest]) => `${n + 1}${rest}`)
const decimal = fc.oneof(positive, fc.constantFrom("0", "-3", "-0.25", "0.0"))
const missing = fc.constantFrom("0", "omit")
const limits = { max: positive, min: fc.constantFrom("0", "-1", "0.5"), step: positive, missing }

const settling = fc.oneof(
  optional({ pass: decimal, floor: fc.constant("-1"), cap: fc.constant("100.0") }),
  fc.record({ round: fc.nat(4), rounding: fc.constantFrom("half-up", "down") }),
  fc.record({ round: fc.nat(4) }),
)

const leaf = fc.oneof(
  optional(limits).map((members) => ({ kind: "measured", ...members })),
  fc
    .tuple(
      optional({ ...limits, factor: decimal, drop: optional({ high: fc.nat(2), low: fc.nat(2) }) }),
      fc.record({ judges: fc.integer({ min: 5, max: 9 }), combine: fc.constantFrom("mean", "sum", "median") }),
    )
    .map(([some, all]) => ({ kind: "judged", ...some, ...all })),
  fc
    .tuple(optional({ missing }), fc.constantFrom("minutes", "votes"))
    .map(([some, name]) => ({ kind: "value", name, ...some })),
)

type Loose = Record<string, unknown>

const composite = (part: fc.Arbitrary<Loose>): fc.Arbitrary<Loose> => {
  const parts = fc.array(part, { minLength: 1, maxLength: 3 })
  const weighted = fc.array(fc.tuple(part, fc.option(positive, { nil: undefined })), { minLength: 1, maxLength: 3 })
  return fc.oneof(
    fc.tuple(fc.constantFrom("sum", "mean"), weighted).map(([kind, pairs]) => ({
      kind,
      parts: pairs.map(([each, weight]) => ({ ...each, ...(weight && { weight }) })),
    })),
    parts.map((list) => ({ kind: "product", parts: list })),
    fc
      .tuple(parts, fc.integer({ min: 1, max: 3 }), optional({ direction: fc.constantFrom("high", "low") }))
      .map(([list, count, some]) => ({ kind: "best", count, parts: list, ...some })),
  )
}

const settled = (node: fc.Arbitrary<Loose>) => fc.tuple(node, settling).map(([a, b]): Loose => ({ ...b, ...a }))
const { tree } = fc.letrec<{ tree: Loose }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3, depthSize: "small" }, settled(leaf), settled(composite(tie("tree")))),
}))

/** Keys in reading order, since a key stands once. */
function keyed(node: Loose, count = { of: 0 }): SchemeNode {
  const key = `n${count.of++}`
  const parts = node.parts as Loose[] | undefined
  return { ...node, key, ...(parts && { parts: parts.map((part) => keyed(part, count)) }) } as unknown as SchemeNode
}

const ties = fc.constantFrom("all", "none")
const prizeTerms = { ties, needsPass: fc.boolean(), within: fc.boolean() }
const amount = fc.oneof(
  fc.record({ count: fc.nat(20) }),
  fc.record({
    share: fc.constantFrom("0", "0.10", "0.5", "1"),
    rounding: fc.constantFrom("floor", "ceil", "half-up"),
  }),
)
const prizeName = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter((name) => !name.includes("\r"))
const prizes = fc
  .uniqueArray(prizeName, { maxLength: 4 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(amount, optional(prizeTerms)).map(([a, b]) => ({ name, ...a, ...b })))),
  )
const points = fc.oneof(fc.nat(99), decimal)

const orderItem = (keys: readonly string[]) =>
  fc.record({ by: fc.constantFrom(...keys, "value:minutes"), direction: fc.constantFrom("asc", "desc") })

function teamsFor(keys: readonly string[], names: readonly string[]) {
  const some = optional({
    best: fc.integer({ min: 1, max: 5 }),
    order: fc.array(fc.oneof(orderItem(keys), fc.constantFrom("total", "places")), { minLength: 1, maxLength: 3 }),
  })
  const named = names.length > 0 ? fc.dictionary(fc.constantFrom(...names), points) : fc.constant({})
  const kind = fc.oneof(
    fc.constant({ combine: "sum" }),
    fc
      .tuple(fc.array(points, { maxLength: 4 }), optional({ rest: points, split: fc.boolean() }))
      .map(([list, more]) => ({ combine: "points", points: list, ...more })),
    fc.tuple(named, optional({ rest: points })).map(([list, more]) => ({ combine: "prizes", points: list, ...more })),
  )
  return fc.tuple(kind, some).map(([a, b]) => ({ ...a, ...b }))
}

/** Any valid rule set of up to a few dozen nodes. */
export const anyRules: fc.Arbitrary<Rules> = fc.tuple(tree, prizes, fc.boolean()).chain(([loose, given, withTeams]) => {
  const scheme = keyed(loose)
  const keys = nodesOf(scheme).map(({ key }) => key)
  const names = given.map(({ name }) => name)
  return fc
    .tuple(
      fc.array(orderItem(keys), { minLength: 1, maxLength: 4 }),
      fc.constantFrom("skip", "dense"),
      optional({ advance: fc.oneof(fc.record({ count: fc.nat(50) }), fc.record({ count: fc.nat(50), ties })) }),
      withTeams ? teamsFor(keys, names) : fc.constant(undefined),
      fc.boolean(),
    )
    .map(([order, places, advance, teams, hasPrizes]) => ({
      scheme,
      ranking: { order, places },
      ...advance,
      ...((hasPrizes || names.length > 0) && { prizes: given }),
      ...(teams && { teams }),
    })) as fc.Arbitrary<Rules>
})

const word = fc.string({ minLength: 1, maxLength: 10 }).map((text) => `题${text}目`)
export const anyTitle: fc.Arbitrary<Both> = fc.record({ zh: word, en: word })

/** Any promotions that are in order: the level to be held stands below the one promoted to. */
export const anyPromotions: fc.Arbitrary<Promotion[]> = fc.array(
  fc.integer({ min: 1, max: skillLevels.length - 1 }).chain((to) =>
    fc.record(
      {
        level: fc.constant(skillLevels[to] ?? "technician"),
        last: fc.integer({ min: 1, max: 40 }),
        needsPass: fc.boolean(),
        holds: fc.constantFrom(...skillLevels.slice(0, to)),
        aged: fc.integer({ min: 14, max: 30 }),
        under: fc.integer({ min: 30, max: 60 }),
      },
      { requiredKeys: ["level"] },
    ),
  ),
  { minLength: 1, maxLength: 5 },
)
