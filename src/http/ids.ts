import type { C } from "./env.ts"

/** The number of a row, where a text is one: nothing that PostgreSQL's integers would not hold. */
export const idOf = (text: unknown): number | undefined =>
  typeof text === "string" && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined

/** A numeric id in the path, or nothing: what is not a number names nothing. */
export const idParam = (c: C, name = "id"): number | undefined => idOf(c.req.param(name))

/** A numeric id in the query, or nothing. */
export const idQuery = (c: C, name: string): number | undefined => idOf(c.req.query(name))
