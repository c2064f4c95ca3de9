import { randomBytes } from "node:crypto"
import { join } from "node:path"
import type { Logger } from "pino"
import { policies } from "#accounts/policy.ts"
import { vacuum } from "#db/autovacuum.ts"
import type { Db } from "#db/db.ts"
import { type Opened, openDatabase } from "#db/open.ts"
import { revisionOf } from "#db/revision.ts"
import { anyAccount } from "#directory/setup/queries.ts"
import { assetsFromDisk } from "#files/assets-from-disk.ts"
import type { FileStore } from "#files/store.ts"
import { storeOnDisk } from "#files/store-on-disk.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { keepingOf } from "#http/keeping.ts"
import { sha256 } from "#lib/hash.ts"
import type { Keyring } from "#lib/keyring.ts"
import type { Ask } from "#notices/issuing/proof/commands.ts"
import { compileViews } from "#render/compile.ts"
import { createRender } from "#render/engine.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { createApp } from "./app.ts"
import { readPair, refusedBecause } from "./certificate.ts"
import { chance } from "./chance.ts"
import type { Config } from "./config.ts"
import { encode } from "./encode.ts"
import { createGauges } from "./gauges.ts"
import { startJobs } from "./jobs.ts"
import { keysOf } from "./keys.ts"
import { listen } from "./listen.ts"
import { logTo } from "./log.ts"
import { fillStored } from "./stored.ts"
import { startUpkeep } from "./upkeep.ts"

const root = join(import.meta.dirname, "../..")

export type Running = {
  readonly port: number
  readonly database: Opened
  /** Where to set up a federation while there is no account; the token is kept nowhere else. */
  readonly setupPath: string | undefined
  readonly log: Logger
  /** Reads the certificate's files again. */
  readonly reload: () => void
  readonly stop: () => Promise<void>
}

/** What a scope needs of the world beside who acts and when. */
export type World = { readonly db: Db; readonly keys: Keyring; readonly files?: FileStore }

/** Starts Laurel on Node: database (filled by `prepare`, if given), app and HTTP; `stop` lets requests finish. */
export async function boot(config: Config, prepare?: (world: World) => Promise<void>): Promise<Running> {
  const { log, answered, flush } = logTo(config.log)
  const database = await openDatabase(config)
  const keys = keysOf(config)
  await fillStored({ db: database.db, keys }, new Date())
  const files = storeOnDisk(config.filesDir, config.fileLimit)
  await prepare?.({ db: database.db, keys, files })
  if (database.embedded) await vacuum(database.db)
  const setupToken = (await anyAccount(database.db)) ? undefined : randomBytes(32).toString("base64url")
  const clock = () => new Date()
  const opened = { db: database.db, done: () => {} }
  const mails = config.mail !== undefined
  let draining = false
  const app = createApp({
    open: () => opened,
    draining: () => draining,
    metricsToken: config.metricsToken,
    gauges: createGauges(database),
    keys,
    origin: config.origin,
    render: createRender(compileViews(viewsFromDisk(join(root, "views")))),
    assets: assetsFromDisk(join(root, "static")),
    log,
    answered,
    mails,
    clock,
    keeping: keepingOf(revisionOf(database.db, clock), true, encode),
    encode,
    random: chance(),
    readSheet,
    files,
    policy: policies[config.policy],
    contact: config.contact,
    trustProxy: config.trustProxy,
    leastShown: config.leastShown,
    setupHash: setupToken && sha256(setupToken),
  })
  const jobs = startJobs({ db: database.db, keys, clock }, config, log)
  const refused = config.tls && refusedBecause(readPair(config.tls).cert, config.origin, clock())
  if (refused) log.warn(refused)
  const { port, reload, drain } = await listen(app, config, () => log.error("the new certificate is not usable"))
  const { db, embedded } = database
  const tended = { db, embedded, keys, files, ask: askOf(app), origin: config.origin, mails, log, clock }
  const stopUpkeep = startUpkeep(tended, config.auditRetentionDays)
  const stop = async () => {
    draining = true
    await drain()
    await stopUpkeep()
    await jobs.stop()
    await database.close()
    flush()
  }
  return { port, database, setupPath: setupToken && `/setup/${setupToken}`, log, reload, stop }
}

/** Asks the app itself, without a network, for what any visitor would see. */
const askOf =
  (app: ReturnType<typeof createApp>): Ask =>
  async (path) => {
    const answer = await app.request(path)
    return { status: answer.status, text: await answer.text() }
  }
