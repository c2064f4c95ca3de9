import type { OrderItem, RankingRules, TeamRules } from "#competition/contests/scheme.ts"
import type { Entry } from "#competition/ranking/bundle.ts"
import type { Scheme } from "#competition/ranking/compiled.ts"
import type { Line } from "#competition/ranking/cut.ts"
import { byCode, compareKeys, type KeyReader, keyReader, numbered, type Placed } from "#competition/ranking/order.ts"
import { type Score, scoring } from "#competition/ranking/team-points.ts"
import { type Exact, plus, ZERO } from "#lib/exact.ts"

export type Team = { readonly code: string; readonly counted: readonly Line[]; readonly total: Exact }
export type Teams = { readonly placed: readonly Placed<Team>[]; readonly unplaced: readonly string[] }
export type Field = {
  readonly entries: readonly Entry[]
  readonly lines: readonly Line[]
  readonly scheme: Scheme
  readonly prizes: ReadonlyMap<string, string>
  readonly places: RankingRules["places"]
}
type Comparison = (a: Team, b: Team) => number

/** The members that count, in the order of the ranking; undefined when the team has no place. */
function counted(rules: TeamRules, members: readonly Line[]): readonly Line[] | undefined {
  const short = rules.combine === "sum" && members.length < (rules.best ?? 1)
  return short || members.length === 0 ? undefined : members.slice(0, rules.best)
}

/** More first places, then more second places and so on. The lists of places are sorted, as the ranking is. */
function morePlaces(a: Team, b: Team): number {
  const index = a.counted.findIndex(({ place }, position) => place !== b.counted[position]?.place)
  const [mine, theirs] = [a.counted[index]?.place, b.counted[index]?.place]
  if (mine === undefined) return b.counted.length > a.counted.length ? 1 : 0
  return theirs === undefined || mine < theirs ? -1 : 1
}

/** A team of which a counted member lacks the number is without it: counting 0 would favour it where less is better. */
function summed({ counted: members }: Team, read: KeyReader): Exact | undefined {
  let total: Exact | undefined = ZERO
  for (const { of } of members) {
    const each = read(of.account, of.sheet)
    total = each && total && plus(total, each)
  }
  return total
}

function comparison({ by, direction }: OrderItem, scheme: Scheme, all: readonly Team[]): Comparison {
  if (by === "places") return direction === "desc" ? morePlaces : (a, b) => morePlaces(b, a)
  if (by === "total") return (a, b) => compareKeys(a.total, b.total, direction)
  const read = keyReader(scheme, by)
  const keys = new Map(all.map((team) => [team, summed(team, read)]))
  return (a, b) => compareKeys(keys.get(a), keys.get(b), direction)
}

function membersByTeam({ entries, lines }: Field): ReadonlyMap<string, readonly Line[]> {
  const teams = new Map<string, Line[]>()
  for (const { team } of entries) if (team !== undefined && !teams.has(team)) teams.set(team, [])
  for (const line of lines) teams.get(line.of.account.entry.team ?? "")?.push(line)
  return teams
}

function total(members: readonly Line[], score: Score): Exact {
  return members.reduce((sum, line) => plus(sum, score(line)), ZERO)
}

/** Places the teams that any entry names; one with too few placed members is listed without a place. */
export function rankTeams(rules: TeamRules | undefined, field: Field): Teams {
  if (!rules) return { placed: [], unplaced: [] }
  const score = scoring(rules, field.lines, field.prizes)
  const codes = [...membersByTeam(field)].sort(([a], [b]) => byCode(a, b))
  const teams = codes.flatMap(([code, members]) => {
    const counting = counted(rules, members)
    return counting ? [{ code, counted: counting, total: total(counting, score) }] : []
  })
  const items = (rules.order ?? ["total"]).map((item) =>
    typeof item === "string" ? ({ by: item, direction: "desc" } as const) : item,
  )
  const comparisons = items.map((item) => comparison(item, field.scheme, teams))
  const compared: Comparison = (a, b) => comparisons.reduce((sign, each) => sign || each(a, b), 0)
  const isPlaced = new Set(teams.map(({ code }) => code))
  return {
    placed: numbered(teams.sort(compared), compared, field.places),
    unplaced: codes.flatMap(([code]) => (isPlaced.has(code) ? [] : [code])),
  }
}
