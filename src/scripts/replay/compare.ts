import type { Bundle } from "#competition/ranking/bundle.ts"
import type { ContestResult } from "#competition/ranking/tally.ts"
import { compare, exact } from "#lib/exact.ts"

/** What differs between the result of the bundle as given and of the bundle as it came back, in words. */
export function differences(given: ContestResult, returned: ContestResult): string[] {
  const back = new Map(returned.entries.map((entry) => [entry.entry, entry]))
  const found = given.entries.flatMap((entry) => {
    const other = back.get(entry.entry)
    if (!other) return [`${entry.entry}: missing`]
    const members = Object.keys(entry) as (keyof typeof entry)[]
    return members.flatMap((member) => {
      const [ours, theirs] = [JSON.stringify(entry[member]), JSON.stringify(other[member])]
      return ours === theirs ? [] : [`${entry.entry}: ${member} ${ours} became ${theirs}`]
    })
  })
  for (const member of ["teams", "incomplete"] as const)
    if (JSON.stringify(given[member]) !== JSON.stringify(returned[member])) found.push(`${member} differ`)
  if (returned.entries.length !== given.entries.length)
    found.push(`${returned.entries.length} entries for ${given.entries.length}`)
  return found
}

/** Official places that a result misses, for bundles that have them beside. */
export function missedPlaces(result: ContestResult, official: Readonly<Record<string, number | null>>): string[] {
  const places = new Map(result.entries.map(({ entry, place }) => [entry, place]))
  return Object.entries(official).flatMap(([code, place]) =>
    places.get(code) === place ? [] : [`${code}: place ${places.get(code)}, official ${place}`],
  )
}

/** Every mark and value of a bundle by its place, as numbers are compared: `86.5` and `86.50` are one. */
function given({ marks, entries }: Bundle): Map<string, string> {
  const places = new Map(marks.map(({ entry, node, judge, value }) => [[entry, node, judge ?? ""].join("/"), value]))
  for (const { code, values } of entries)
    for (const [name, value] of Object.entries(values ?? {})) places.set(`${code}/value:${name}`, value)
  return places
}

/** Marks that went in and did not come back, or as another number, or came back without having gone in. */
export function changedMarks(sent: Bundle, returned: Bundle): string[] {
  const [before, after] = [given(sent), given(returned)]
  const lost = [...before].flatMap(([place, value]) => {
    const back = after.get(place)
    if (back === undefined) return [`${place}: ${value} is missing`]
    return compare(exact(value), exact(back)) === 0 ? [] : [`${place}: ${value} became ${back}`]
  })
  return [
    ...lost,
    ...[...after.keys()].filter((place) => !before.has(place)).map((place) => `${place}: came from nowhere`),
  ]
}
