import type { Points, TeamRules } from "#competition/contests/scheme.ts"
import type { Line } from "#competition/ranking/cut.ts"
import { codeOf } from "#competition/ranking/ranked.ts"
import { type Exact, exact, over, plus, whole, ZERO } from "#lib/exact.ts"

export type Score = (line: Line) => Exact

const number = (points: Points | undefined) => (points === undefined ? ZERO : exact(String(points)))

/** The mean of the points from a place on, one for each of those who share it. */
function shared(byPlace: (place: number) => Exact, place: number, sharing: number): Exact {
  let total = ZERO
  for (let offset = 0; offset < sharing; offset++) total = plus(total, byPlace(place + offset))
  return over(total, whole(sharing))
}

function placeScore(rules: TeamRules & { combine: "points" }, lines: readonly Line[]): Score {
  const points = rules.points.map(number)
  const rest = number(rules.rest)
  const byPlace = (place: number) => points[place - 1] ?? rest
  if (!rules.split) return ({ place }) => byPlace(place)
  const sharing = new Map<number, number>()
  for (const { place } of lines) sharing.set(place, (sharing.get(place) ?? 0) + 1)
  const scores = new Map([...sharing].map(([place, count]) => [place, shared(byPlace, place, count)]))
  return ({ place }) => scores.get(place) ?? rest
}

function prizeScore(rules: TeamRules & { combine: "prizes" }, prizes: ReadonlyMap<string, string>): Score {
  const points = new Map(Object.entries(rules.points).map(([name, each]) => [name, number(each)]))
  const rest = number(rules.rest)
  return ({ of }) => points.get(prizes.get(codeOf(of)) ?? "") ?? rest
}

/** What a placed member brings to its team: its total, the points of its place, or those of its prize. */
export function scoring(rules: TeamRules, lines: readonly Line[], prizes: ReadonlyMap<string, string>): Score {
  if (rules.combine === "points") return placeScore(rules, lines)
  if (rules.combine === "prizes") return prizeScore(rules, prizes)
  return ({ of }) => of.total ?? ZERO
}
