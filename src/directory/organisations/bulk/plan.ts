import type { Ownership, UnitKind, UnitLevel } from "#db/words.ts"
import { type CellProblem, cellKey } from "#lib/sheet.ts"
import { isCreditCode, normaliseCreditCode } from "../credit-code.ts"

/** A row of a file about a unit: what is absent is not said, and changes nothing. */
export type UnitGiven = {
  readonly row: number
  readonly name: string
  readonly shortName?: string | undefined
  /** Name, short name or credit code of the unit above: one that stands, or one of the same file. */
  readonly parent?: string | undefined
  readonly kind?: UnitKind | undefined
  readonly level?: UnitLevel | undefined
  readonly ownership?: Ownership | undefined
  readonly regionCode?: string | undefined
  readonly industryCode?: string | undefined
  readonly creditCode?: string | undefined
}
export type UnitColumn = Exclude<keyof UnitGiven, "row">
export type UnitProblem = CellProblem<UnitColumn>

export type UnitKnown = {
  readonly id: number
  readonly parentId: number | null
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly level: UnitLevel
  readonly ownership: Ownership
  readonly regionCode: string | null
  readonly industryCode: string | null
  readonly creditCode: string | null
}

export type UnitsKnown = {
  /** Units within reach. */
  readonly units: readonly UnitKnown[]
  /** Credit codes of the file that units out of reach bear. */
  readonly taken: ReadonlySet<string>
}

/** Where a new unit comes to stand: below one that stands, or below another row. */
export type Above = { readonly id: number } | { readonly row: number }
export type UnitAdd = { readonly given: UnitGiven; readonly above: Above }
export type UnitsPlan = {
  readonly problems: UnitProblem[]
  readonly adds: UnitAdd[]
  readonly changes: { readonly unit: UnitKnown; readonly given: UnitGiven }[]
  readonly outcomes: {
    readonly row: number
    readonly name: string
    readonly outcome: "added" | "changed" | "unchanged"
  }[]
}

const facts = ["name", "shortName", "kind", "level", "ownership", "regionCode", "industryCode", "creditCode"] as const
const needed = ["parent", "kind", "level", "ownership"] as const

/** Units by what a cell may call them; a name that two share names neither. */
function named(units: readonly UnitKnown[]): ReadonlyMap<string, UnitKnown> {
  const all = units.flatMap((unit) =>
    [...new Set([unit.name, unit.shortName, unit.creditCode ?? unit.name].map(cellKey))].map(
      (text) => [text, unit] as const,
    ),
  )
  const groups = Map.groupBy(all, ([text]) => text)
  return new Map([...groups].flatMap(([text, same]) => (same.length === 1 && same[0] ? [[text, same[0][1]]] : [])))
}

/** Judges every row of a file of units: by credit code, else by the unit above and the name. */
export function planUnits(rows: readonly UnitGiven[], known: UnitsKnown): UnitsPlan {
  const plan: UnitsPlan = { problems: [], adds: [], changes: [], outcomes: [] }
  const standing = named(known.units)
  const codes = new Map(known.units.map((unit) => [unit.creditCode ?? "", unit]))
  const siblings = new Map(known.units.map((unit) => [siblingKey(unit.parentId, unit.name), unit]))
  const written = new Map(rows.map((given) => [cellKey(given.name), given.row]).toReversed() as [string, number][])
  const above = new Map<number, number>()
  const seen = new Map<string, number>()
  for (const typed of rows) {
    const given = { ...typed, creditCode: normaliseCreditCode(typed.creditCode ?? "") || undefined }
    const before = plan.problems.length
    const wrong = (column: UnitColumn | undefined, code: string, value = "") =>
      void plan.problems.push({ row: given.row, column, code, value })
    const parent = given.parent === undefined ? undefined : standing.get(cellKey(given.parent))
    const row = given.parent === undefined || parent ? undefined : written.get(cellKey(given.parent))
    if (given.parent !== undefined && !parent && row === undefined) wrong("parent", "parent_unknown", given.parent)
    const byCode = given.creditCode ? codes.get(given.creditCode) : undefined
    const unit = byCode ?? (parent ? siblings.get(siblingKey(parent.id, given.name)) : undefined)
    const trace = unit ? `id ${unit.id}` : (given.creditCode ?? siblingKey(parent?.id ?? row ?? 0, given.name))
    if (seen.has(trace)) wrong(undefined, "row_repeated", String(seen.get(trace)))
    seen.set(trace, seen.get(trace) ?? given.row)
    check(given, unit, parent, known, wrong)
    if (unit && byCode && given.name !== unit.name && siblings.has(siblingKey(unit.parentId, given.name)))
      wrong("name", "unit_name_taken")
    if (!unit && row !== undefined) above.set(given.row, row)
    if (isCircle(above, given.row)) wrong("parent", "parent_circle")
    if (plan.problems.length > before) continue
    const differs = unit && facts.some((fact) => given[fact] !== undefined && given[fact] !== (unit[fact] ?? undefined))
    const outcome = unit ? (differs ? "changed" : "unchanged") : "added"
    plan.outcomes.push({ row: given.row, name: given.name, outcome })
    if (unit && differs) plan.changes.push({ unit, given })
    if (!unit) plan.adds.push({ given, above: parent ? { id: parent.id } : { row: row ?? 0 } })
  }
  return plan
}

const siblingKey = (parent: number | null, name: string): string => JSON.stringify([parent, name])

function isCircle(above: ReadonlyMap<number, number>, from: number): boolean {
  for (let row = above.get(from); row !== undefined; row = above.get(row)) if (row === from) return true
  return false
}

function check(
  given: UnitGiven,
  unit: UnitKnown | undefined,
  parent: UnitKnown | undefined,
  { taken }: UnitsKnown,
  wrong: (column: UnitColumn | undefined, code: string, value?: string) => void,
): void {
  if (!unit) for (const column of needed) if (given[column] === undefined) wrong(column, "cell_missing")
  if (unit && parent && parent.id !== unit.parentId) wrong("parent", "unit_moved")
  if (given.regionCode && !/^\d{6}$/.test(given.regionCode)) wrong("regionCode", "region_code")
  if (given.creditCode && !isCreditCode(given.creditCode)) wrong("creditCode", "credit_code")
  if (given.creditCode && taken.has(given.creditCode)) wrong("creditCode", "credit_code_taken")
}
