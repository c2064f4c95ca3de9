import type { Definition } from "./definition.ts"

type Names = Readonly<Record<string, string>>

const named = (names: Names, value: unknown) => (typeof value === "string" ? (names[value] ?? value) : value)

function renamed(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, names))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      if (member === "honour") return [member, named(names, inner)]
      const slugs = member === "honours" && Array.isArray(inner) && inner.every((one) => typeof one === "string")
      return [member, slugs ? inner.map((one) => named(names, one)) : renamed(inner, names)]
    }),
  )
}

/** The definition with other honours of the register in place of those that it names, wherever it names them. */
export const withHonours = (definition: Definition, names: Names): Definition =>
  renamed(definition, names) as Definition
