import { compare, exact, plus } from "#lib/exact.ts"
import type { Slot } from "./slots.ts"

/** The first looks of a panel at one entry: how many were given, and the lowest and highest of those that are numbers. */
export type Looks = { readonly given: number; readonly low: string | null; readonly high: string | null }

/**
 * Whether a full panel is further apart at its first look than the rule allows, so that each of its judges looks again.
 * Second looks do not change this: whoever is asked once is asked whatever the others do.
 */
export function isSplit({ spread }: Pick<Slot, "spread">, looks: Looks | null, size: number): boolean {
  if (spread === undefined || !looks || looks.given < size || looks.low === null || looks.high === null) return false
  return compare(exact(looks.high), plus(exact(looks.low), exact(spread))) > 0
}
