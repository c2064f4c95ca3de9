import type { MiddlewareHandler } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import type { C, Env } from "#http/env.ts"
import { seeOther } from "#http/show.ts"
import type { Actor } from "#lib/actor.ts"
import { actorOfAccount } from "./actors.ts"
import { accountOfSession } from "./sessions.ts"

const cookieName = (c: C) => (c.var.secure ? "__Host-sid" : "sid")

export const sessionSecret = (c: C): string | undefined => getCookie(c, cookieName(c))

export const keepSession = (c: C, secret: string): void =>
  setCookie(c, cookieName(c), secret, { path: "/", httpOnly: true, sameSite: "Lax", secure: c.var.secure })

export const dropSession = (c: C): void => {
  deleteCookie(c, cookieName(c), { path: "/", secure: c.var.secure })
}

/** Puts the account of the session cookie into the scope; without one the actor stays the public. */
export function actorFromCookie(menuOf: (actor: Actor) => string[]): MiddlewareHandler<Env> {
  return async function signIn(c, next) {
    const secret = sessionSecret(c)
    const accountId = secret ? await accountOfSession(c.var.scope, secret) : undefined
    const actor = accountId ? await actorOfAccount(c.var.scope, accountId) : undefined
    if (actor) {
      c.set("scope", { ...c.var.scope, actor })
      c.set("view", { ...c.var.view, who: { name: actor.name, may: menuOf(actor) } })
    }
    return next()
  }
}

/** Sends whoever is not signed in to the sign-in page, which leads back here. */
export function signedInOnly(): MiddlewareHandler<Env> {
  return async function signedIn(c, next) {
    if (c.var.scope.actor.kind === "account") return next()
    const back = c.req.method === "GET" ? `?next=${encodeURIComponent(c.var.view.here)}` : ""
    return seeOther(c, `/sign-in${back}`)
  }
}
