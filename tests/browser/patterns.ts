import { pino } from "pino"
import { policies } from "#accounts/policy.ts"
import { assetsFromDisk } from "#files/assets-from-disk.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { createApp } from "#main/app.ts"
import { compileViews } from "#render/compile.ts"
import { createRender } from "#render/engine.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { keys } from "../support/app.ts"
import { routesOf } from "../support/routes.ts"
import type { Site } from "./server.ts"

/** Every GET route of the very app that the server runs. */
export function patternsOf(site: Site): string[] {
  const parts = {
    render: createRender(compileViews(viewsFromDisk("views"))),
    assets: assetsFromDisk("static"),
    readSheet,
  }
  const demands = { policy: policies.default, trustProxy: 0 }
  const world = { origin: site.origin, log: pino({ level: "silent" }), clock: () => new Date(), ...demands }
  const open = () => ({ db: site.database.db, done: () => {} })
  const app = createApp({ ...parts, ...world, keys, open, random: (length) => new Uint8Array(length) })
  return routesOf(app).flatMap(({ method, pattern }) => (method === "GET" ? [pattern] : []))
}
