import type { Rules, SchemeNode } from "#competition/contests/scheme.ts"
import type { Bundle, Entry, Mark } from "#competition/ranking/bundle.ts"
import { byCode } from "#competition/ranking/order.ts"

type Values = Readonly<Record<string, unknown>>

const NODE = ["key", "kind", "name", "judges", "drop", "combine", "factor", "count", "direction", "max", "min", "step"]
const NODE_END = ["missing", "round", "rounding", "floor", "cap", "pass", "weight"]
const RULES = {
  order: ["by", "direction"],
  advance: ["count", "ties"],
  prize: ["name", "count", "share", "rounding", "ties", "needsPass", "within"],
  teams: ["combine", "points", "rest", "split", "best", "order"],
}

const quoted = (value: unknown) => JSON.stringify(value)
const pair = (name: string, text: string) => `${quoted(name)}: ${text}`
const braces = (members: readonly string[]) => (members.length ? `{ ${members.join(", ")} }` : "{}")

/** The members in the given order, those that are there, in one line. */
const members = (owner: Values, names: readonly string[]) =>
  names.filter((name) => owner[name] !== undefined).map((name) => pair(name, quoted(owner[name])))
const inOrder = (owner: Values, names: readonly string[]) => braces(members(owner, names))
const sorted = (owner: Values) => braces(members(owner, Object.keys(owner).sort(byCode)))

const rows = (items: readonly string[], indent: string) =>
  items.length ? `[\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}]` : "[]"

function nodeText(node: SchemeNode, indent: string): string {
  const own = members(node, [...NODE, ...NODE_END])
  if (!("parts" in node)) return braces(own)
  const parts = node.parts.map((part) => nodeText(part, `${indent}  `))
  return `{ ${own.join(", ")}, "parts": ${rows(parts, indent)} }`
}

function rulesMembers({ scheme, ranking, advance, prizes, teams }: Rules): readonly string[] {
  const order = ranking.order.map((item) => inOrder(item, RULES.order))
  return [
    pair("scheme", nodeText(scheme, "  ")),
    pair("ranking", `{ "order": ${rows(order, "  ")}, "places": ${quoted(ranking.places)} }`),
    ...(advance ? [pair("advance", inOrder(advance, RULES.advance))] : []),
    ...(prizes
      ? [
          pair(
            "prizes",
            rows(
              prizes.map((prize) => inOrder(prize, RULES.prize)),
              "  ",
            ),
          ),
        ]
      : []),
    ...(teams ? [pair("teams", inOrder(teams, RULES.teams))] : []),
  ]
}

function panelsMember({ panels }: Bundle): readonly string[] {
  if (!panels) return []
  const nodes = Object.entries(panels).sort(([a], [b]) => byCode(a, b))
  return [pair("panels", braces(nodes.map(([node, sizes]) => pair(node, sorted(sizes)))))]
}

const entryText = ({ values, ...entry }: Entry) =>
  braces([...members(entry, ["code", "team", "status"]), ...(values ? [pair("values", sorted(values))] : [])])

const byMark = (a: Mark, b: Mark) =>
  byCode(a.entry, b.entry) || byCode(a.node, b.node) || byCode(a.judge ?? "", b.judge ?? "")

/** The bundle as a file: members in the order of the format, entries and marks sorted, one line each. */
export function bundleText(bundle: Bundle): string {
  const { code, title } = bundle.event
  const titles = title ? [pair("title", inOrder(title, ["zh-CN", "en"]))] : []
  const entries = bundle.entries.toSorted((a, b) => byCode(a.code, b.code)).map(entryText)
  const marks = bundle.marks.toSorted(byMark).map((mark) => inOrder(mark, ["entry", "node", "judge", "value"]))
  const all = [
    pair("format", quoted(bundle.format)),
    pair("event", braces([pair("code", quoted(code)), ...titles])),
    ...rulesMembers(bundle),
    ...panelsMember(bundle),
    pair("entries", rows(entries, "  ")),
    pair("marks", rows(marks, "  ")),
  ]
  return `{\n  ${all.join(",\n  ")}\n}\n`
}
