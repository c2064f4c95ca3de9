import type postgres from "postgres"

type Client = postgres.Sql | postgres.TransactionSql
type Work = (client: postgres.TransactionSql) => Promise<unknown>

/** Statements of more values are lists of rows of any length: few of them come twice. */
const FEW = 40

/**
 * Names the statements that drizzle sends, which it asks not to be: PostgreSQL then parses a statement once a connection, and
 * the driver needs not ask for the types of its values in a round trip of its own before it sends them.
 */
export function prepared<C extends Client>(client: C): C {
  const { unsafe } = client
  const given = client as unknown as Record<"unsafe" | "begin" | "savepoint", unknown>
  given.unsafe = (text: string, values: postgres.ParameterOrJSON<never>[] = [], options = {}) =>
    unsafe(text, values, { ...options, prepare: values.length <= FEW })
  for (const name of ["begin", "savepoint"] as const) {
    const open = given[name] as ((...given: unknown[]) => unknown) | undefined
    if (open) given[name] = (work: Work) => open((inner: postgres.TransactionSql) => work(prepared(inner)))
  }
  return client
}
