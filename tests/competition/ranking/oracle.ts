import { Fraction } from "fraction.js"
import type { SchemeNode } from "#competition/contests/scheme.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"

// The format read a second time: slow, in the plainest way, on another library of fractions, and sharing nothing with
// the ranking but the types. It looks at every pair of entries where the ranking sorts.

type Value = Fraction | "omitted" | "incomplete"
type Values = Record<string, Value>
const zero = new Fraction(0)
const sum = (list: Fraction[]) => list.reduce((a, b) => a.add(b), zero)

function kindValue(bundle: Bundle, code: string, node: SchemeNode, values: Values): Value {
  const marks = bundle.marks.filter((mark) => mark.entry === code && mark.node === node.key)
  const missing = "missing" in node ? node.missing : undefined
  const without: Value = missing === "0" ? zero : missing === "omit" ? "omitted" : "incomplete"
  if (node.kind === "measured") return marks[0] ? new Fraction(marks[0].value) : without
  if (node.kind === "value") {
    const text = bundle.entries.find((entry) => entry.code === code)?.values?.[node.name]
    return text === undefined ? without : new Fraction(text)
  }
  if (node.kind === "judged") {
    if (marks.length === 0) return without
    if (marks.length < (bundle.panels?.[node.key]?.[code] ?? node.judges)) return "incomplete"
    const left = marks.map(({ value }) => new Fraction(value))
    const remove = (extreme: (list: Fraction[]) => Fraction) => left.splice(left.indexOf(extreme(left)), 1)
    for (let i = 0; i < (node.drop?.high ?? 0); i++)
      remove((list) => list.reduce((a, b) => (a.compare(b) >= 0 ? a : b)))
    for (let i = 0; i < (node.drop?.low ?? 0); i++) remove((list) => list.reduce((a, b) => (a.compare(b) <= 0 ? a : b)))
    const factor = new Fraction(node.factor ?? "1")
    if (node.combine === "sum") return sum(left).mul(factor)
    if (node.combine === "mean") return sum(left).div(left.length).mul(factor)
    const ranked = left.sort((a, b) => a.compare(b))
    const [low, high] = [ranked[Math.ceil(ranked.length / 2) - 1], ranked[Math.floor(ranked.length / 2)]]
    return (low ?? zero)
      .add(high ?? zero)
      .div(2)
      .mul(factor)
  }
  const parts = node.parts.map((part) => ({ weight: new Fraction(part.weight ?? "1"), value: values[part.key] }))
  if (parts.some(({ value }) => value === "incomplete")) return "incomplete"
  const there = parts.flatMap(({ weight, value }) => (value instanceof Fraction ? [{ weight, value }] : []))
  if (there.length === 0 || (node.kind === "product" && there.length < parts.length)) return "omitted"
  if (node.kind === "product") return there.reduce((product, { value }) => product.mul(value), new Fraction(1))
  if (node.kind === "best") {
    const ranked = there
      .map(({ value }) => value)
      .sort((a, b) => (node.direction === "low" ? a.compare(b) : b.compare(a)))
    return sum(ranked.slice(0, node.count))
  }
  const total = sum(there.map(({ weight, value }) => weight.mul(value)))
  return node.kind === "sum" ? total : total.div(sum(there.map(({ weight }) => weight)))
}

function settle(node: SchemeNode, raw: Fraction): Fraction {
  let value = raw
  if (node.round !== undefined) {
    const scaled = value.abs().mul(new Fraction(10).pow(node.round) ?? zero)
    const kept = node.rounding === "down" ? scaled.floor() : scaled.add("0.5").floor()
    value = kept.div(new Fraction(10).pow(node.round) ?? 1).mul(value.s < 0n ? -1 : 1)
  }
  if (node.floor && value.compare(node.floor) < 0) value = new Fraction(node.floor)
  if (node.cap && value.compare(node.cap) > 0) value = new Fraction(node.cap)
  return value
}

function valuesOf(bundle: Bundle, code: string, node: SchemeNode, values: Values = {}): Values {
  for (const part of "parts" in node ? node.parts : []) valuesOf(bundle, code, part, values)
  const raw = kindValue(bundle, code, node, values)
  values[node.key] = raw instanceof Fraction ? settle(node, raw) : raw
  return values
}

function before(bundle: Bundle, a: { code: string; values: Values }, b: { code: string; values: Values }): number {
  for (const { by, direction } of bundle.ranking.order) {
    const [x, y] = [a, b].map(({ code, values }) => {
      const text = bundle.entries.find((entry) => entry.code === code)?.values?.[by.slice(6)]
      const value = by.startsWith("value:") ? text && new Fraction(text) : values[by]
      return value instanceof Fraction ? value : undefined
    })
    if (!x && !y) continue
    if (!x || !y) return x ? -1 : 1
    if (!x.equals(y)) return x.compare(y) * (direction === "asc" ? 1 : -1)
  }
  return 0
}

/** Place by entry, by counting for each one how many stand before it (or, dense, how many different ones). */
export function oracle(bundle: Bundle): { places: Record<string, number | null>; values: Record<string, Values> } {
  const all = bundle.entries.map(({ code }) => ({ code, values: valuesOf(bundle, code, bundle.scheme) }))
  const isPlaced = ({ code, values }: { code: string; values: Values }) =>
    bundle.entries.find((entry) => entry.code === code)?.status === "competed" &&
    values[bundle.scheme.key] instanceof Fraction
  const placed = all.filter(isPlaced)
  const place = (one: (typeof all)[number]) => {
    const ahead = placed.filter((other) => before(bundle, other, one) < 0)
    if (bundle.ranking.places === "skip") return ahead.length + 1
    const different = ahead.filter(
      (each, index) => !ahead.slice(0, index).some((other) => before(bundle, each, other) === 0),
    )
    return different.length + 1
  }
  return {
    places: Object.fromEntries(all.map((one) => [one.code, isPlaced(one) ? place(one) : null])),
    values: Object.fromEntries(all.map(({ code, values }) => [code, values])),
  }
}
