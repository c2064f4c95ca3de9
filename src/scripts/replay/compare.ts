import type { ContestResult } from "#competition/ranking/tally.ts"

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
