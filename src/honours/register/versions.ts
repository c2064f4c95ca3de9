type Facts = Readonly<Record<string, unknown>>

/** The names of the facts in which two versions of an honour differ, those of its terms one by one. */
export function changedFacts(before: Facts | undefined, after: Facts): string[] {
  const flat = ({ terms, ...facts }: Facts): Facts => ({ ...facts, ...(terms as Facts | undefined) })
  const [old, now] = [flat(before ?? {}), flat(after)]
  return Object.keys(now).filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
}
