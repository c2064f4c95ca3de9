import { unfiltered } from "#boards/board/filter.ts"
import { boardLines, gradesOf } from "#boards/board/queries.ts"
import type { Scope } from "#db/db.ts"
import type { Page } from "#http/paging.ts"
import { type Found, linesFound } from "./lines/queries.ts"
import { namesOf, unitsNamed } from "./named/queries.ts"
import { isFact, type Known, withTerms, yearOf } from "./terms.ts"
import { contestTitles, honourTitles } from "./titles/queries.ts"

const nothing = { lines: [], total: 0, isMore: false, units: [] }

/** Everything public that words find: honours, contests and units by their names, and lines of the register. */
export async function search(scope: Scope, words: readonly string[], page: Page) {
  if (words.length === 0) return { honours: [], contests: [], ...nothing }
  const [allHonours, allContests] = await Promise.all([honourTitles(scope), contestTitles(scope)])
  const known = words.map((word) => ({
    ...{ word, year: yearOf(word) },
    honourIds: withTerms(allHonours, [word]).map(({ id }) => id),
  }))
  return {
    honours: withTerms(allHonours, words),
    contests: withTerms(allContests, words),
    ...(await found(scope, known, page)),
  }
}

/**
 * A word alone may be a name, though it is an honour or a year, too. Of more, the shortest that is no honour and no year
 * is looked for, and the others are asked of what it finds.
 */
async function found(scope: Scope, known: readonly Known[], page: Page) {
  const [first] =
    known.length === 1 ? known : known.filter((one) => !isFact(one)).sort((a, b) => a.word.length - b.word.length)
  const others = known.filter((one) => one !== first)
  const lines = first ? await linesFound(scope, first.word, others, page) : nothing
  return lines.total === 0 && known.every(isFact) ? { ...nothing, ...(await byFacts(scope, known, page)) } : lines
}

/** Lines of the honours and years that the words say, as on a board. */
async function byFacts(scope: Scope, known: readonly Known[], page: Page): Promise<Found> {
  const all = await gradesOf(scope, unfiltered)
  const grades = all.filter((grade) =>
    known.every(
      ({ honourIds, year }) => honourIds.includes(grade.honourId) || (year !== undefined && year === grade.year),
    ),
  )
  const shown = await boardLines(scope, { filter: unfiltered, order: "stroke", page, grades })
  return { lines: shown, total: grades.reduce((sum, { count }) => sum + count, 0), isMore: false }
}

/** What a box offers while somebody types: names, units and honours. Pinyin may be typed with blanks, as it is written. */
export async function suggest(scope: Scope, words: readonly string[]) {
  const word = words.length === 1 || words.every((one) => /^[a-z]+$/.test(one)) ? words.join("") : ""
  if (!word) return { names: [], units: [], honours: [] }
  const [all, names, units] = await Promise.all([honourTitles(scope), namesOf(scope, word), unitsNamed(scope, word)])
  return { names: names.slice(0, 6), units: units.slice(0, 4), honours: withTerms(all, words).slice(0, 3) }
}
