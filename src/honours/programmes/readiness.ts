import type { BatchKind } from "#db/words.ts"
import type { Definition } from "./definition.ts"

/** What an honours officer settles before a programme opens, in this order. */
export const parts = [
  "calendar",
  "basis",
  "honours",
  "allotments",
  "ratios",
  "eligibility",
  "route",
  "opinions",
  "foundations",
  "terms",
  "papers",
] as const
export type Part = (typeof parts)[number]

/** `missing` keeps the programme from opening, `warn` is to be looked at. Words stand at `programmes.tasks.<code>`. */
export type Task = {
  readonly part: Part
  readonly state: "done" | "missing" | "warn"
  readonly code: string
  readonly facts: Readonly<Record<string, string | number>>
}

export type Given = {
  readonly batch: BatchKind
  readonly opensAt: Date | null
  readonly closesAt: Date | null
  readonly definition: Definition
  /** Seats that are allotted, and to how many units. */
  readonly allotted: { readonly seats: number; readonly units: number }
  /** Parts in which the definition has a fault. */
  readonly faulty: readonly string[]
}

export const seatsIn = ({ honours }: Definition): number => honours.reduce((sum, { seats }) => sum + seats, 0)

type Found = Omit<Task, "part">
const done = (code: string, facts: Task["facts"] = {}): Found => ({ state: "done", code, facts })
const missing = (code: string, facts: Task["facts"] = {}): Found => ({ state: "missing", code, facts })
const warn = (code: string, facts: Task["facts"] = {}): Found => ({ state: "warn", code, facts })

/** Approval of the programme itself: departments and ad hoc programmes may set up none (domain.md 1.8). */
export function basisOf(definition: Definition): Found {
  const { document, body, most } = definition.basis
  const seats = seatsIn(definition)
  if (!document || !body) return warn("basis_missing")
  if (most === null) return warn("basis_without_most")
  return seats > most ? warn("basis_exceeded", { most, seats }) : done("basis_given", { document, most })
}

function calendarOf({ opensAt, closesAt }: Given): Found {
  if (!opensAt || !closesAt) return missing("calendar_missing")
  return opensAt < closesAt ? done("calendar_given") : missing("calendar_backwards")
}

function allotmentsOf({ allotted, definition, batch }: Given): Found {
  const of = seatsIn(definition)
  if (allotted.units === 0) return missing("allotments_missing")
  const facts = { seats: allotted.seats, units: allotted.units, of }
  return allotted.seats < of && batch === "regular" ? warn("allotments_left", facts) : done("allotments_given", facts)
}

function honoursOf({ definition }: Given): Found {
  const facts = { count: definition.honours.length, seats: seatsIn(definition) }
  return facts.seats > 0 ? done("honours_given", facts) : missing("honours_without_seats", facts)
}

function ratiosOf({ definition, batch }: Given): Found {
  const count = definition.ratios.length
  if (count > 0) return done("ratios_given", { count })
  return batch === "regular" ? warn("ratios_missing") : done("ratios_unasked")
}

const foundationsOf = ({ founded, foundations }: Definition): Found => {
  if (founded === "never") return done("foundations_unasked")
  return foundations.length > 0
    ? done("foundations_given", { count: foundations.length })
    : warn("foundations_given_none")
}

const counted = (code: string, count: number): Found => (count > 0 ? done(code, { count }) : done(`${code}_none`))

/** Every part with how far it is. */
export function readiness(given: Given): Task[] {
  const { definition, faulty } = given
  const found: Readonly<Record<Part, Found>> = {
    calendar: calendarOf(given),
    basis: basisOf(definition),
    honours: honoursOf(given),
    allotments: allotmentsOf(given),
    ratios: ratiosOf(given),
    eligibility: counted("eligibility_given", definition.eligibility.length),
    route: counted("route_given", definition.route.length),
    opinions: counted("opinions_given", definition.opinions.length),
    foundations: foundationsOf(definition),
    terms: done("terms_given"),
    papers: counted("papers_own", Object.keys(definition.papers ?? {}).length),
  }
  return parts.map((part) => ({ part, ...(faulty.includes(part) ? missing("part_faulty") : found[part]) }))
}
