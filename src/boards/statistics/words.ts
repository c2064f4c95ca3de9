import type { Translate } from "#i18n/translate.ts"
import type { Chart, ChartKey, Row } from "./charts.ts"
import { shareOf } from "./withheld.ts"

/** How many numbers a line of each chart has. */
const numbers: Readonly<Partial<Record<ChartKey, readonly string[]>>> = {
  sexes: ["women", "men"],
  front_line: ["front_line", "others"],
  contests: ["contestants", "units", "events", "contests"],
  promotions: ["promoted"],
}

/** The heads of a chart's table: what its lines are, then what is counted. */
export const headsOf = (t: Translate, { key, form, levels = [] }: Chart): string[] => [
  t(`statistics.charts.${key}.of`),
  ...(numbers[key] ?? ["entries"]).map((one) => t(`statistics.counted.${one}`)),
  ...levels.map((level) => t(`directory.words.skill_levels.${level}`)),
  ...(form === "shares" ? [t(`statistics.counted.share_${key}`)] : []),
]

/** What a line is called. */
export function wordOf(t: Translate, key: ChartKey, row: Row): string {
  if (key === "kinds") return t(`boards.kinds.${row.key}`)
  if (key === "industries") return t(`boards.industries.${row.key}`)
  if (key === "ownerships") return t(`directory.words.ownerships.${row.key}`)
  return row.text ?? row.key
}

/** The cells of a line after its name; each says so where it is withheld. */
export function cellsOf(t: Translate, { key, form }: Chart, { counts }: Row): string[] {
  const cells = counts?.map(String) ?? (numbers[key] ?? [""]).map(() => t("statistics.withheld"))
  if (form !== "shares") return cells
  return [...cells, counts ? `${shareOf(counts)}%` : t("statistics.withheld")]
}

/** A chart as a table for download. */
export const tableOf = (t: Translate, chart: Chart): string[][] => [
  headsOf(t, chart),
  ...chart.rows.map((row) => [wordOf(t, chart.key, row), ...cellsOf(t, chart, row)]),
]
