import type { RuleTitles } from "#db/schema/index.ts"
import { type NodeInScheme, nodesOf, valueNames } from "../nodes.ts"
import type { OrderItem, Points, Prize, Rules, TeamRules } from "../scheme.ts"
import type { Fields, RulesForm } from "./form.ts"

type Titled = Readonly<RuleTitles["nodes"]>

const titled = (titles: Titled, key: string): Fields => {
  const found = Object.hasOwn(titles, key) ? titles[key] : undefined
  const { zh = "", en = "", descriptor, descriptorEn } = found ?? {}
  return { zh, en, ...(descriptor && { descriptor }), ...(descriptorEn && { descriptorEn }) }
}

/** Scalar members as the text they were typed as; booleans as yes and no. */
function texts(members: object): Fields {
  const said = (value: unknown) => (value === true ? "yes" : value === false ? "no" : String(value))
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === undefined || typeof value === "object" ? [] : [[name, said(value)]],
    ),
  )
}

function nodeFields({ node, depth, key }: NodeInScheme, titles: RuleTitles): Fields {
  const drop = "drop" in node ? node.drop : undefined
  return {
    depth: String(depth),
    was: key,
    ...texts(node),
    ...titled(titles.nodes, key),
    ...(titles.conduct && Object.hasOwn(titles.conduct, key) && titles.conduct[key]),
    ...(drop && texts(drop)),
    // `{}` and no drop mean the same but are not the same text.
    ...(drop && Object.keys(drop).length === 0 && { drop: "given" }),
  }
}

const orderFields = (item: string | OrderItem): Fields =>
  typeof item === "string" ? { by: item, direction: "" } : { ...item }

// A figure is a JSON number, a decimal a JSON text: only a text that reads as a figure needs its quotes to be seen.
const point = (points: Points) =>
  typeof points === "string" && /^-?\d+$/.test(points) ? `"${points}"` : String(points)

function prizeFields(prize: Prize, index: number, all: readonly Prize[], rules: Rules, titles: RuleTitles): Fields {
  const first = all.findIndex(({ name }) => name === prize.name) === index
  const points: Readonly<Record<string, Points>> = rules.teams?.combine === "prizes" ? rules.teams.points : {}
  const given = first && Object.hasOwn(points, prize.name) ? points[prize.name] : undefined
  return {
    ...texts(prize),
    ...(first && titled(titles.prizes, prize.name)),
    ...(given !== undefined && { points: point(given) }),
  }
}

function teamFields(teams: TeamRules): Fields {
  return {
    combine: teams.combine,
    best: teams.best === undefined ? "" : String(teams.best),
    ...(teams.combine === "points" && { points: teams.points.map(point).join(", ") }),
    ...(teams.combine !== "sum" && teams.rest !== undefined && { rest: point(teams.rest) }),
    ...(teams.combine === "points" && teams.split !== undefined && { split: teams.split ? "yes" : "no" }),
  }
}

/** The form that shows a rule set with its titles; `rulesOfForm` gives exactly the same rules back. */
export function formOfRules(rules: Rules, titles: RuleTitles): RulesForm {
  const prizes = rules.prizes ?? []
  const values = new Set([...valueNames(rules), ...Object.keys(titles.values)])
  return {
    nodes: nodesOf(rules.scheme).map((node) => nodeFields(node, titles)),
    values: [...values].map((name) => ({ was: name, name, ...titled(titles.values, name) })),
    order: rules.ranking.order.map(orderFields),
    prizes: prizes.map((prize, index) => prizeFields(prize, index, prizes, rules, titles)),
    promotions: (titles.promotions ?? []).map(texts),
    teamOrder: (rules.teams?.order ?? []).map(orderFields),
    single: {
      totals: titles.totals ?? "",
      places: rules.ranking.places,
      advanceCount: rules.advance ? String(rules.advance.count) : "",
      advanceTies: rules.advance?.ties ?? "",
      prizesGiven: rules.prizes ? "yes" : "",
      ...(rules.teams && teamFields(rules.teams)),
    },
  }
}
