import { type Placeholder, type SQL, sql } from "drizzle-orm"

/**
 * Values of a statement as a row of its own, `given`. Where a plan depends on a value, PostgreSQL plans the statement anew
 * for every value, which for many small reads takes longer than to answer; what stands here it does not look at.
 */
export const givenRow = (values: Readonly<Record<string, readonly [Placeholder | string | number, Type]>>): SQL =>
  sql`given as materialized (select ${sql.join(
    Object.entries(values).map(([name, [value, type]]) => sql`${value}::${sql.raw(`${type} as ${name}`)}`),
    sql`, `,
  )})`

type Type = "text" | "int"

export const givenOf = (name: string): SQL => sql.raw(`(select ${name} from given)`)
