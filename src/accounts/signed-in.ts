import type { MiddlewareHandler } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import { clientAddress, networkOf } from "#http/address.ts"
import type { C, Env } from "#http/env.ts"
import { seeOther } from "#http/show.ts"
import type { AccountActor, Actor } from "#lib/actor.ts"
import { actorOfAccount } from "./actors.ts"
import { factorsOf, hasFactor } from "./factors/queries.ts"
import { isTooOld, underPolicy } from "./policy.ts"
import { type Attempt, accountById } from "./proof.ts"
import { isProven, type SessionRow, sessionOf } from "./sessions.ts"

const cookieName = (c: C, name: string) => (c.var.secure ? `__Host-${name}` : name)

const kept = (c: C) => ({ path: "/", httpOnly: true, sameSite: "Lax", secure: c.var.secure }) as const

export const sessionSecret = (c: C): string | undefined => getCookie(c, cookieName(c, "sid"))

export const keepSession = (c: C, secret: string): void => setCookie(c, cookieName(c, "sid"), secret, kept(c))

export const dropSession = (c: C): void => {
  deleteCookie(c, cookieName(c, "sid"), { path: "/", secure: c.var.secure })
}

const quarter = 90 * 86_400

export const keepDevice = (c: C, token: string): void =>
  setCookie(c, cookieName(c, "device"), token, { ...kept(c), maxAge: quarter })

/** From where this request tries to sign in. */
export const attemptOf = (c: C): Attempt => ({
  device: (c.req.header("User-Agent") ?? "").slice(0, 200),
  network: networkOf(clientAddress(c)),
  token: getCookie(c, cookieName(c, "device")),
  origin: c.var.origin,
  random: c.var.random,
})

/** Puts the account of the session cookie into the scope; without one the actor stays the public. */
export function actorFromCookie(menuOf: (actor: Actor) => string[]): MiddlewareHandler<Env> {
  return async function signIn(c, next) {
    const { scope, policy } = c.var
    const secret = sessionSecret(c)
    const session = secret ? await sessionOf(scope, policy, secret) : undefined
    c.set("session", session)
    const found = session?.stage === "open" ? await actorOfAccount(scope, session.accountId) : undefined
    if (session && found) await admit(c, session, underPolicy(policy, found), menuOf)
    return next()
  }
}

async function admit(c: C, session: SessionRow, actor: AccountActor, menuOf: (actor: Actor) => string[]) {
  const due = await dueOf(c, session)
  c.set("due", due)
  // What the policy asks for first stands in the way of everything else.
  if (due && !/^\/manage\/account(\/|$)|^\/sign-out$/.test(c.req.path)) return
  c.set("scope", { ...c.var.scope, actor })
  const idleMinutes = c.var.policy.session.idleMinutes
  const may = due ? [] : menuOf(actor)
  c.set("view", { ...c.var.view, who: { name: actor.name, may, idleMinutes } })
}

async function dueOf({ var: { scope, policy } }: C, { accountId }: SessionRow) {
  if (policy.password.maxAgeDays !== undefined) {
    const account = await accountById(scope, accountId)
    if (account && isTooOld(policy, account.passwordSetAt, scope.now)) return "password"
  }
  if (policy.secondFactor === "required" && !hasFactor(await factorsOf(scope, accountId))) return "second_factor"
  return undefined
}

/** The session as it stands now: a proof that failed gave it a new challenge. */
export async function rereadSession(c: C): Promise<void> {
  const secret = sessionSecret(c)
  c.set("session", secret ? await sessionOf(c.var.scope, c.var.policy, secret) : undefined)
}

/** Sends whoever is not signed in to the sign-in page, which leads back here. */
export function signedInOnly(): MiddlewareHandler<Env> {
  return async function signedIn(c, next) {
    if (c.var.scope.actor.kind === "account") return next()
    if (c.var.due === "password") return seeOther(c, "/manage/account/password")
    if (c.var.due) return seeOther(c, "/manage/account")
    const back = c.req.method === "GET" ? `?next=${encodeURIComponent(c.var.view.here)}` : ""
    return seeOther(c, `/sign-in${back}`)
  }
}

/** Asks whoever has not proven for ten minutes who they are to do so before they change what they sign in with. */
export function provenOnly(): MiddlewareHandler<Env> {
  return async function proven(c, next) {
    if (c.var.session && isProven(c.var.session, c.var.scope.now)) return next()
    const back = c.req.method === "GET" ? c.req.path : "/manage/account"
    return seeOther(c, `/manage/account/confirmation?next=${encodeURIComponent(back)}`)
  }
}
