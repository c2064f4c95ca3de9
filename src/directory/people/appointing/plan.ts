import { conflictOf } from "#accounts/policy.ts"
import type { Actor, DutyKind } from "#lib/actor.ts"
import { normaliseName } from "#lib/names.ts"
import type { Policy } from "#lib/policy.ts"
import type { CellProblem } from "#lib/sheet.ts"
import { type DutyPlace, dutyFault } from "../terms.ts"

/** A row of a file about a duty: the person by number, or by unit and name; then what is given, and where. */
export type DutyGiven = {
  readonly row: number
  readonly name?: string | undefined
  readonly unit?: number | undefined
  readonly birthDate?: string | undefined
  readonly identityNumber?: string | undefined
  readonly kind?: DutyKind | undefined
  readonly dutyUnit?: number | undefined
  readonly contest?: number | undefined
  readonly endsOn?: string | undefined
}
export type DutyColumn = Exclude<keyof DutyGiven, "row">
export type DutyProblem = CellProblem<DutyColumn>

/** A row with all under which its number may have been kept. */
export type DutyRead = Omit<DutyGiven, "identityNumber"> & { readonly numberHashes: readonly string[] | undefined }

export type Bearer = {
  readonly id: number
  readonly unitId: number
  readonly name: string
  readonly birthDate: string
  readonly identityHash: string | null
}

export type DutiesKnown = {
  /** The people within reach whom rows may mean. */
  readonly people: readonly Bearer[]
  /** What they hold now, as `dutyKey` writes it. */
  readonly held: ReadonlySet<string>
  /** The kinds of duty that each of them holds, which may forbid others beside them. */
  readonly kinds: ReadonlyMap<number, readonly DutyKind[]>
  readonly policy: Policy
  readonly units: ReadonlyMap<number, DutyPlace>
  readonly contests: ReadonlyMap<number, DutyPlace>
  readonly actor: Actor
  readonly today: string
}

export type DutyAdd = {
  readonly personId: number
  readonly kind: DutyKind
  readonly unit: number | null
  readonly contest: number | null
  readonly endsOn: string
}
export type DutyLine = {
  readonly row: number
  readonly name: string
  readonly outcome: "added" | "unchanged"
  readonly duty: Omit<DutyAdd, "personId">
}
export type DutiesPlan = {
  readonly problems: DutyProblem[]
  readonly adds: DutyAdd[]
  readonly outcomes: DutyLine[]
}

type Wrong = (column: DutyColumn | undefined, code: string, value?: string) => void

export const dutyKey = (duty: Pick<DutyAdd, "personId" | "kind" | "unit" | "contest">): string =>
  JSON.stringify([duty.personId, duty.kind, duty.unit, duty.contest])

/** Judges every row by the rules of giving a duty by hand; a duty that is held already stays as it is. */
export function planDuties(rows: readonly DutyRead[], known: DutiesKnown): DutiesPlan {
  const plan: DutiesPlan = { problems: [], adds: [], outcomes: [] }
  const byHash = new Map(known.people.map((one) => [one.identityHash ?? "", one]))
  const byName = Map.groupBy(known.people, ({ name }) => name)
  const seen = new Map<string, number>()
  const kinds = new Map(known.kinds)
  for (const given of rows) {
    const before = plan.problems.length
    const wrong: Wrong = (column, code, value = "") => void plan.problems.push({ row: given.row, column, code, value })
    const person = given.numberHashes ? numbered(given, byHash, wrong) : named(given, byName, wrong)
    const duty = dutyOf(given, known, wrong)
    if (!person || !duty || plan.problems.length > before) continue
    const add = { ...duty, personId: person.id }
    const key = dutyKey(add)
    const twin = seen.get(key)
    if (twin !== undefined) wrong(undefined, "row_repeated", String(twin))
    seen.set(key, twin ?? given.row)
    const beside = kinds.get(person.id) ?? []
    if (conflictOf(known.policy, beside, duty.kind)) wrong("kind", "duty_conflict")
    kinds.set(person.id, [...beside, duty.kind])
    const held = known.held.has(key)
    plan.outcomes.push({ row: given.row, name: person.name, outcome: held ? "unchanged" : "added", duty })
    if (!held) plan.adds.push(add)
  }
  return plan
}

function numbered(given: DutyRead, byHash: ReadonlyMap<string, Bearer>, wrong: Wrong): Bearer | undefined {
  const person = given.numberHashes?.map((hash) => byHash.get(hash)).find((one) => one !== undefined)
  if (!person) wrong("identityNumber", "person_unknown")
  // A number that slipped by a line would give somebody else the duty.
  if (person && given.name && normaliseName(given.name) !== person.name) wrong("name", "person_differs")
  return person
}

function named(given: DutyRead, byName: ReadonlyMap<string, readonly Bearer[]>, wrong: Wrong): Bearer | undefined {
  if (given.name === undefined) wrong("name", "cell_missing")
  if (given.unit === undefined) wrong("unit", "cell_missing")
  if (given.name === undefined || given.unit === undefined) return undefined
  const alike = byName
    .get(normaliseName(given.name))
    ?.filter(({ unitId, birthDate }) => unitId === given.unit && birthDate === (given.birthDate ?? birthDate))
  const [first, second] = alike ?? []
  if (!first) wrong("name", "person_unknown")
  if (second) wrong("name", given.birthDate ? "person_ambiguous" : "person_shared_name")
  return first
}

const columns = { kind: "kind", unit: "dutyUnit", endsOn: "endsOn" } as const

function dutyOf(given: DutyRead, known: DutiesKnown, wrong: Wrong): Omit<DutyAdd, "personId"> | undefined {
  const { kind, dutyUnit: unit = null, contest = null, endsOn = "" } = given
  if (!kind) wrong("kind", "cell_missing")
  if (!kind) return undefined
  const duty = { kind, unit, contest, endsOn }
  const place = unit === null ? known.contests.get(contest ?? 0) : known.units.get(unit)
  const fault = dutyFault(known.actor, duty, place, known.today)
  if (fault) wrong(columns[fault.field], fault.code)
  return fault ? undefined : duty
}
