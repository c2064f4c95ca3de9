import type { EntryRow } from "../queries.ts"

/** What of an entry may turn out to be written wrongly; what it was conferred for and on whose file stay. */
export const correctable = [
  "recipientName",
  "sortKeyOverride",
  "unitName",
  "gradeZh",
  "gradeEn",
  "gradeRank",
  "forZh",
  "forEn",
  "year",
  "yearTo",
  "decidedOn",
  "documentNumber",
] as const
export type CorrectableFact = (typeof correctable)[number]

export type EntryFacts = Readonly<Record<CorrectableFact, string | number | null>>

/** An entry as it stands, without what no correction touches. */
export const entryFacts = (entry: Pick<EntryRow, CorrectableFact>): EntryFacts =>
  Object.fromEntries(correctable.map((name) => [name, entry[name]])) as EntryFacts

export type Change = {
  readonly name: CorrectableFact
  readonly before: string | number | null
  readonly after: string | number | null
}

/** The facts in which two states of an entry differ, in the order of the form. */
export const changesOf = (before: Partial<EntryFacts>, after: EntryFacts): Change[] =>
  correctable
    .filter((name) => (before[name] ?? null) !== after[name])
    .map((name) => ({ name, before: before[name] ?? null, after: after[name] }))

/**
 * Corrections of an entry with what each of them changed. They come newest first, and each keeps what stood before it:
 * what it made of that is what the one after it found, and at last the entry itself.
 */
export const withChanges = <V extends { readonly before: Partial<EntryFacts> }>(
  newestFirst: readonly V[],
  now: EntryFacts,
): (V & { changes: Change[] })[] =>
  newestFirst.map((one, at) => {
    const later = newestFirst[at - 1]?.before
    return { ...one, changes: changesOf(one.before, later ? ({ ...now, ...later } as EntryFacts) : now) }
  })

/** What is wrong with the years of an entry, as the name of the field: only old papers leave them open. */
export function yearProblem(isOld: boolean, year: number | null, yearTo: number | null): "year" | "yearTo" | undefined {
  if (year === null && (!isOld || yearTo !== null)) return "year"
  return year !== null && yearTo !== null && yearTo <= year ? "yearTo" : undefined
}
