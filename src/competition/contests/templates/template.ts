import type { Both, Promotion, RuleTitles } from "#db/schema/index.ts"
import type { Prize, Rules } from "../scheme.ts"

/** Rules to start an event from: data only, and everything in it can be changed before judging. */
export type EventTemplate = {
  readonly id: string
  readonly title: Both
  readonly summary: Both
  readonly showsJudgeMarks: boolean
  readonly rules: Rules
  readonly titles: RuleTitles
}

export const both = (zh: string, en: string): Both => ({ zh, en })

// 10, 20 and 30 % of those who competed, cut off (domain.md 2.8-a names no rounding, so the mildest budget is taken).
export const shares: readonly Prize[] = [
  { name: "first", share: "0.1", rounding: "floor" },
  { name: "second", share: "0.2", rounding: "floor" },
  { name: "third", share: "0.3", rounding: "floor" },
]

export const prizeTitles: RuleTitles["prizes"] = {
  first: both("一等奖", "First prize"),
  second: both("二等奖", "Second prize"),
  third: both("三等奖", "Third prize"),
}

export const minutes: RuleTitles["values"] = { minutes: both("用时（分钟）", "Time used (minutes)") }

// The first three who passed become technicians (domain.md 2.8: Xuzhou, Zhenjiang), the first fifteen senior workers
// (MOHRSS 2012), each from the level just below.
export const promotions: Promotion[] = [
  { level: "technician", last: 3, needsPass: true, holds: "senior" },
  { level: "senior", last: 15, needsPass: true, holds: "intermediate" },
]
