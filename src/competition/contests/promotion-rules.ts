import { skillLevels } from "#db/words.ts"
import { type Check, choice, count, flag, given, list, members } from "./check.ts"
import type { Note } from "./problem.ts"
import { child, quote } from "./quote.ts"

const level = choice(...skillLevels)

const age: Check<number> = (note, value, at) => {
  const fits = typeof value === "number" && Number.isInteger(value) && value >= 14 && value <= 100
  return fits ? value : note(at, "not_age", { found: quote(value), least: 14, most: 100 })
}

/** Checks a list of skill promotions: nobody holds already what they are promoted to, and ages are those of entrants. */
export function promotionRules(note: Note, value: unknown, at: string): void {
  for (const [index, each] of (list(note, value, at, 1) ?? []).entries()) {
    const place = `${at}/${index}`
    const promotion = members(note, each, place, ["level"], ["last", "needsPass", "holds", "aged", "under"])
    if (!promotion) continue
    const to = given(note, promotion, place, "level", level)
    const held = given(note, promotion, place, "holds", level)
    given(note, promotion, place, "last", count(1))
    given(note, promotion, place, "needsPass", flag)
    const [least, most] = [given(note, promotion, place, "aged", age), given(note, promotion, place, "under", age)]
    if (least && most && least > most) note(child(place, "aged"), "ages_crossed", {})
    if (to && held && skillLevels.indexOf(held) >= skillLevels.indexOf(to))
      note(child(place, "holds"), "holds_not_below", {})
  }
}
