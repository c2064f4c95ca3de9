import type { Conduct, Promotion, RuleTitles } from "#db/schema/index.ts"
import type { NodeKind, Points } from "../scheme.ts"
import { type Fields, LISTS, type RulesForm } from "./form.ts"
import { childrenOf, isPart, kindOf } from "./tree.ts"

/** Members of a rule set that come from the form, and the field that each place (RFC 6901) was typed in. */
export type ReadRules = {
  readonly rules: Readonly<Record<string, unknown>>
  readonly titles: RuleTitles
  readonly fields: ReadonlyMap<string, string>
}

const LIMITS = ["max", "min", "step", "missing"]
/** What a node of each kind may say; the rest stays in the form, unseen, for a change of mind. */
export const MEMBERS: Readonly<Record<NodeKind, readonly string[]>> = {
  measured: LIMITS,
  judged: ["judges", "combine", "factor", ...LIMITS],
  value: ["name", "missing"],
  sum: [],
  mean: [],
  product: [],
  best: ["count", "direction"],
}
const COMMON = ["round", "rounding", "floor", "cap", "pass"]
const COUNTS = ["judges", "count", "round", "high", "low", "best", "last", "aged", "under"]
const FLAGS = ["needsPass", "within", "split"]

/** A figure becomes a number where a count belongs; anything else stays as typed, for the check to name it. */
function member(name: string, text: string): unknown {
  if (COUNTS.includes(name)) return figure(text) ?? text
  if (FLAGS.includes(name) && (text === "yes" || text === "no")) return text === "yes"
  return text
}

function figure(text: string): number | undefined {
  const number = /^(0|-?[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(number) ? number : undefined
}

/** Only the members that were filled in: an empty field is an absent member. */
const filled = (fields: Fields, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, member(name, fields[name])]] : [])))

function dropOf(fields: Fields): object {
  const drop = filled(fields, ["high", "low"])
  return fields.drop || Object.keys(drop).length > 0 ? { drop } : {}
}

function nodeOf(form: RulesForm, index: number, at: string, fields: Map<string, string>): Record<string, unknown> {
  const node = form.nodes[index] ?? {}
  const kind = kindOf(node)
  fields.set(at, `nodes[${index}]`)
  const parts = childrenOf(form.nodes, index).map((child, position) =>
    nodeOf(form, child, `${at}/parts/${position}`, fields),
  )
  return {
    ...filled(node, ["key", "kind", ...COMMON, ...(isPart(form.nodes, index) ? ["weight"] : [])]),
    ...(kind && filled(node, MEMBERS[kind])),
    ...(kind === "judged" && dropOf(node)),
    ...((parts.length > 0 || (kind && !["measured", "judged", "value"].includes(kind))) && { parts }),
  }
}

function itemsOf(form: RulesForm, list: "order" | "teamOrder", at: string, fields: Map<string, string>) {
  return form[list].map((item, index) => {
    fields.set(`${at}/${index}`, `${list}[${index}]`)
    return list === "teamOrder" && !item.direction ? (item.by ?? "") : filled(item, ["by", "direction"])
  })
}

const PRIZE = ["name", "share", "rounding", "ties", "needsPass", "within"]

function prizesOf(form: RulesForm, fields: Map<string, string>) {
  return form.prizes.map((prize, index) => {
    fields.set(`/prizes/${index}`, `prizes[${index}]`)
    return filled(prize, [...PRIZE, "count"])
  })
}

const point = (text: string): Points => (/^"-?\d+"$/.test(text) ? text.slice(1, -1) : (figure(text) ?? text))

function pointsOf(form: RulesForm): object {
  if (form.single.combine === "points") {
    const listed = (form.single.points ?? "").split(/[\s,，、;；]+/).filter((text) => text !== "")
    return { points: listed.map(point) }
  }
  const named = form.prizes.flatMap(({ name = "", points }) => (points ? [[name, point(points)] as const] : []))
  return { points: Object.fromEntries(named.reverse()) }
}

function teamsOf(form: RulesForm, fields: Map<string, string>) {
  const { single } = form
  const order = itemsOf(form, "teamOrder", "/teams/order", fields)
  for (const [index, { name }] of form.prizes.entries())
    if (!fields.has(`/teams/points/${name}`)) fields.set(`/teams/points/${name}`, `prizes[${index}].points`)
  return {
    ...filled(single, single.combine === "points" ? ["combine", "best", "split"] : ["combine", "best"]),
    ...(single.combine !== "sum" && pointsOf(form)),
    ...(single.combine !== "sum" && single.rest && { rest: point(single.rest) }),
    ...(order.length > 0 && { order }),
  }
}

function promotionsOf(form: RulesForm, fields: Map<string, string>): Promotion[] {
  return form.promotions.map((promotion, index) => {
    fields.set(`/promotions/${index}`, `promotions[${index}]`)
    return filled(promotion, LISTS.promotions) as Promotion
  })
}

function titlesOf(form: RulesForm, fields: Map<string, string>): RuleTitles {
  const named = (list: readonly Fields[], name: "key" | "name") =>
    Object.fromEntries(
      list
        .filter((item) => item[name] && (item.zh || item.en || item.descriptor || item.descriptorEn))
        .map(({ zh = "", en = "", descriptor, descriptorEn, ...item }) => [
          item[name] ?? "",
          { zh, en, ...(descriptor && { descriptor }), ...(descriptorEn && { descriptorEn }) },
        ])
        .reverse(),
    )
  const conduct = conductOf(form)
  return {
    nodes: named(form.nodes, "key"),
    values: named(form.values, "name"),
    prizes: named(form.prizes, "name"),
    ...(Object.keys(conduct).length > 0 && { conduct }),
    ...(form.single.totals === "shown" && { totals: "shown" as const }),
    ...(form.promotions.length > 0 && { promotions: promotionsOf(form, fields) }),
  }
}

const CONDUCT: Readonly<Partial<Record<NodeKind, readonly string[]>>> = {
  judged: ["spread", "unobserved"],
  measured: ["unobserved"],
}

/** How its nodes are judged, by key; of two nodes with one key the first says it. */
function conductOf({ nodes }: RulesForm): Record<string, Conduct> {
  const said = nodes.flatMap((node) => {
    const kind = kindOf(node)
    const own = filled(node, (kind && CONDUCT[kind]) ?? [])
    return node.key && Object.keys(own).length > 0 ? [[node.key, own as Conduct] as const] : []
  })
  return Object.fromEntries(said.reverse())
}

/** What the form says as a rule set, right or wrong; `rulesProblems` judges it. */
export function rulesOfForm(form: RulesForm): ReadRules {
  const fields = new Map<string, string>()
  const { single } = form
  const advance = { count: single.advanceCount ?? "", ties: single.advanceTies ?? "" }
  const rules = {
    scheme: nodeOf(form, 0, "/scheme", fields),
    ranking: { order: itemsOf(form, "order", "/ranking/order", fields), ...filled(single, ["places"]) },
    ...((advance.count || advance.ties) && { advance: filled(advance, ["count", "ties"]) }),
    ...((form.prizes.length > 0 || single.prizesGiven) && { prizes: prizesOf(form, fields) }),
    ...(single.combine && { teams: teamsOf(form, fields) }),
  }
  return { rules, titles: titlesOf(form, fields), fields }
}
