import type { Typed } from "#http/forms.ts"
import { plain } from "#lib/names.ts"
import { type Cell, spread } from "../allotting.ts"
import { narrowed } from "../filter.ts"
import type { SeatType } from "../seats.ts"

/** An honour with the types of seats that may be asked for in it. */
export type Column = {
  readonly honour: string
  readonly seats: number
  readonly types: readonly SeatType[]
}
export type Row = { readonly id: number; readonly name: string; readonly shortName: string; readonly people: number }

type Offered = { readonly slug: string; readonly recipientKind: "person" | "unit" | "team"; readonly seats: number }

/** A type belongs to an honour when somebody could receive that honour on such a seat. */
export const columnsOf = (honours: readonly Offered[], types: readonly SeatType[]): Column[] =>
  honours.map(({ slug, recipientKind, seats }) => ({
    honour: slug,
    seats,
    types: types.filter(({ when }) => narrowed(when, { honours: [slug], recipients: [recipientKind] })),
  }))

/** The names of the fields of one cell, and of one of its types. */
export const fieldOf = (unitId: number, column: number, type = ""): string =>
  ["seats", unitId, column, type].filter((part) => part !== "").join("-")

/** A number as people type it, full-width figures too; nothing typed is none, anything else is `undefined`. */
function countOf(text: string): number | undefined {
  const digits = text.normalize("NFKC").trim()
  if (digits === "" || digits === "--") return 0
  return /^\d{1,5}$/.test(digits) ? Number(digits) : undefined
}

export type Read = { readonly cells: readonly Cell[]; readonly unread: readonly string[] }

/** The cells of a form as it was sent, and the fields in which no number stands. */
export function cellsFrom(typed: Typed, rows: readonly Row[], columns: readonly Column[]): Read {
  const unread: string[] = []
  const number = (field: string): number => {
    const count = countOf(String(typed[field] ?? ""))
    if (count === undefined) unread.push(field)
    return count ?? 0
  }
  const cells = rows.flatMap(({ id }) =>
    columns.map(({ honour, types }, at): Cell => {
      const kinds = types.map(({ key }) => [key, number(fieldOf(id, at, key))] as const)
      const wanted = Object.fromEntries(kinds.filter(([, count]) => count > 0))
      return { unitId: id, honour, seats: number(fieldOf(id, at)), typed: wanted }
    }),
  )
  return { cells, unread }
}

/** What the form shows of cells: nothing where there is none, so that the few stand out. */
export const typedOfCells = (cells: readonly Cell[], columns: readonly Column[]): Typed =>
  Object.fromEntries(
    cells.flatMap(({ unitId, honour, seats, typed }) => {
      const at = columns.findIndex((column) => column.honour === honour)
      const kinds = Object.entries(typed).map(([type, count]) => [fieldOf(unitId, at, type), `${count}`] as const)
      return seats > 0 ? [[fieldOf(unitId, at), `${seats}`] as const, ...kinds] : []
    }),
  )

/** All seats dealt out by how many people the units are known to have; types stay as they are where they still fit. */
export const spreadByPeople = (cells: readonly Cell[], rows: readonly Row[], columns: readonly Column[]): Cell[] =>
  columns.flatMap(({ honour, seats }) => {
    const parts = spread(
      seats,
      rows.map(({ people }) => people),
    )
    return rows.map(({ id }, at): Cell => {
      const before = cells.find((cell) => cell.unitId === id && cell.honour === honour)?.typed ?? {}
      const kept = Object.values(before).reduce((sum, count) => sum + count, 0) <= (parts[at] ?? 0)
      return { unitId: id, honour, seats: parts[at] ?? 0, typed: kept ? before : {} }
    })
  })

const sameUnit = (row: Row, name: string) => plain(row.name) === plain(name) || plain(row.shortName) === plain(name)

/**
 * Lines pasted from a sheet: a unit's name, then its seats in the order of the honours. Gives the numbers by field,
 * and the lines whose unit or numbers are not understood.
 */
export function pasted(text: string, rows: readonly Row[], columns: readonly Column[]) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  const unread: string[] = []
  const fields = lines.flatMap((line) => {
    const [name = "", ...counts] = line.split(/\t|,|，|;|；/).map((cell) => cell.trim())
    const row = rows.find((one) => sameUnit(one, name))
    const numbers = columns.map((_, at) => countOf(counts[at] ?? ""))
    if (!row || numbers.includes(undefined)) {
      unread.push(line.trim())
      return []
    }
    return numbers.map((count, at) => [fieldOf(row.id, at), count ? `${count}` : ""] as const)
  })
  return { fields: Object.fromEntries(fields), unread }
}
