import type { ListedRow } from "#db/schema/index.ts"
import type { StrikeCause } from "#db/words.ts"
import { columns } from "./rows.ts"

export type ShownRow = ListedRow & {
  /** Counted from 1, in the order of the list. */
  readonly number: number
  readonly struck: { readonly cause: StrikeCause; readonly words: string } | undefined
}

type Strike = { readonly key: string; readonly cause: StrikeCause; readonly words: string }

/** The lines of a list as they are shown, with those that were struck out of it. */
export const shownRows = (
  rows: readonly (ListedRow & { readonly key: string })[],
  strikes: readonly Strike[],
): ShownRow[] =>
  rows.map(({ key, name, unit, post, award, note }, at) => {
    const strike = strikes.find((one) => one.key === key)
    const struck = strike && { cause: strike.cause, words: strike.words }
    return { number: at + 1, name, unit, post, award, note, struck }
  })

/** The columns in which anything stands: nobody needs an empty one. */
export const filledColumns = (rows: readonly ListedRow[]): (typeof columns)[number][] =>
  columns.filter((column) => column === "name" || rows.some((row) => row[column] !== ""))
