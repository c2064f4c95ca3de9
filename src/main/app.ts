import { type Context, Hono, type MiddlewareHandler } from "hono"
import { ownRoutes } from "#accounts/own/routes.ts"
import { menuOf } from "#accounts/permissions.ts"
import { accountRoutes } from "#accounts/routes.ts"
import { actorFromCookie } from "#accounts/signed-in.ts"
import { leastShown } from "#boards/statistics/withheld.ts"
import type { Db } from "#db/db.ts"
import { setupRoutes } from "#directory/setup/routes.ts"
import { assetRoutes, assetUrl } from "#http/assets.ts"
import { bodySize } from "#http/body-size.ts"
import type { Env } from "#http/env.ts"
import { onError } from "#http/errors.ts"
import { filesElsewhere } from "#http/files-elsewhere.ts"
import { healthRoutes } from "#http/health.ts"
import { journalled, journalOf } from "#http/journal.ts"
import { type FindKept, findKept, keeping, keptFirst } from "#http/keeping.ts"
import { createMetrics } from "#http/metrics.ts"
import { hasLargeText, languageOf, preferences, themeOf } from "#http/preferences.ts"
import { sameOriginOnly, secureHeaders, wholeAddress } from "#http/security.ts"
import { notFound } from "#http/show.ts"
import { translator } from "#i18n/translate.ts"
import type { View } from "#render/template.ts"
import { issuerName, unnamed } from "./issuer.ts"
import type { Platform } from "./platform.ts"
import { publicRoutes, slices } from "./slices.ts"

/** `kept` answers some requests of itself, for an entry that need not make a `Request` of them first. */
export type App = Hono<Env> & { readonly kept: FindKept | undefined }

/** Puts the whole application together on what the platform brings. */
export function createApp(platform: Platform): App {
  const app = new Hono<Env>()
  const metrics = createMetrics()
  app.onError(onError(platform.log))
  app.notFound((c) => notFound(c))
  const { log, answered = (facts) => log.info(facts, "request") } = platform
  const journal = journalOf(answered, metrics)
  app.use(journalled(journal, platform))
  const kept = platform.keeping && findKept(platform.keeping, journal, platform)
  if (platform.keeping && kept) {
    app.use(keeping(platform.keeping, publicRoutes))
    app.fetch = keptFirst(app.fetch, platform.keeping, kept, () => log.warn("stale page served: the database is away"))
  }
  app.use(secureHeaders())
  app.route("/", healthRoutes(platform, metrics))
  app.route("/", assetRoutes(platform.assets, platform.encode))
  app.use(world(platform))
  app.use(sign(issuerName(platform.clock, platform.keeping?.revision.known)))
  app.use(wholeAddress())
  app.use(preferences())
  app.use(sameOriginOnly(platform.origin))
  if (!platform.readSheet) app.use(filesElsewhere())
  app.use(bodySize(largestBody(platform)))
  app.use(actorFromCookie(menuOf))
  app.route("/", accountRoutes)
  app.route("/", ownRoutes)
  app.route("/", setupRoutes(platform.setupHash))
  for (const slice of slices) app.route("/", slice)
  return Object.assign(app, { kept: kept?.kept })
}

/** Room for a workbook or bundle, or for the largest file that is taken and the rest of its form. */
const largestBody = ({ files }: Platform): number => Math.max(12 * 2 ** 20, (files?.limit ?? 0) + 2 * 2 ** 20)

/** What every request has: the platform, its own id and time, and a view in its language. */
function world(platform: Platform): MiddlewareHandler<Env> {
  const asset = assetUrl(platform.assets)
  return async function world(c, next) {
    const now = platform.clock()
    const { db, done } = platform.open(c)
    const { requestId } = c.var
    c.set("random", platform.random)
    if (platform.readSheet) c.set("readSheet", platform.readSheet)
    if (platform.files) c.set("files", platform.files)
    c.set("render", platform.render)
    c.set("origin", platform.origin)
    c.set("mails", platform.mails ?? false)
    c.set("trustProxy", platform.trustProxy)
    c.set("leastShown", platform.leastShown ?? leastShown)
    c.set("policy", platform.policy)
    c.set("log", platform.log)
    c.set("secure", platform.origin.startsWith("https:"))
    const revision = c.req.method === "GET" ? platform.keeping?.revision.known() : undefined
    c.set("scope", { db, keys: platform.keys, actor: { kind: "public" }, now, requestId, revision })
    c.set("view", {
      ...viewOf(c, asset, now),
      takesFiles: platform.readSheet !== undefined,
      origin: platform.origin,
      contact: platform.contact ?? "",
    })
    await next()
    done()
  }
}

function viewOf(c: Context<Env>, asset: View["asset"], now: Date): Omit<View, "takesFiles" | "origin" | "contact"> {
  const lang = languageOf(c)
  const url = new URL(c.req.url)
  return {
    t: translator(lang),
    lang,
    here: url.pathname + url.search,
    path: url.pathname,
    issuer: unnamed,
    who: undefined,
    asset,
    now,
    largeText: hasLargeText(c),
    theme: themeOf(c),
  }
}

/** A step of its own, since the database may be down: the page that says so needs the view before it. */
const sign = (issuer: (db: Db) => Promise<string>): MiddlewareHandler<Env> =>
  async function sign(c, next) {
    const { view, scope } = c.var
    c.set("view", { ...view, issuer: await issuer(scope.db) })
    await next()
  }
