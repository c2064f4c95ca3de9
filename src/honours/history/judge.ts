import type { HistoryPersonChoice, HistoryRowState, HistoryUnitChoice, RecipientKind } from "#db/words.ts"
import { documentNumber } from "#honours/register/document-number.ts"
import { isDay } from "#lib/dates.ts"
import { hasPrivateUse, normaliseName, plain } from "#lib/names.ts"
import { cellKey, dashedDay, unseenSigns } from "#lib/sheet.ts"
import { type Given, historyColumns, type Issue, isStopped, widths } from "./columns.ts"
import { likelyFiles, type PersonFile, type UnitMatcher } from "./matching.ts"
import { readYears } from "./years.ts"

/** What rows are judged against. */
export type Known = {
  readonly honours: ReadonlyMap<string, { readonly id: number; readonly kind: RecipientKind }>
  readonly match: UnitMatcher
  readonly unitNames: ReadonlyMap<number, string>
  readonly files: ReadonlyMap<string, readonly PersonFile[]>
  /** Entries that are in the register, by every key that a row for the same honour would have. */
  readonly there: ReadonlyMap<string, number>
  readonly thisYear: number
}

/** What an officer decided about a row; it outlives every judging. */
export type Choices = {
  readonly unitChoice: HistoryUnitChoice
  readonly unitId: number | null
  readonly personChoice: HistoryPersonChoice
  readonly personId: number | null
  readonly isLeftOut: boolean
}
export const undecided: Choices = {
  unitChoice: "open",
  unitId: null,
  personChoice: "open",
  personId: null,
  isLeftOut: false,
}

export type Judged = {
  readonly honourId: number | null
  readonly year: number | null
  readonly yearTo: number | null
  readonly unitText: string
  readonly unitId: number | null
  readonly unitChoice: HistoryUnitChoice
  readonly unitSuggestions: readonly number[]
  readonly personId: number | null
  readonly personChoice: HistoryPersonChoice
  readonly personSuggestions: readonly number[]
  readonly issues: Issue[]
  readonly state: HistoryRowState
  readonly entryId: number | null
}

const isWrong = (given: Given) =>
  historyColumns.some((column) => [...given[column]].length > widths[column] || unseenSigns.test(given[column]))

function yearsOf(given: Given, thisYear: number) {
  const day = dashedDay(given.decidedOn)
  const dated = isDay(day)
  const read = readYears(given.year, thisYear)
  const years = read ?? { year: null, yearTo: null }
  const year = years.year ?? (dated && given.year === "" ? Number(day.slice(0, 4)) : null)
  const issues: Issue[] = []
  if (!read) issues.push("year_unread")
  else if (year === null) issues.push("year_unknown")
  if (years.yearTo !== null) issues.push("year_span")
  if (given.decidedOn !== "" && !dated) issues.push("date_unread")
  return { year, yearTo: years.yearTo, issues }
}

function unitOf(text: string, choices: Choices, match: UnitMatcher) {
  const none = { unitId: null, unitSuggestions: [] as readonly number[] }
  if (text === "") return { ...none, unitChoice: "none" as const, issues: ["unit_missing" as const] }
  if (choices.unitChoice === "chosen")
    return { ...none, unitChoice: "chosen" as const, unitId: choices.unitId, issues: [] }
  if (choices.unitChoice === "text") return { ...none, unitChoice: "text" as const, issues: ["unit_text" as const] }
  const { found, suggestions } = match(text)
  if (found !== undefined) return { ...none, unitChoice: "found" as const, unitId: found, issues: [] }
  return { unitId: null, unitSuggestions: suggestions, unitChoice: "open" as const, issues: ["unit_open" as const] }
}

function personOf(given: Given, unitId: number | null, choices: Choices, known: Known) {
  const none = { personId: null, personSuggestions: [] as readonly number[], issues: [] as Issue[] }
  const { personChoice, personId } = choices
  if (personChoice === "chosen") return { ...none, personChoice, personId }
  if (personChoice === "apart") return { ...none, personChoice }
  const files = known.files.get(normaliseName(given.name)) ?? []
  const born = /^(19|20)\d\d/.exec(given.birthYear)
  const personSuggestions = likelyFiles(files, unitId, born ? Number(given.birthYear.slice(0, 4)) : null)
  if (personSuggestions.length === 0) return { ...none, personChoice: "none" as const }
  return { ...none, personSuggestions, personChoice: "open" as const, issues: ["person_open" as const] }
}

/** Judges one row by what stands in it and what was decided about it; whether it is there already, `withoutDoubles` says. */
export function judgeRow(given: Given, choices: Choices, known: Known): Judged {
  const honour = known.honours.get(cellKey(given.honour))
  const isUnit = honour?.kind === "unit"
  const unitText = given.unit || (isUnit ? given.name : "")
  const years = yearsOf(given, known.thisYear)
  const unit = unitOf(unitText, choices, known.match)
  const person =
    honour?.kind === "person"
      ? personOf(given, unit.unitId, choices, known)
      : { personId: null, personChoice: "none" as const, personSuggestions: [], issues: [] }
  const issues: Issue[] = [...years.issues, ...unit.issues, ...person.issues]
  if (given.name === "") issues.push("name_missing")
  if (isWrong(given)) issues.push("cell_wrong")
  if (!honour) issues.push("honour_unknown")
  if (given.documentNumber && !documentNumber(given.documentNumber)) issues.push("document_odd")
  if (hasPrivateUse(given.name)) issues.push("private_use")
  const state = choices.isLeftOut ? "left_out" : isStopped(issues) ? "open" : "ready"
  const { issues: _, ...when } = years
  const { issues: __, ...where } = unit
  const { issues: ___, ...who } = person
  return { honourId: honour?.id ?? null, ...when, unitText, ...where, ...who, issues, state, entryId: null }
}

type Keyed = Pick<Judged, "honourId" | "year" | "yearTo" | "unitText" | "unitId">

/** By what a row is known again: honour, year, recipient, for what, and its unit as written, as found, and by its name. */
export function keysOf(
  { name, reason }: Pick<Given, "name" | "reason">,
  row: Keyed,
  isUnit: boolean,
  unitName: string | undefined,
): string[] {
  const who = isUnit ? "" : plain(normaliseName(name))
  const base = [row.honourId, row.year ?? "", row.yearTo ?? "", who, plain(reason)].join("|")
  const texts = new Set([plain(row.unitText), ...(unitName === undefined ? [] : [plain(unitName)])])
  return [...[...texts].map((text) => `${base}|t${text}`), ...(row.unitId === null ? [] : [`${base}|u${row.unitId}`])]
}

/** Of rows that are the same honour the first counts; what is in the register already is not entered again. */
export function withoutDoubles(
  rows: readonly { readonly given: Given; readonly judged: Judged }[],
  known: Known,
): Judged[] {
  const units = new Set([...known.honours.values()].flatMap(({ id, kind }) => (kind === "unit" ? [id] : [])))
  const seen = new Set<string>()
  return rows.map(({ given, judged }) => {
    if (judged.honourId === null || judged.state === "left_out") return judged
    const unitName = judged.unitId === null ? undefined : known.unitNames.get(judged.unitId)
    const keys = keysOf(given, judged, units.has(judged.honourId), unitName)
    const entryId = keys.map((key) => known.there.get(key)).find((id) => id !== undefined)
    if (entryId !== undefined) return { ...judged, state: "duplicate", entryId }
    if (keys.some((key) => seen.has(key))) return { ...judged, state: "duplicate", issues: [...judged.issues, "twice"] }
    for (const key of keys) seen.add(key)
    return judged
  })
}
