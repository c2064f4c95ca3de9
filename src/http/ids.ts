import type { C } from "./env.ts"

/** A numeric id in the path, or nothing: what is not a number names nothing. */
export function idParam(c: C, name = "id"): number | undefined {
  const text = c.req.param(name) ?? ""
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}
