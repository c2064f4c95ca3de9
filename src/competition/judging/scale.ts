import { compare, exact, isDecimal, plus, shown, ZERO } from "#lib/exact.ts"
import type { Slot } from "./slots.ts"

/** The most marks that are offered as one key each. */
const MOST = 12

/** Every mark that a slot takes, lowest first, where these are at most twelve; nothing where they are more or without end. */
export function scaleOf({ min = "0", max, step }: Slot): string[] | undefined {
  if (max === undefined || step === undefined || ![min, max, step].every(isDecimal)) return undefined
  if (compare(exact(step), ZERO) <= 0) return undefined
  const marks: string[] = []
  for (let mark = exact(min); compare(mark, exact(max)) <= 0; mark = plus(mark, exact(step))) {
    if (marks.length === MOST) return undefined
    marks.push(shown(mark))
  }
  return marks
}
