import { Column, getTableName, is, SQL } from "drizzle-orm"

/** As drizzle lists what a statement selects, and which tables of its joins every row has. */
export type Fields = readonly { readonly path: readonly string[]; readonly field: unknown }[]
export type Joined = Readonly<Record<string, boolean>>

type Decoder = { readonly mapFromDriverValue: (value: unknown) => unknown }

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field
  if (is(field, SQL)) return (field as unknown as { readonly decoder: Decoder }).decoder
  if (is(field, SQL.Aliased)) return decoderOf(field.sql)
  throw new Error("a statement that is kept selects columns and SQL")
}

/** Parts that a row may lack, because nothing was joined, each with the column that says so. */
function lacking(fields: Fields, joined: Joined): { part: string; at: number }[] {
  const columns = fields.flatMap(({ path, field }, at) =>
    path.length === 2 && is(field, Column) ? [{ part: path[0] ?? "", at, table: getTableName(field.table) }] : [],
  )
  return [...Map.groupBy(columns, ({ part }) => part)].flatMap(([part, own]) => {
    const [{ at, table } = { at: 0, table: "" }] = own
    return own.every((one) => one.table === table) && !joined[table] ? [{ part, at }] : []
  })
}

/** Makes objects of rows as drizzle does, which works out for every value of every row what is the same for all of them. */
export function mapperOf(fields: Fields, joined: Joined | undefined): (rows: readonly unknown[][]) => unknown[] {
  const columns = fields.map(({ path, field }, at) => {
    if (path.length > 2) throw new Error("a statement that is kept selects parts of parts")
    return { at, part: path.length > 1 ? path[0] : undefined, name: path.at(-1) ?? "", decoder: decoderOf(field) }
  })
  const parts = joined ? lacking(fields, joined) : []
  const made = (row: readonly unknown[]) => {
    const result: Record<string, unknown> = {}
    for (const { at, part, name, decoder } of columns) {
      const value = row[at] === null ? null : decoder.mapFromDriverValue(row[at])
      if (part === undefined) result[name] = value
      else {
        result[part] ??= {}
        ;(result[part] as Record<string, unknown>)[name] = value
      }
    }
    for (const { part, at } of parts) if (row[at] === null) result[part] = null
    return result
  }
  return (rows) => rows.map(made)
}
