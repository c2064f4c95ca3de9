import type { Line } from "#boards/board/lines/queries.ts"
import { sourceOf } from "#boards/board/links.ts"
import type { HistoryColumn } from "#honours/history/columns.ts"
import type { Translate } from "#i18n/translate.ts"

type Both = { readonly zh: string; readonly en: string }
export type Words = (both: Both) => string
export type Table = readonly (readonly string[])[]

/**
 * The columns of a list of honours: first those of the import of old lists, by the same titles, so that what was
 * downloaded can be read back in; then what the import passes over.
 */
const readBack = [
  ...(["name", "unit", "honour", "year", "decidedOn", "documentNumber", "grade", "reason"] as const),
] satisfies readonly HistoryColumn[]
const beside = ["level", "kind", "conferredBy", "posthumous", "corrected", "number", "source"] as const

/** A year as old lists write it: `1985`, `1985-1988`, or that it is not known. */
const yearOf = ({ year, yearTo }: Line, t: Translate): string =>
  year === null ? t("open.year_unknown") : yearTo === null ? String(year) : `${year}-${yearTo}`

/** Lines of the register as a table with its heading. */
export function honourTable(lines: readonly Line[], t: Translate, words: Words): Table {
  const head = [
    ...readBack.map((column) => t(`history.columns.${column}`)),
    ...beside.map((column) => t(`open.columns.${column}`)),
  ]
  const rows = lines.map((line) => [
    ...[line.name, line.unitName, words(line.honourTitle), yearOf(line, t), line.decidedOn, line.documentNumber],
    ...[words(line.grade), words(line.for)],
    ...[t(`boards.levels.${line.level}`), t(`boards.kinds.${line.kind}`), line.conferredBy],
    ...[line.isPosthumous ? t("boards.posthumous") : "", line.correctedAt?.toISOString().slice(0, 10) ?? ""],
    ...[String(line.id), sourceOf(line) ?? ""],
  ])
  return [head, ...rows]
}

type Placed = {
  readonly code: string
  readonly name: string
  readonly unitName: string
  readonly status: string
  readonly place: number | null
  readonly tied: boolean
  readonly total: string | null
  readonly nodes: Readonly<Record<string, string>>
  readonly prize: string | null
  readonly promotedTo: string | null
}
type Result = {
  readonly columns: readonly { readonly key: string; readonly title: Both }[]
  readonly prizes: Readonly<Record<string, Both>>
  readonly promotes: boolean
  readonly lines: readonly Placed[]
}

/** A published result as a table with its heading: exact decimals as they are shown. */
export function resultTable({ columns, prizes, promotes, lines }: Result, t: Translate, words: Words): Table {
  const own = (["place", "name", "unit"] as const).map((column) => t(`boards.columns.${column}`))
  const head = [
    ...own,
    ...columns.map(({ title }) => words(title)),
    t("boards.columns.total"),
    t("boards.columns.prize"),
    ...(promotes ? [t("boards.columns.promoted")] : []),
  ]
  const rows = lines.map(({ name, unitName, status, place, tied, total, nodes, prize, promotedTo }) => [
    place === null ? t(`boards.statuses.${status}`) : `${place}${tied ? ` ${t("common.tied")}` : ""}`,
    ...[name, unitName, ...columns.map(({ key }) => nodes[key] ?? ""), total ?? ""],
    prize === null ? "" : words(prizes[prize] ?? { zh: prize, en: prize }),
    ...(promotes ? [promotedTo === null ? "" : t(`contests.words.skill_levels.${promotedTo}`)] : []),
  ])
  return [head, ...rows]
}
