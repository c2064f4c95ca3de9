import { template } from "#render/template.ts"
import type { Chart } from "./charts.ts"
import type { Column } from "./geometry.ts"

/** A chart with what its drawing and its table say. */
export type Drawn = Chart & {
  readonly heads: readonly string[]
  readonly lines: readonly { readonly name: string; readonly cells: readonly string[] }[]
  readonly columns: readonly Column[]
  /** The number at the top of the columns. */
  readonly top: number
  /** Of each line in percent of the width: the bar, or the first of its two parts; nothing where it is withheld. */
  readonly lengths: readonly (number | null)[]
}

export const statisticsPage = template<{ charts: readonly Drawn[]; least: number }>("boards/statistics/index")
