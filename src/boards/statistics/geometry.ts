/** A number of 1, 2 or 5 with zeros, at least `most`: where the scale of a chart ends. */
export function topOf(most: number): number {
  if (most <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power
}

/** Three decimals are finer than any screen. */
const tidy = (value: number): number => Math.round(value * 1000) / 1000

/** What a column of a chart is: across in percent of the width, up in ems. */
export type Column = {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  readonly label: string
}

/** The height of the columns of a chart in ems, and the room above them for the number at the top. */
export const plot = { height: 14, above: 1.5 } as const

/** Columns side by side under one scale; at most `labels` of them are named below. */
export function columnsOf(rows: readonly { key: string; count: number }[], labels = 5): Column[] {
  const top = topOf(Math.max(1, ...rows.map(({ count }) => count)))
  const step = 100 / Math.max(1, rows.length)
  const every = Math.max(1, Math.ceil(rows.length / labels))
  return rows.map(({ key, count }, at) => {
    const height = tidy((count / top) * plot.height)
    return {
      x: tidy(at * step + step * 0.1),
      width: tidy(step * 0.8),
      y: tidy(plot.above + plot.height - height),
      height,
      label: at % every === 0 ? key : "",
    }
  })
}

/** How long each of several bars is, in percent of the longest. */
export function lengthsOf(counts: readonly number[]): number[] {
  const most = Math.max(1, ...counts)
  return counts.map((count) => tidy((count / most) * 100))
}
