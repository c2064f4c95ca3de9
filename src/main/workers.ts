import type { ExecutionContext, Hono } from "hono"
import { pino } from "pino"
import { policies } from "#accounts/policy.ts"
import { connectOnce } from "#db/connect.ts"
import { revisionApart } from "#db/revision.ts"
import type { AssetBody } from "#files/assets.ts"
import type { Env } from "#http/env.ts"
import { keepingOf } from "#http/keeping.ts"
import { cacheShelf } from "#http/shelf.ts"
import { redactFacts, redactText } from "#lib/redaction.ts"
import { assets, views } from "#render/compiled.js"
import { type CompiledView, createRender } from "#render/engine.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { createApp } from "./app.ts"
import { type Config, workerConfig } from "./config.ts"
import { tendByCron } from "./cron.ts"

/** What wrangler.toml binds, besides the settings. */
type Bindings = {
  readonly HYPERDRIVE: { readonly connectionString: string }
  readonly ASSETS: { readonly fetch: (address: string) => Promise<Response> }
  readonly [setting: string]: unknown
}

/** One app for as long as the isolate lives: the bindings are the same for all of its requests. */
let app: Hono<Env> | undefined

export default {
  fetch(request: Request, bindings: Bindings, context: ExecutionContext): Response | Promise<Response> {
    app ??= createWorker(bindings)
    return app.fetch(request, bindings, context)
  },
  /** What wrangler.toml has done by the clock. */
  scheduled({ cron }: Scheduled, bindings: Bindings, context: ExecutionContext): void {
    context.waitUntil(look(cron, bindings))
  },
}

type Scheduled = { readonly cron: string }

async function look(cron: string, { HYPERDRIVE, ASSETS: _, ...settings }: Bindings): Promise<void> {
  const config = workerConfig(settings)
  const { db, close } = connectOnce(HYPERDRIVE.connectionString)
  try {
    await tendByCron(cron, { db, keys: keyringOf(config.keys), log: logOf(config), clock }, config.auditRetentionDays)
  } finally {
    await close()
  }
}

const logOf = ({ log }: Config) => pino({ level: log, browser: { write: writeLine } })

function createWorker({ HYPERDRIVE, ASSETS, ...settings }: Bindings): Hono<Env> {
  const config = workerConfig(settings)
  return createApp({
    open: (c) => {
      const { db, close } = connectOnce(HYPERDRIVE.connectionString)
      return { db, done: () => c.executionCtx.waitUntil(close()) }
    },
    metricsToken: config.metricsToken,
    keys: keyringOf(config.keys),
    origin: config.origin,
    render: createRender(new Map(Object.entries<CompiledView>(views))),
    assets: new Map(assets.map(({ name, ...asset }) => [name, { ...asset, body: () => bodyOf(ASSETS, name) }])),
    log: logOf(config),
    keeping: keepingOf(
      revisionApart(() => connectOnce(HYPERDRIVE.connectionString), clock),
      false,
      undefined,
      cacheShelf(() => (caches as unknown as { readonly default: Cache }).default),
    ),
    clock,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    readSheet: undefined,
    policy: policies[config.policy],
    contact: config.contact,
    trustProxy: "cloudflare",
    leastShown: config.leastShown,
  })
}

const clock = () => new Date()

/** What is logged here loses the same as on Node: see `log.ts`. */
const writeLine = (facts: object) => console.log(redactText(JSON.stringify(redactFacts({ ...facts }))))

const bodyOf = async (files: Bindings["ASSETS"], name: string): Promise<AssetBody> =>
  (await files.fetch(`https://assets/${name}`)).body
