import { randomBytes } from "node:crypto"
import { join } from "node:path"
import { serve } from "@hono/node-server"
import { pino } from "pino"
import type { Db } from "#db/db.ts"
import { type Opened, openDatabase } from "#db/open.ts"
import { anyAccount } from "#directory/setup/queries.ts"
import { assetsFromDisk } from "#files/assets.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { sha256 } from "#lib/hash.ts"
import { createRender } from "#render/engine.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { createApp } from "./app.ts"
import type { Config } from "./config.ts"

const root = join(import.meta.dirname, "../..")

export type Running = {
  readonly port: number
  readonly database: Opened
  /** Where to set up a federation while there is no account; the token is kept nowhere else. */
  readonly setupPath: string | undefined
  readonly stop: () => Promise<void>
}

/** Starts Laurel on Node: database (filled by `prepare`, if given), app and HTTP; `stop` lets requests finish. */
export async function boot(config: Config, prepare?: (db: Db) => Promise<void>): Promise<Running> {
  const log = pino({ level: config.log })
  const database = await openDatabase(config)
  await prepare?.(database.db)
  const setupToken = (await anyAccount(database.db)) ? undefined : randomBytes(32).toString("base64url")
  const app = createApp({
    db: database.db,
    origin: config.origin,
    render: createRender(viewsFromDisk(join(root, "views"))),
    assets: assetsFromDisk(join(root, "static")),
    log,
    clock: () => new Date(),
    random: (length) => randomBytes(length),
    readSheet,
    setupHash: setupToken && sha256(setupToken),
  })
  const { server, port } = await listen(app.fetch, config)
  const stop = async () => {
    await new Promise((resolve) => server.close(resolve))
    await database.close()
  }
  return { port, database, setupPath: setupToken && `/setup/${setupToken}`, stop }
}

function listen(fetch: Parameters<typeof serve>[0]["fetch"], { port, host }: Config) {
  return new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, (address) => resolve({ server, port: address.port }))
    server.once("error", reject)
  })
}
