import type { MiddlewareHandler } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import type { C, Env } from "#http/env.ts"
import { seeOther } from "#http/show.ts"
import { memberByToken } from "./queries.ts"

const cookieName = (c: C) => (c.var.secure ? "__Secure-review" : "review")
const place = (c: C) => ({ path: "/manage/reviews", secure: c.var.secure })

export const placeToken = (c: C): string | undefined => getCookie(c, cookieName(c))

export const keepPlace = (c: C, token: string, expires: Date): void => {
  setCookie(c, cookieName(c), token, { ...place(c), httpOnly: true, sameSite: "Lax", expires })
}

export const dropPlace = (c: C): void => {
  deleteCookie(c, cookieName(c), place(c))
}

/** Lets in whoever is signed in, and a tablet that a member's code has opened; others are led to where codes are typed. */
export function membersOnly(): MiddlewareHandler<Env> {
  return async function members(c, next) {
    const token = placeToken(c)
    const found = token ? await memberByToken(c.var.scope, token) : undefined
    if (found) {
      const { id: memberId, committeeId, personId } = found.member
      c.set("scope", { ...c.var.scope, actor: { kind: "member", memberId, committeeId, personId } })
      c.set("view", { ...c.var.view, who: undefined })
      return next()
    }
    return c.var.scope.actor.kind === "account" ? next() : seeOther(c, "/manage/reviews/sign-in")
  }
}
