import { cellKey } from "#lib/sheet.ts"
import { alike, bigramsOf, coreOf } from "./unit-names.ts"

/** A unit under one of its names: whole, short or former. */
export type NamedUnit = { readonly id: number; readonly name: string }

export type UnitMatch = { readonly found: number | undefined; readonly suggestions: readonly number[] }
export type UnitMatcher = (spelling: string) => UnitMatch

/** Less alike than this is not worth showing. */
const least = 0.45
const most = 5

type Named = { readonly id: number; readonly pairs: ReadonlySet<string>; readonly core: ReadonlySet<string> }

function indexOf(units: readonly NamedUnit[]) {
  const exact = Map.groupBy(units, ({ name }) => cellKey(name))
  const cores = Map.groupBy(units, ({ name }) => coreOf(name))
  const named: Named[] = units.map(({ id, name }) => ({
    id,
    pairs: bigramsOf(cellKey(name)),
    core: bigramsOf(coreOf(name)),
  }))
  const byPair = new Map<string, Named[]>()
  for (const one of named)
    for (const pair of one.pairs) {
      const known = byPair.get(pair)
      if (known) known.push(one)
      else byPair.set(pair, [one])
    }
  return { exact, cores, byPair }
}

/**
 * Finds the unit that a spelling means. One that bears exactly that name is found; others that are alike (Dice over pairs
 * of characters, of the whole name and of its core) are suggested, likeliest first, and never decided.
 */
export function unitMatcher(units: readonly NamedUnit[]): UnitMatcher {
  const { exact, cores, byPair } = indexOf(units)
  const known = new Map<string, UnitMatch>()
  const match = (spelling: string): UnitMatch => {
    const same = new Set((exact.get(cellKey(spelling)) ?? []).map(({ id }) => id))
    if (same.size === 1) return { found: [...same][0], suggestions: [] }
    const [pairs, core] = [bigramsOf(cellKey(spelling)), bigramsOf(coreOf(spelling))]
    const scores = new Map<number, number>([...same].map((id) => [id, 1]))
    const raise = (id: number, score: number) => scores.set(id, Math.max(score, scores.get(id) ?? 0))
    for (const one of new Set([...pairs].flatMap((pair) => byPair.get(pair) ?? []))) {
      const score = Math.max(alike(pairs, one.pairs), 0.95 * alike(core, one.core))
      if (score >= least) raise(one.id, score)
    }
    for (const { id } of cores.get(coreOf(spelling)) ?? []) raise(id, 0.99)
    const best = [...scores].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    return { found: undefined, suggestions: best.slice(0, most).map(([id]) => id) }
  }
  return (spelling) => {
    const found = known.get(spelling) ?? match(spelling)
    known.set(spelling, found)
    return found
  }
}

export type PersonFile = {
  readonly id: number
  readonly unitId: number
  readonly birthYear: number
}

/**
 * The files that a row of this name may be about: of the same unit or the same year of birth, both first. A year of birth
 * that differs rules a file out. Which of them it is, if any, is for people to say.
 */
export function likelyFiles(files: readonly PersonFile[], unitId: number | null, birthYear: number | null): number[] {
  const scored = files.flatMap((file) => {
    if (birthYear !== null && file.birthYear !== birthYear) return []
    const score = (birthYear === null ? 0 : 2) + (unitId !== null && file.unitId === unitId ? 1 : 0)
    return score > 0 ? [{ id: file.id, score }] : []
  })
  return scored.toSorted((a, b) => b.score - a.score || a.id - b.id).map(({ id }) => id)
}
