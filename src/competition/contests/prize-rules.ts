import {
  choice,
  count,
  decimal,
  flag,
  given,
  has,
  list,
  type Members,
  members,
  text,
} from "#competition/contests/check.ts"
import type { Note } from "#competition/contests/problem.ts"
import { child, quote } from "#competition/contests/quote.ts"
import { ties } from "#competition/contests/ranking-rules.ts"
import type { ShareRounding } from "#competition/contests/scheme.ts"
import { compare, ONE, ZERO } from "#lib/exact.ts"

/** How many: a count, or a share from 0 to 1 with its rounding; exactly one of the two. */
function amount(note: Note, prize: Members, at: string): void {
  given(note, prize, at, "count", count(0))
  given(note, prize, at, "rounding", choice<ShareRounding>("floor", "ceil", "half-up"))
  const share = given(note, prize, at, "share", decimal)
  if (share && (compare(share, ZERO) < 0 || compare(share, ONE) > 0))
    note(child(at, "share"), "share_range", { found: quote(prize.share) })
  if (has(prize, "count") === has(prize, "share")) note(at, "count_or_share", { both: has(prize, "count") })
  else if (has(prize, "share") && !has(prize, "rounding"))
    note(child(at, "rounding"), "missing", { member: "rounding" })
  else if (has(prize, "count") && has(prize, "rounding"))
    note(child(at, "rounding"), "only_with", { member: "rounding", other: "share", choices: [] })
}

/** Checks the list of prizes and returns the names that team points may speak of. */
export function prizeRules(note: Note, value: unknown, at: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [index, each] of (list(note, value, at) ?? []).entries()) {
    const place = `${at}/${index}`
    const optional = ["count", "share", "rounding", "ties", "needsPass", "within"]
    const prize = members(note, each, place, ["name"], optional)
    if (!prize) continue
    const name = given(note, prize, place, "name", text)
    if (name !== undefined) names.add(name)
    amount(note, prize, place)
    given(note, prize, place, "ties", ties)
    given(note, prize, place, "needsPass", flag)
    given(note, prize, place, "within", flag)
  }
  return names
}
