import { getCookie } from "hono/cookie"
import type { C } from "#http/env.ts"
import { type LetterSeen, letterByCode } from "../queries.ts"

/** The code in a cookie of this path alone: it opens what it would open if typed, and ends with the browser. */
export const cookieName = (c: C) => (c.var.secure ? "__Secure-opinions" : "opinions")
export const place = (c: C) => ({ path: "/opinions", secure: c.var.secure })
export const codeOf = (c: C): string => getCookie(c, cookieName(c)) ?? ""

/** The letter that this browser has opened. */
export async function openedLetter(c: C): Promise<LetterSeen | undefined> {
  const code = codeOf(c)
  return code ? letterByCode(c.var.scope, code) : undefined
}
