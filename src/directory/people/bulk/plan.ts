import { identityFault } from "../identity-number.ts"
import { bearerKey, type PersonColumn, type PersonKnown, type PersonRead } from "./given.ts"
import type { PersonProblem } from "./reading.ts"

export type Known = {
  readonly byHash: ReadonlyMap<string, PersonKnown>
  readonly byBearer: ReadonlyMap<string, readonly PersonKnown[]>
  /** Paths of the units within reach. */
  readonly units: ReadonlyMap<number, string>
  readonly today: string
}

export type PersonAdd = PersonRead & { readonly unit: number }
export type PersonChange = { readonly person: PersonKnown; readonly given: PersonRead }
export type Outcome = "added" | "changed" | "unchanged"
export type PeoplePlan = {
  readonly problems: PersonProblem[]
  readonly adds: PersonAdd[]
  readonly changes: PersonChange[]
  readonly outcomes: { readonly row: number; readonly name: string; readonly outcome: Outcome }[]
}

const needed = ["unit", "sex", "birthDate", "identityClass"] as const

/** Judges every row against what is known before any is saved: whom it means, and what it changes. */
export function planPeople(rows: readonly PersonRead[], known: Known): PeoplePlan {
  const plan: PeoplePlan = { problems: [], adds: [], changes: [], outcomes: [] }
  const seen = new Map<string, number>()
  for (const given of rows) {
    const before = plan.problems.length
    const wrong = (column: PersonColumn | undefined, code: string, value = "") =>
      void plan.problems.push({ row: given.row, column, code, value })
    const person = meant(given, known, wrong)
    const traces = tracesOf(given, person)
    const twin = traces.map((trace) => seen.get(trace)).find((row) => row !== undefined)
    if (twin !== undefined) wrong(undefined, "row_repeated", String(twin))
    for (const trace of traces) seen.set(trace, seen.get(trace) ?? given.row)
    if (plan.problems.length === before) check(given, person, known, wrong)
    if (plan.problems.length === before) settle(plan, given, person)
  }
  return plan
}

type Wrong = (column: PersonColumn | undefined, code: string, value?: string) => void

/** Whom a row means: the bearer of its number, or the one of that unit, name and birth date. */
function meant(given: PersonRead, known: Known, wrong: Wrong): PersonKnown | undefined {
  if (given.unit !== undefined && !known.units.has(given.unit)) wrong("unit", "unit_not_yours")
  const bearer = given.numberHashes.map((hash) => known.byHash.get(hash)).find((one) => one !== undefined)
  if (bearer && !known.units.has(bearer.unitId)) wrong("identityNumber", "person_elsewhere")
  if (bearer) return bearer
  const [first, second] = known.byBearer.get(bearerKey(given.unit, given.name, given.birthDate)) ?? []
  if (second) wrong("name", "person_ambiguous")
  if (first?.identityHash && given.number !== "") wrong("identityNumber", "identity_differs")
  return first
}

const tracesOf = (given: PersonRead, person: PersonKnown | undefined): string[] => [
  ...given.numberHashes,
  ...(person ? [`id ${person.id}`] : [bearerKey(given.unit, given.name, given.birthDate)]),
]

const told: readonly string[] = ["resident_id", "residence_permit", "permanent_residence"]

function check(given: PersonRead, person: PersonKnown | undefined, { today }: Known, wrong: Wrong): void {
  if (!person) for (const column of needed) if (given[column] === undefined) wrong(column, "cell_missing")
  // Found without the number, which tells the sex of its bearer.
  const fixed = given.number === "" && person?.identityKind && told.includes(person.identityKind)
  if (fixed && given.sex !== undefined && given.sex !== person.sex) wrong("sex", "identity_sex")
  const { birthDate } = given
  if (birthDate !== undefined && (birthDate > today || birthDate < "1900-01-01")) wrong("birthDate", "birth_date")
  const sex = given.sex ?? person?.sex
  const born = birthDate ?? person?.birthDate
  if (!given.identityKind || sex === undefined || born === undefined) return
  const fault = identityFault(given.identityKind, given.number, { sex, birthDate: born }, today)
  if (fault) wrong("identityNumber", fault)
}

/** What a row says in clear, as the table of people names it. */
export const plainFacts = [
  "name",
  "sex",
  "birthDate",
  "post",
  "identityClass",
  "skillLevel",
  "ethnicGroup",
  "isStudent",
  "isMigrantWorker",
  "isNewForm",
] as const

/** Whether a row says anything that the file does not. */
export function differs(given: PersonRead, person: PersonKnown): boolean {
  const other = plainFacts.some((fact) => given[fact] !== undefined && given[fact] !== person[fact])
  const moved = given.unit !== undefined && given.unit !== person.unitId
  const newNumber = given.number !== "" && !given.numberHashes.includes(person.identityHash ?? "")
  const newPhone = given.phone !== "" && !given.phoneHashes.includes(person.phoneHash ?? "")
  return other || moved || newNumber || newPhone
}

function settle(plan: PeoplePlan, given: PersonRead, person: PersonKnown | undefined): void {
  const outcome = person ? (differs(given, person) ? "changed" : "unchanged") : "added"
  plan.outcomes.push({ row: given.row, name: given.name, outcome })
  if (!person && given.unit !== undefined) plan.adds.push({ ...given, unit: given.unit })
  if (person && outcome === "changed") plan.changes.push({ person, given })
}
