/** The fewest that are told of people themselves, where nothing else is set. */
export const leastShown = 5

/**
 * The parts of a group by a personal attribute (sex, front line) as the public may see them, or nothing: a group is told
 * only where every part of it has at least `least` people, and then to the nearest `least`, so that nobody is singled out
 * and a single new entry tells nothing. There are no sums over groups, which would give away the one that is withheld.
 */
export const publishable = (parts: readonly number[], least: number): readonly number[] | null =>
  parts.every((part) => part >= least) ? parts.map((part) => Math.round(part / least) * least) : null

/** The share of the first part in a group, as a whole percentage; nothing of nothing is 0. */
export function shareOf([first = 0, ...rest]: readonly number[]): number {
  const whole = rest.reduce((sum, part) => sum + part, first)
  return whole === 0 ? 0 : Math.round((first * 100) / whole)
}
