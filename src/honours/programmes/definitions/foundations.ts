import { line, optionalLine, ticked, whole } from "#http/forms.ts"
import { keyFor, titleFields, titleFrom, typedTitle } from "./items.ts"
import { newKey, type PartForm, withItem } from "./part-form.ts"

const linesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((each) => each.trim())
      .filter(Boolean),
  ),
]

/** A rule by which contests found nominations. */
export const foundationForm: PartForm = {
  fields: () => ({
    ...titleFields,
    honour: line(60),
    place: whole(1, 100),
    tiers: optionalLine(600),
    entrants: whole(0, 100_000),
    years: whole(1, 10),
    fenced: ticked(),
  }),
  typed: ({ foundations }, key) => {
    if (key === newKey) return { place: "3", entrants: "10", years: "2" }
    const found = foundations.find((one) => one.key === key)
    if (!found) return undefined
    const { title, honour, place, tiers, entrants, years, seat } = found
    const numbers = { place: String(place), entrants: String(entrants), years: String(years) }
    const fenced = seat === "ring_fenced" ? { fenced: "yes" } : {}
    return { ...typedTitle(title), honour, ...numbers, tiers: tiers.join("\n"), ...fenced }
  },
  apply: (definition, value, key) => {
    const item = {
      key: keyFor(key, "foundation", definition.foundations),
      title: titleFrom(value),
      honour: String(value.honour),
      place: value.place as number,
      tiers: linesIn(String(value.tiers)),
      entrants: value.entrants as number,
      years: value.years as number,
      seat: value.fenced ? ("ring_fenced" as const) : ("regular" as const),
    }
    return { ...definition, foundations: withItem(definition.foundations, item, key) }
  },
}
