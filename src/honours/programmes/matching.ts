/** Whether somebody may sit on a seat of the kind at this place in the list. */
export type Taker = (kind: number) => boolean

/**
 * Sits as many as possible on seats of several kinds, each with room for so many. Gives the kind of each one's seat,
 * `undefined` for whom there is none. Whoever stands earlier in the list keeps a seat when there are too few.
 */
export function sit(rooms: readonly number[], takers: readonly Taker[]): (number | undefined)[] {
  const seated = takers.map((): number | undefined => undefined)
  const taken = rooms.map((): number[] => [])

  // A seat is found for one by moving others along, each kind tried once (Kuhn).
  function find(one: number, tried: Set<number>): boolean {
    for (const [kind, room] of rooms.entries()) {
      if (tried.has(kind) || !takers[one]?.(kind)) continue
      tried.add(kind)
      const there = taken[kind] as number[]
      const leaver = there.length < room ? -1 : there.findIndex((other) => find(other, tried))
      if (there.length >= room && leaver < 0) continue
      if (leaver >= 0) there.splice(leaver, 1)
      there.push(one)
      seated[one] = kind
      return true
    }
    return false
  }
  for (const one of takers.keys()) find(one, new Set())
  return seated
}
