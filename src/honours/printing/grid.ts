import { blockFields, type PaperField } from "../programmes/layouts/fields.ts"
import type { Layout, LayoutCell } from "../programmes/layouts/layout.ts"

/** One field in a row of the table: so many of its columns for the heading, so many for what it says. */
export type GridCell = LayoutCell & { readonly head: number; readonly width: number; readonly rows: number }
export type Grid = readonly (readonly GridCell[])[]

export const columns = 24
const photoColumns = 5
const headColumns = 3

const isBlock = ({ field }: LayoutCell): boolean => (blockFields as readonly PaperField[]).includes(field)

/** How many rows a photo stands beside: its own and those below it, up to five, as far as none fills a whole row. */
export function photoRows(layout: Layout, at: number): number {
  const end = layout.findIndex((row, index) => index > at && row.some(isBlock))
  return Math.min(5, (end < 0 ? layout.length : end) - at)
}

/** The table of a form: each row fills all columns, however many fields it has; a photo stands at the end of several. */
export function gridOf(layout: Layout): Grid {
  const at = layout.findIndex((row) => row.some(({ field }) => field === "photo"))
  const rows = at < 0 ? 0 : photoRows(layout, at)
  return layout.map((row, index) => {
    const beside = index >= at && index < at + rows
    const fields = row.filter(({ field }) => field !== "photo")
    const shared = spread(fields, beside ? columns - photoColumns : columns)
    const photo = row.find(({ field }) => field === "photo")
    return index === at && photo ? [...shared, { ...photo, head: 0, width: photoColumns, rows }] : shared
  })
}

function spread(fields: readonly LayoutCell[], all: number): GridCell[] {
  const least = Math.floor(all / fields.length)
  return fields.map((cell, index) => {
    const share = least + (index < all % fields.length ? 1 : 0)
    const head = Math.min(headColumns, Math.floor(share / 2))
    return { ...cell, head, width: share - head, rows: 1 }
  })
}
