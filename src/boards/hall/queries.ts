import { unfiltered } from "#boards/board/filter.ts"
import { pageUnder } from "#boards/board/queries.ts"
import { conferredIn, figuresOf } from "#boards/home/figures.ts"
import { recentResults } from "#boards/home/queries.ts"
import { countsByYear, type HonourCount } from "#boards/honours/queries.ts"
import { findEvent, resultOf } from "#boards/results/queries.ts"
import type { Scope } from "#db/db.ts"
import { dayOf } from "#lib/dates.ts"
import { openNotices } from "#notices/board/queries.ts"
import { inScreens, linesAScreen, stretchOf, yearBars } from "./screens.ts"
import type { HallSelection } from "./selection.ts"

export type HallScreens = Awaited<ReturnType<typeof hallScreens>>

/** The boards of a round: those of one honour's newest year, or of the year's highest honours. */
function chosenBoards(counts: readonly HonourCount[], { honour }: HallSelection, thisYear: number) {
  if (honour === undefined) return figuresOf(counts, thisYear).figures
  const own = counts.filter((one) => one.honour.slug === honour && one.year !== null && one.count > 0)
  return own.slice(0, 1)
}

async function namesOf(scope: Scope, board: HonourCount) {
  const stretch = stretchOf(board.count, Math.floor(scope.now.getTime() / 3_600_000))
  const filter = { ...unfiltered, honour: board.honour.slug, year: board.year }
  const { lines } = await pageUnder(scope, filter, "stroke", { number: 1, ...stretch })
  return { ...board, screens: inScreens(lines) }
}

/** The newest version of each of the results that were published last, with its first lines. */
async function latestResults(scope: Scope) {
  const recent = await recentResults(scope)
  const events = [...new Map(recent.map((one) => [`${one.contestSlug}/${one.eventCode}`, one])).values()].slice(0, 4)
  const results = []
  for (const one of events) {
    const found = await findEvent(scope, one.contestSlug, one.eventCode)
    const version = found?.versions[0]
    if (!found || !version) continue
    const page = { number: 1, size: linesAScreen, offset: 0 }
    results.push({ ...one, ...(await resultOf(scope, found, version, page)) })
  }
  return results
}

/** All that one round of a hall screen shows, as the public may see it now. */
export async function hallScreens(scope: Scope, selection: HallSelection) {
  const has = (part: HallSelection["parts"][number]) => selection.parts.includes(part)
  const thisYear = Number(dayOf(scope.now).slice(0, 4))
  const counts = await countsByYear(scope)
  const { year, figures } = figuresOf(counts, thisYear)
  const boards = []
  if (has("boards")) for (const one of chosenBoards(counts, selection, thisYear)) boards.push(await namesOf(scope, one))
  return {
    year,
    conferred: conferredIn(counts, year),
    figures: has("figures") ? figures : [],
    boards,
    results: has("results") ? await latestResults(scope) : [],
    years: has("years") ? yearBars(counts) : [],
    notices: has("notices") ? (await openNotices(scope)).slice(0, linesAScreen) : [],
  }
}
