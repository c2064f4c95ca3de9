import { upheldEffects } from "#db/words.ts"
import { choice, line, optionalLine, optionalWhole, ticked } from "#http/forms.ts"
import { roundings } from "../share.ts"
import { linesOf, namesFrom } from "./lines.ts"
import type { PartForm } from "./part-form.ts"

const text = (value: string | number | null | undefined) => (value === null || value === undefined ? "" : String(value))

export const basisForm: PartForm = {
  fields: () => ({ document: optionalLine(100), body: optionalLine(100), most: optionalWhole(0, 100_000) }),
  typed: ({ basis }) => ({ document: basis.document, body: basis.body, most: text(basis.most) }),
  apply: (definition, { document, body, most }) => ({
    ...definition,
    basis: { document: String(document), body: String(body), most: most as number | null },
  }),
}

const perSeat = () => line(6).regex(/^[1-5](\.\d{1,3})?$/, "not_a_decimal")

/** Seats of each honour; one whose field is emptied is not conferred any more, and one can be added. */
export const honoursForm: PartForm = {
  fields: ({ honours }) => ({
    ...Object.fromEntries(
      honours.flatMap((_, at) => [
        [`seats-${at}`, optionalWhole(0, 100_000)],
        [`perSeat-${at}`, perSeat()],
        [`rounding-${at}`, choice(roundings)],
      ]),
    ),
    added: optionalLine(60),
    addedSeats: optionalWhole(0, 100_000),
  }),
  typed: ({ honours }) =>
    Object.fromEntries(
      honours.flatMap(({ seats, differential }, at) => [
        [`seats-${at}`, String(seats)],
        [`perSeat-${at}`, differential.perSeat],
        [`rounding-${at}`, differential.rounding],
      ]),
    ),
  apply: (definition, value) => {
    const kept = definition.honours.flatMap(({ honour }, at) => {
      const seats = value[`seats-${at}`] as number | null
      const rounding = value[`rounding-${at}`] as (typeof roundings)[number]
      return seats === null
        ? []
        : [{ honour, seats, differential: { perSeat: String(value[`perSeat-${at}`]), rounding } }]
    })
    const differential = { perSeat: "1", rounding: "up" as const }
    const added = value.added
      ? [{ honour: String(value.added), seats: (value.addedSeats as number) ?? 0, differential }]
      : []
    return { ...definition, honours: [...kept, ...added] }
  },
}

const sources = ["never", "may", "must"] as const

export const termsForm: PartForm = {
  fields: () => ({
    substitutes: ticked(),
    leaving: choice(upheldEffects).default("strike"),
    founded: choice(sources),
    perUnit: optionalWhole(1, 10_000),
    cultivationMonths: optionalWhole(1, 60),
    termYears: optionalWhole(1, 30),
    reconfirmationMonths: optionalWhole(1, 24),
    grades: optionalLine(2000),
  }),
  typed: ({ substitutes, leaving, founded, perUnit, cultivation, term }) => ({
    substitutes: substitutes ? "yes" : "",
    leaving: leaving ?? "strike",
    founded,
    perUnit: text(perUnit),
    cultivationMonths: text(cultivation?.months),
    termYears: text(term?.years),
    reconfirmationMonths: text(term?.reconfirmationMonths),
    grades: linesOf(term?.grades ?? []),
  }),
  apply: ({ leaving: _, ...definition }, value) => {
    const months = value.cultivationMonths as number | null
    const years = value.termYears as number | null
    const grades = namesFrom(String(value.grades), "grade", definition.term?.grades ?? [])
    const reconfirmationMonths = (value.reconfirmationMonths as number | null) ?? 6
    return {
      ...definition,
      substitutes: value.substitutes === true,
      ...(value.leaving === "restart" ? { leaving: value.leaving } : {}),
      founded: value.founded as (typeof sources)[number],
      perUnit: value.perUnit as number | null,
      cultivation: months === null ? null : { months },
      term:
        years === null
          ? null
          : { years, reconfirmationMonths, grades: grades.map(({ key, title }) => ({ key, title })) },
    }
  },
}
