import { pino } from "pino"
import { assetsFromDisk } from "#files/assets.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { createApp } from "#main/app.ts"
import { createRender } from "#render/engine.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { hasParameters, routesOf } from "../support/routes.ts"
import type { Site } from "./server.ts"

/** Every GET route of the very app that the server runs. */
export function patternsOf(site: Site): string[] {
  const parts = { render: createRender(viewsFromDisk("views")), assets: assetsFromDisk("static"), readSheet }
  const world = { origin: site.origin, log: pino({ level: "silent" }), clock: () => new Date() }
  const app = createApp({ ...parts, ...world, db: site.database.db, random: (length) => new Uint8Array(length) })
  return routesOf(app).flatMap(({ method, pattern }) => (method === "GET" ? [pattern] : []))
}

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
