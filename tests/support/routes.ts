import type { Hono } from "hono"
import type { Env } from "#http/env.ts"

export type Route = { readonly method: string; readonly pattern: string }

/** Every route of the app as `{ GET, /contests/:slug }`, each once; middleware is none. */
export function routesOf(app: Hono<Env>): Route[] {
  const handlers = app.routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
  const named = new Map(handlers.map(({ method, path }) => [`${method} ${path}`, { method, pattern: path }]))
  return [...named.values()]
}

/** The path of a pattern with every parameter set to one value. */
export const pathOf = (pattern: string, value: string): string => pattern.replace(/:\w+(\{[^}]*\})?\??/g, value)

export const hasParameters = (pattern: string): boolean => pattern.includes(":")
