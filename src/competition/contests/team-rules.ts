import {
  type Check,
  choice,
  count,
  decimal,
  flag,
  given,
  has,
  list,
  type Members,
  members,
  object,
} from "#competition/contests/check.ts"
import type { KnownNodes } from "#competition/contests/node-rules.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import { orderBy, orderItem } from "#competition/contests/ranking-rules.ts"
import type { TeamRules } from "#competition/contests/scheme.ts"

const WORDS = ["total", "places"]
/** The `combine` that uses each member; elsewhere it would not count. */
const USERS: Readonly<Record<string, readonly TeamRules["combine"][]>> = {
  points: ["points", "prizes"],
  rest: ["points", "prizes"],
  split: ["points"],
}

const points: Check<unknown> = (note, value, at) => {
  if (typeof value === "string") return decimal(note, value, at)
  return Number.isSafeInteger(value) ? value : note(at, "not_points", { found: quote(value) })
}

const pointsByPlace: Check<unknown> = (note, value, at) => {
  for (const [index, each] of (list(note, value, at) ?? []).entries()) points(note, each, `${at}/${index}`)
}

function pointsByPrize(note: Note, value: unknown, at: string, prizes: ReadonlySet<string>): void {
  for (const [name, each] of Object.entries(object(note, value, at) ?? {})) {
    if (!prizes.has(name)) note(child(at, name), "unknown_prize", { found: quote(name) })
    points(note, each, child(at, name))
  }
}

function teamOrder(note: Note, value: unknown, at: string, nodes: KnownNodes): void {
  for (const [index, item] of (list(note, value, at, 1) ?? []).entries()) {
    if (typeof item === "string") orderBy(note, item, `${at}/${index}`, nodes, WORDS)
    else orderItem(note, item, `${at}/${index}`, nodes, WORDS)
  }
}

function scoring(note: Note, teams: Members, at: string, prizes: ReadonlySet<string>): void {
  const combine = given(note, teams, at, "combine", choice<TeamRules["combine"]>("sum", "points", "prizes"))
  if (!combine) return
  for (const [member, choices] of Object.entries(USERS))
    if (has(teams, member) && !choices.includes(combine))
      note(child(at, member), "only_with", { member, other: "combine", choices })
  if (combine !== "sum" && !has(teams, "points")) note(child(at, "points"), "missing", { member: "points" })
  if (combine === "points") given(note, teams, at, "points", pointsByPlace)
  if (combine === "prizes" && has(teams, "points")) pointsByPrize(note, teams.points, child(at, "points"), prizes)
  if (combine !== "sum") given(note, teams, at, "rest", points)
  if (combine === "points") given(note, teams, at, "split", flag)
}

/** Checks how members make a team's total and how teams are ordered. */
export function teamRules(
  note: Note,
  value: unknown,
  at: string,
  nodes: KnownNodes,
  prizes: ReadonlySet<string>,
): void {
  const teams = members(note, value, at, ["combine"], ["best", "order", ...Object.keys(USERS)])
  if (!teams) return
  given(note, teams, at, "best", count(1))
  scoring(note, teams, at, prizes)
  if (has(teams, "order")) teamOrder(note, teams.order, child(at, "order"), nodes)
}
