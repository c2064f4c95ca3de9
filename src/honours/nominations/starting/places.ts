type Placed = { readonly unitId: number; readonly unitPath: string }

/** The unit whose seats a place nominates for: its own, or the nearest above it that has some in the selection. */
export const nearestSeats = <T extends Placed>(path: string, cells: readonly T[]): T | undefined =>
  cells.filter(({ unitPath }) => path.startsWith(unitPath)).toSorted((a, b) => b.unitPath.length - a.unitPath.length)[0]

/** The seats for which somebody with these units nominates: those in them, and of each the nearest above it. */
export function seatsWithin<T extends Placed>(reach: readonly string[], cells: readonly T[]): T[] {
  const nearest = new Set(reach.map((path) => nearestSeats(path, cells)?.unitId))
  return cells.filter(({ unitId, unitPath }) => nearest.has(unitId) || reach.some((path) => unitPath.startsWith(path)))
}
