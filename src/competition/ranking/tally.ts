import type { Bundle } from "#competition/ranking/bundle.ts"
import type { Scheme } from "#competition/ranking/compiled.ts"
import { advancing, type Line } from "#competition/ranking/cut.ts"
import type { Gap } from "#competition/ranking/evaluation.ts"
import { byCode, type Worked } from "#competition/ranking/order.ts"
import { numberOf } from "#competition/ranking/outcome.ts"
import { awardPrizes } from "#competition/ranking/prizes.ts"
import { codeOf, rank } from "#competition/ranking/ranked.ts"
import { rankTeams, type Teams } from "#competition/ranking/teams.ts"
import { type Exact, shown } from "#lib/exact.ts"

/** Numbers are exact decimals where they end, else half-up to 10 digits. */
export type EntryResult = {
  readonly entry: string
  readonly place: number | null
  readonly tied: boolean
  readonly total: string | null
  readonly nodes: Readonly<Record<string, string | null>>
  readonly passed: boolean
  readonly prize: string | null
  readonly advances: boolean
}
export type TeamResult = {
  readonly team: string
  readonly place: number | null
  readonly tied: boolean
  readonly total: string | null
}
export type ContestResult = {
  readonly format: "laurel-result/1"
  readonly entries: readonly EntryResult[]
  readonly teams: readonly TeamResult[]
  readonly incomplete: readonly ({ readonly entry: string } & Gap)[]
}

const text = (value: Exact | undefined) => (value ? shown(value) : null)

function nodesOf(scheme: Scheme, { sheet }: Worked): EntryResult["nodes"] {
  return Object.fromEntries(
    scheme.slice(1).map(({ node, slot }) => [node.key, text(numberOf(sheet.outcomes[slot]))] as const),
  )
}

function placedResult(scheme: Scheme, line: Line, prizes: ReadonlyMap<string, string>, going: ReadonlySet<string>) {
  const { of, place, tied } = line
  const entry = codeOf(of)
  const [nodes, prize] = [nodesOf(scheme, of), prizes.get(entry) ?? null]
  const { passed } = of.sheet
  return { entry, place, tied, total: text(of.total), nodes, passed, prize, advances: going.has(entry) }
}

function unplacedResult(scheme: Scheme, worked: Worked): EntryResult {
  const total = worked.account.entry.status === "guest" ? text(worked.total) : null
  const nodes = nodesOf(scheme, worked)
  return { entry: codeOf(worked), place: null, tied: false, total, nodes, passed: false, prize: null, advances: false }
}

function teamResults({ placed, unplaced }: Teams): readonly TeamResult[] {
  return [
    ...placed.map(({ of, place, tied }) => ({ team: of.code, place, tied, total: shown(of.total) })),
    ...unplaced.map((team) => ({ team, place: null, tied: false, total: null })),
  ]
}

/** What an entry that competed, or a guest, still lacks; sorted by entry, then node. */
function incomplete(unplaced: readonly Worked[]): ContestResult["incomplete"] {
  return unplaced
    .filter(({ account: { entry } }) => entry.status === "competed" || entry.status === "guest")
    .flatMap((worked) => {
      const gaps = worked.sheet.gaps.toSorted((a, b) => byCode(a.node, b.node))
      return gaps.map(({ node, has, needs }) => ({ entry: codeOf(worked), node, has, needs }))
    })
}

/** The result of a contest; the same for every order of its entries and marks. */
export function tally(bundle: Bundle): ContestResult {
  const { scheme, placed, unplaced } = rank(bundle)
  const competed = bundle.entries.filter(({ status }) => status === "competed").length
  const prizes = awardPrizes(bundle.prizes ?? [], placed, competed)
  const going = advancing(bundle.advance, placed)
  const { entries } = bundle
  const teams = rankTeams(bundle.teams, { entries, lines: placed, scheme, prizes, places: bundle.ranking.places })
  return {
    format: "laurel-result/1",
    entries: [
      ...placed.map((line) => placedResult(scheme, line, prizes, going)),
      ...unplaced.map((worked) => unplacedResult(scheme, worked)),
    ],
    teams: teamResults(teams),
    incomplete: incomplete(unplaced),
  }
}

const lines = (items: readonly unknown[]) =>
  items.length ? `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]` : "[]"

/** The result document: one JSON value, one line for each entry, team and gap; equal results give equal bytes. */
export function resultText({ format, entries, teams, incomplete: gaps }: ContestResult): string {
  const members = [`"entries": ${lines(entries)}`, `"teams": ${lines(teams)}`, `"incomplete": ${lines(gaps)}`]
  return `{\n  "format": ${JSON.stringify(format)},\n  ${members.join(",\n  ")}\n}\n`
}
