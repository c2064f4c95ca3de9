/** Lines that can be read from the far end of a hall. */
export const linesAScreen = 6

/** Screens that one board may take in a round, so that others have their turn. */
const screensABoard = 4

/** The names of a board that a round shows (from which, and how many): the next ones every hour, until all were shown. */
export function stretchOf(count: number, hour: number): { readonly offset: number; readonly size: number } {
  const size = linesAScreen * screensABoard
  const turns = Math.max(1, Math.ceil(count / size))
  return { offset: (hour % turns) * size, size }
}

/** Lines in screens of equal height; the last holds what is left. */
export const inScreens = <T>(lines: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(lines.length / linesAScreen) }, (_, at) =>
    lines.slice(at * linesAScreen, (at + 1) * linesAScreen),
  )

/** The last years with how many were honoured in each, the newest first, and how long each bar is, from 1 to 100. */
export function yearBars(counts: readonly { readonly year: number | null; readonly count: number }[]) {
  const years = [...new Set(counts.flatMap(({ year, count }) => (year === null || count === 0 ? [] : [year])))]
  const newest = years.sort((one, other) => other - one).slice(0, linesAScreen)
  const bars = newest.map((year) => ({
    year,
    count: counts.reduce((sum, one) => sum + (one.year === year ? one.count : 0), 0),
  }))
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return bars.map((bar) => ({ ...bar, share: Math.max(1, Math.round((bar.count / most) * 100)) }))
}
