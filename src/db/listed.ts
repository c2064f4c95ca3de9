import { getTableColumns, getTableName, is, SQL, sql } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"

type Rows = readonly Readonly<Record<string, unknown>>[]

const columnsOf = (table: PgTable): [string, PgColumn][] => Object.entries(getTableColumns(table))

/**
 * Rows as a table `wanted` that a statement can join or insert from, its columns named as those of a table: one
 * parameter however many there are, where a parameter a value costs fifteen times as long.
 */
export function listed(table: PgTable, rows: Rows): SQL {
  const used = columnsOf(table).filter(([field]) => rows.some((row) => field in row))
  const named = rows.map((row) => Object.fromEntries(used.map(([field, { name }]) => [name, row[field] ?? null])))
  const declared = used.map(([, column]) => `${column.name} ${column.getSQLType()}`).join(", ")
  return sql`json_to_recordset(${JSON.stringify(named)}::json) as wanted(${sql.raw(declared)})`
}

/** What `insert(table).select(…)` takes to insert rows with new ids; what no row says has its default. */
export function listedForInsert(table: PgTable, rows: Rows): SQL {
  const values = columnsOf(table).map(([field, column]) => {
    if (field === "id") return sql`nextval(pg_get_serial_sequence(${getTableName(table)}, 'id'))`
    if (rows.some((row) => field in row)) return sql.raw(`wanted.${column.name}`)
    if (column.default === undefined) return sql`null`
    return is(column.default, SQL) ? column.default : sql`${column.default}`
  })
  return sql`overriding system value select ${sql.join(values, sql`, `)} from ${listed(table, rows)}`
}

/** What `update(table).set(…)` takes to keep every value that `wanted` leaves out. */
export const keptUnlessListed = (table: PgTable, fields: readonly string[]): Record<string, SQL> =>
  Object.fromEntries(
    columnsOf(table)
      .filter(([field]) => fields.includes(field))
      .map(([field, column]) => [field, sql`coalesce(${sql.raw(`wanted.${column.name}`)}, ${column})`]),
  )

/** A list in parts that one statement takes at once. */
export function* inParts<T>(rows: readonly T[], size = 2_000): Generator<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}
