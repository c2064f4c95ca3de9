import type { MiddlewareHandler } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import type { C, Env } from "#http/env.ts"
import { seeOther, show } from "#http/show.ts"
import type { SeatActor, SeatRole } from "#lib/actor.ts"
import { noteSeen } from "./commands.ts"
import { endedPage, notHerePage } from "./pages.ts"
import { deviceByToken, openDeviceOf, type Tablet } from "./queries.ts"

const cookieName = (c: C) => (c.var.secure ? "__Secure-judge" : "judge")
const place = (c: C) => ({ path: "/judge", secure: c.var.secure })

export const tabletToken = (c: C): string | undefined => getCookie(c, cookieName(c))

/** Browsers keep no cookie longer than 400 days, and hono throws at one that asks for more. */
const longestMs = 399 * 86_400_000

export const keepTablet = (c: C, token: string, until: Date): void => {
  const expires = new Date(Math.min(until.getTime(), c.var.scope.now.getTime() + longestMs))
  setCookie(c, cookieName(c), token, { ...place(c), httpOnly: true, sameSite: "Lax", expires })
}

export const dropTablet = (c: C): void => {
  deleteCookie(c, cookieName(c), place(c))
}

const minute = 60_000

/** Puts the seat of the tablet's cookie into the scope, in place of any account; without one it leads to the sign-in. */
export function seatOnly(...roles: SeatRole[]): MiddlewareHandler<Env> {
  return async function seat(c, next) {
    const token = tabletToken(c)
    const found = token ? await deviceByToken(c.var.scope.db, token) : undefined
    if (!found) return unsigned(c)
    const { device, seat } = found
    if (device.endedAt || seat.endedAt || seat.validUntil <= c.var.scope.now) return ended(c, found)
    if (!roles.includes(seat.role)) return notHere(c)
    c.set("scope", { ...c.var.scope, actor: seatActor(found) })
    c.set("view", { ...c.var.view, who: undefined })
    const quiet = c.var.scope.now.getTime() - device.seenAt.getTime()
    if (c.req.method === "POST" && quiet > minute) await noteSeen(c.var.scope, device.id)
    return next()
  }
}

export function seatActor({ device, seat }: Tablet): SeatActor {
  const { id: seatId, eventId, role, alias } = seat
  return { kind: "seat", seatId, deviceId: device.id, eventId, role, alias }
}

/** Not found, on the tablet's own page: the public one carries the name of the federation. */
export const notHere = (c: C): Response => show(c, notHerePage, {}, 404)

const wantsJson = (c: C) => c.req.header("Content-Type")?.startsWith("application/json") ?? false

export const unsigned = (c: C): Response => {
  if (wantsJson(c)) return c.json({ error: "signed_out" }, 401)
  return seeOther(c, "/judge/")
}

async function ended(c: C, { device, seat }: Tablet) {
  const elsewhere = device.endedAt && !seat.endedAt ? await openDeviceOf(c.var.scope.db, seat.id) : undefined
  if (wantsJson(c)) return c.json({ error: elsewhere ? "taken_over" : "signed_out" }, 401)
  return show(
    c,
    endedPage,
    { alias: seat.alias, reason: elsewhere ? "taken" : "closed", since: elsewhere?.boundAt },
    409,
  )
}
