import type { Prize, Ties } from "#competition/contests/scheme.ts"
import { boundary, type Line } from "#competition/ranking/cut.ts"
import { codeOf } from "#competition/ranking/ranked.ts"
import { compare, exact, rounded, times, whole } from "#lib/exact.ts"

// Winners are positions in the ranking. A field is the positions a prize may look at; its start moves past those who
// have a prize, so that thousands of prizes do not each begin at the top again.
type Field = { readonly positions: readonly number[]; start: number }
type Award = { readonly count: number; readonly ties: Ties | undefined }
type Given = { readonly winners: readonly number[]; readonly excess: number }
type Won = Map<number, string>

/** How many a prize is for, of those with status competed. */
export function prizeCount(prize: Prize, competed: number): number {
  if ("count" in prize) return prize.count
  const share = times(exact(prize.share), whole(competed))
  const near = rounded(share, 0, prize.rounding === "half-up" ? "half-up" : "down")
  const up = prize.rounding === "ceil" && compare(near, share) < 0
  return Number(near.n) + (up ? 1 : 0)
}

function* withoutPrize(field: Field, won: Won): Generator<number> {
  const { positions } = field
  while (won.has(positions[field.start] ?? -1)) field.start++
  for (let index = field.start; index < positions.length; index++) {
    const position = positions[index]
    if (position !== undefined && !won.has(position)) yield position
  }
}

function nextInLine(lines: readonly Line[], field: Field, won: Won, { count, ties }: Award): Given {
  const winners: number[] = []
  for (const position of withoutPrize(field, won)) {
    const last = winners.at(-1)
    const place = lines[position]?.place
    if (winners.length >= count && (last === undefined || lines[last]?.place !== place)) break
    if (winners.length >= count && ties === "none")
      return { winners: winners.filter((winner) => lines[winner]?.place !== place), excess: 0 }
    winners.push(position)
  }
  return { winners, excess: Math.max(0, winners.length - count) }
}

/** Of the first n placed, those without a prize; too many are only those whom the tie at this boundary adds. */
function amongFirst(lines: readonly Line[], field: Field, won: Won, { count, ties }: Award): Given {
  const { from, to } = boundary(lines, count)
  const end = ties === "none" ? from : to
  const winners: number[] = []
  for (const position of withoutPrize(field, won)) {
    if (position >= end) break
    winners.push(position)
  }
  const atBoundary = winners.filter((position) => position >= from).length
  return { winners, excess: Math.max(0, atBoundary - (count - from)) }
}

/** Prize name by entry code. What a tie gives too many is taken off the next prizes in turn, but never off a `within`. */
export function awardPrizes(prizes: readonly Prize[], lines: readonly Line[], competed: number): Map<string, string> {
  const won: Won = new Map()
  const all: Field = { positions: [...lines.keys()], start: 0 }
  const passed: Field = { positions: all.positions.filter((position) => lines[position]?.of.sheet.passed), start: 0 }
  let owed = 0
  for (const prize of prizes) {
    const full = prizeCount(prize, competed)
    const count = prize.within ? full : Math.max(0, full - owed)
    const select = prize.within ? amongFirst : nextInLine
    const { winners, excess } = select(lines, prize.needsPass ? passed : all, won, { count, ties: prize.ties })
    owed = prize.within ? excess : owed - (full - count) + excess
    for (const position of winners) won.set(position, prize.name)
  }
  const named = new Map<string, string>()
  for (const [position, name] of won) if (lines[position]) named.set(codeOf(lines[position].of), name)
  return named
}
