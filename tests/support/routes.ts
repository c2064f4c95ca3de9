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

/** The pattern that answers a path; a fixed one before one with parameters. */
export function patternFinder(patterns: readonly string[]): (path: string) => string {
  const fixed = new Set(patterns.filter((pattern) => !hasParameters(pattern)))
  const open = patterns.filter(hasParameters).map((pattern) => {
    const source = pattern.replace(/:\w+(\{([^}]*)\})?/g, (_, __, inner) => `(?:${inner ?? "[^/]+"})`)
    return { pattern, matches: new RegExp(`^${source}$`) }
  })
  return (path) => {
    if (fixed.has(path)) return path
    const found = open.filter(({ matches }) => matches.test(path)).map(({ pattern }) => pattern)
    return found.toSorted((a, b) => a.split(":").length - b.split(":").length)[0] ?? "nothing"
  }
}
