import { z } from "zod"
import { compare, type Exact, exact, ONE, over, plus, rounded, times, whole } from "#lib/exact.ts"

const decimal = /^(0|[1-9]\d{0,2})(\.\d{1,6})?$/
const fraction = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/

const isShare = (text: string): boolean => {
  const [, above, below] = fraction.exec(text) ?? []
  return above ? Number(above) <= Number(below) : decimal.test(text) && compare(exact(text), whole(100)) <= 0
}

/** A share as rules write it, never a float: percent as a decimal ("35", "5.5"), or a fraction ("2/3"). */
export const shareSchema = z.string().refine(isShare, "not_a_share")

/** The share as a number from 0 to 1. */
export function shareOf(text: string): Exact {
  const [, above, below] = fraction.exec(text) ?? []
  return above ? over(whole(Number(above)), whole(Number(below))) : over(exact(text), whole(100))
}

export const roundings = ["up", "down"] as const
export type Rounding = (typeof roundings)[number]

/** A number that is not negative as a whole one. */
export function toWhole(number: Exact, rounding: Rounding): number {
  const kept = rounded(number, 0, "down")
  const up = rounding === "up" && compare(kept, number) < 0
  return Number((up ? plus(kept, ONE) : kept).n)
}

/** So many of `count` as the share says, in whole places: 35 % of 22 is 7.7, so 8 rounded up (domain.md 1.5-a). */
export const portion = (share: string, count: number, rounding: Rounding): number =>
  toWhole(times(shareOf(share), whole(count)), rounding)

/** Whether `part` of `all` reaches the share; of nobody nothing is reached. */
export const reaches = (part: number, all: number, share: string): boolean =>
  all > 0 && compare(whole(part), times(shareOf(share), whole(all))) >= 0
