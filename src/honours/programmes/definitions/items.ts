import { choice, line, optionalChoice, optionalLine, optionalWhole, type Typed, whole } from "#http/forms.ts"
import type { Definition } from "../definition.ts"
import type { Ratio } from "../ratios.ts"
import { roundings } from "../share.ts"
import type { Both } from "../words.ts"
import { filterFields, filterFrom, typedOfFilter } from "./filters.ts"
import { freshKey, linesOf, namesFrom } from "./lines.ts"
import { newKey, type PartForm, type Value, withItem } from "./part-form.ts"

export const titleFields = { titleZh: line(60), titleEn: line(120) }
export const typedTitle = (title: Both): Typed => ({ titleZh: title.zh, titleEn: title.en })
export const titleFrom = (value: Value): Both => ({ zh: String(value.titleZh), en: String(value.titleEn) })

/** The key of the item that a form is of: a new one gets the first that is free. */
export const keyFor = (key: string, stem: string, list: readonly { readonly key: string }[]): string =>
  key === newKey
    ? freshKey(
        stem,
        list.map((one) => one.key),
      )
    : key

export const seatTypeForm: PartForm = {
  fields: () => ({ ...titleFields, ...filterFields("when") }),
  typed: ({ seatTypes }, key) => {
    const found = seatTypes.find((one) => one.key === key)
    if (key === newKey) return {}
    return found && { ...typedTitle(found.title), ...typedOfFilter(found.when, "when") }
  },
  apply: (definition, value, key) => {
    const item = {
      key: keyFor(key, "seat", definition.seatTypes),
      title: titleFrom(value),
      when: filterFrom(value, "when"),
    }
    return { ...definition, seatTypes: withItem(definition.seatTypes, item, key) }
  },
}

const bounds = ["least", "most"] as const
const bases = ["seats", "chosen"] as const

function ratioFrom(value: Value, key: string, { ratios }: Definition): Ratio {
  const rounding = value.rounding as (typeof roundings)[number] | null
  const percent = String(value.share).replace(/%$/, "")
  return {
    key: keyFor(key, "ratio", ratios),
    title: titleFrom(value),
    of: filterFrom(value, "of"),
    among: filterFrom(value, "among"),
    base: value.base as (typeof bases)[number],
    bound: value.bound as (typeof bounds)[number],
    share: percent || null,
    count: value.count as number | null,
    ...(rounding && { rounding }),
  }
}

export const ratioForm: PartForm = {
  fields: () => ({
    ...titleFields,
    bound: choice(bounds),
    base: choice(bases),
    share: optionalLine(12),
    count: optionalWhole(0, 100_000),
    rounding: optionalChoice(roundings),
    ...filterFields("of"),
    ...filterFields("among"),
  }),
  typed: ({ ratios }, key) => {
    if (key === newKey) return { bound: "least", base: "seats" }
    const found = ratios.find((one) => one.key === key)
    if (!found) return undefined
    const { title, bound, base, rounding = "", of, among } = found
    const measure = { share: found.share ?? "", count: found.count === null ? "" : String(found.count) }
    const filters = { ...typedOfFilter(of, "of"), ...typedOfFilter(among, "among") }
    return { ...typedTitle(title), bound, base, rounding, ...measure, ...filters }
  },
  apply: (definition, value, key) => ({
    ...definition,
    ratios: withItem(definition.ratios, ratioFrom(value, key, definition), key),
  }),
}

export const opinionsForm: PartForm = {
  fields: () => ({ ...titleFields, departments: line(3000), workingDays: whole(1, 60), ...filterFields("when") }),
  typed: ({ opinions }, key) => {
    if (key === newKey) return { workingDays: "10" }
    const found = opinions.find((one) => one.key === key)
    if (!found) return undefined
    const { title, departments, workingDays, when } = found
    const asked = { departments: linesOf(departments), workingDays: String(workingDays) }
    return { ...typedTitle(title), ...asked, ...typedOfFilter(when, "when") }
  },
  apply: (definition, value, key) => {
    const known = definition.opinions.flatMap(({ departments }) => departments)
    const departments = namesFrom(String(value.departments), "department", known)
    const item = {
      key: keyFor(key, "group", definition.opinions),
      title: titleFrom(value),
      when: filterFrom(value, "when"),
      departments: departments.map(({ key: one, title }) => ({ key: one, title })),
      workingDays: value.workingDays as number,
    }
    return { ...definition, opinions: withItem(definition.opinions, item, key) }
  },
}
