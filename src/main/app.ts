import { type Context, Hono, type MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import { menuOf } from "#accounts/permissions.ts"
import { accountRoutes } from "#accounts/routes.ts"
import { actorFromCookie } from "#accounts/signed-in.ts"
import { setupRoutes } from "#directory/setup/routes.ts"
import { assetRoutes, assetUrl } from "#http/assets.ts"
import type { Env } from "#http/env.ts"
import { onError } from "#http/errors.ts"
import { hasLargeText, languageOf, preferences, themeOf } from "#http/preferences.ts"
import { sameOriginOnly, secureHeaders, wholeAddress } from "#http/security.ts"
import { notFound } from "#http/show.ts"
import { translator } from "#i18n/translate.ts"
import { uuidv7 } from "#lib/uuid.ts"
import type { View } from "#render/template.ts"
import { issuerName, unnamed } from "./issuer.ts"
import type { Platform } from "./platform.ts"
import { slices } from "./slices.ts"

/** Puts the whole application together on what the platform brings. */
export function createApp(platform: Platform): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(onError(platform.log))
  app.notFound((c) => notFound(c))
  app.use(secureHeaders())
  app.route("/", assetRoutes(platform.assets))
  app.use(world(platform))
  app.use(sign(issuerName(platform)))
  app.use(wholeAddress())
  app.use(preferences())
  app.use(sameOriginOnly(platform.origin))
  app.use(bodyLimit({ maxSize: 12 * 2 ** 20 }))
  app.use(actorFromCookie(menuOf))
  app.route("/", accountRoutes)
  app.route("/", setupRoutes(platform.setupHash))
  for (const slice of slices) app.route("/", slice)
  return app
}

/** What every request has: the platform, its own id and time, and a view in its language. */
function world(platform: Platform): MiddlewareHandler<Env> {
  const asset = assetUrl(platform.assets)
  return async function world(c, next) {
    const now = platform.clock()
    const requestId = uuidv7(now, platform.random(10))
    c.set("random", platform.random)
    c.set("readSheet", platform.readSheet)
    c.set("render", platform.render)
    c.set("origin", platform.origin)
    c.set("secure", platform.origin.startsWith("https:"))
    c.set("scope", { db: platform.db, actor: { kind: "public" }, now, requestId })
    c.set("view", viewOf(c, asset, now))
    await next()
  }
}

function viewOf(c: Context<Env>, asset: View["asset"], now: Date): View {
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
const sign = (issuer: () => Promise<string>): MiddlewareHandler<Env> =>
  async function sign(c, next) {
    c.set("view", { ...c.var.view, issuer: await issuer() })
    await next()
  }
