import type { ContestResult, EntryResult } from "#competition/ranking/tally.ts"
import type { EntryStatus, SkillLevel } from "#db/words.ts"
import type { Promoted } from "./promotions.ts"

export type Person = {
  readonly entryId: number
  readonly personId: number
  readonly unitId: number
  readonly code: string
  readonly name: string
  readonly unitName: string
  readonly status: EntryStatus
}

type ByCode = ReadonlyMap<string, Promoted>

/** The lines of a result under the names of those who stand behind the codes, with who is promoted. */
export function namedLines(result: ContestResult, people: readonly Person[], promoted: ByCode) {
  const byCode = new Map(people.map((person) => [person.code, person]))
  return result.entries.map((line, position) => {
    const person = byCode.get(line.entry)
    if (!person) throw new Error(`nobody stands behind the code ${line.entry}`)
    const { level = null, held = null } = promoted.get(line.entry) ?? {}
    return { ...person, ...placingOf(line, position + 1), promotedTo: level, heldLevel: held }
  })
}

const placingOf = ({ place, tied, total, nodes, prize }: EntryResult, position: number) => ({
  position,
  place,
  tied,
  total,
  nodes: Object.fromEntries(Object.entries(nodes).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))),
  prize,
})

/** How many got each prize, in the order of the rules; a prize nobody got counts 0. */
export const prizeCounts = (prizes: readonly { readonly name: string }[], result: ContestResult) =>
  prizes.map(({ name }) => ({ name, count: result.entries.filter(({ prize }) => prize === name).length }))

type Standing = Pick<EntryResult, "entry" | "place" | "total" | "prize"> & { readonly promotedTo: SkillLevel | null }

/** The lines that a correction changes: another place, total, prize or promotion, or not there before. */
export function changedLines<T extends Standing>(before: readonly Standing[], after: readonly T[]): T[] {
  const old = new Map(before.map((line) => [line.entry, line]))
  const text = ({ place, total, prize, promotedTo }: Standing) => JSON.stringify([place, total, prize, promotedTo])
  return after.filter((line) => {
    const was = old.get(line.entry)
    return !was || text(was) !== text(line)
  })
}
