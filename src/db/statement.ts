import { is, Param, Placeholder, type Query, sql } from "drizzle-orm"
import type { Db } from "./db.ts"
import { type Fields, type Joined, mapperOf } from "./rows.ts"

type Values = Readonly<Record<string, unknown>>
type Built<Rows> = { readonly getQuery: () => Query; readonly execute: () => Promise<Rows> }
type Statement<Rows> = { readonly prepare: (name: string) => Built<Rows> }

/**
 * A statement whose SQL is built once, with `sql.placeholder("…")` where values go: building costs drizzle more than
 * PostgreSQL takes to answer, so what runs at every save or on every page is kept this way.
 */
export function statement<Rows>(build: (db: Db) => Statement<Rows>): (db: Db, values?: Values) => Promise<Rows> {
  let built: Built<Rows> | undefined
  let fills: Fill[] = []
  let customResultMapper: ReturnType<typeof mapperOf> | undefined
  return (db, values = {}) => {
    if (!built) {
      built = build(db).prepare("")
      fills = built.getQuery().params.map(fillOf)
      const { fields, joinsNotNullableMap } = built as unknown as { fields?: Fields; joinsNotNullableMap?: Joined }
      customResultMapper = fields && mapperOf(fields, joinsNotNullableMap)
    }
    // Only the session is another one every time; whether it names its statements is for `prepared` to say.
    const { client, logger } = db._.session as unknown as Record<"client" | "logger", unknown>
    // Filled in before anything is sent: a value that does not fit throws at once.
    const params = fills.map((fill) => fill(values))
    const own = { client, logger, prepare: false, params, customResultMapper }
    return Object.assign(Object.create(built) as Built<Rows>, own).execute()
  }
}

type Fill = (values: Values) => unknown

/** What drizzle would look up in a parameter every time. */
function fillOf(param: unknown): Fill {
  if (is(param, Placeholder)) return (values) => named(values, param)
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param
  const { encoder, value } = param
  return (values) => encoder.mapToDriverValue(named(values, value))
}

function named(values: Values, { name }: Placeholder): unknown {
  if (!(name in values)) throw new Error(`no value was given for ${name}`)
  return values[name]
}

/** The same where a statement has a few shapes, each built when it is first asked for. */
export function statements<Shape extends string, Rows>(build: (db: Db, shape: Shape) => Statement<Rows>) {
  const shapes = new Map<Shape, ReturnType<typeof statement<Rows>>>()
  return (db: Db, shape: Shape, values?: Values): Promise<Rows> => {
    const known = shapes.get(shape) ?? statement((first) => build(first, shape))
    shapes.set(shape, known)
    return known(db, values)
  }
}

/** A placeholder of its own name for each of these columns, as `values` takes a row. */
export const placeholders = <const Name extends string>(names: readonly Name[]): { [N in Name]: Placeholder<N> } =>
  Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as { [N in Name]: Placeholder<N> }
