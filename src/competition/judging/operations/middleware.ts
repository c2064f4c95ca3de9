import type { Context, MiddlewareHandler } from "hono"
import type { C, Env } from "#http/env.ts"
import { seatActor, tabletToken, unsigned } from "../seats/middleware.ts"
import { deviceByToken, openDeviceOf, type Tablet } from "../seats/queries.ts"
import { forget, recall, remember } from "../seats/recall.ts"
import { type Barred, barredBy } from "../tray-outcomes.ts"

/** `recalled` says that the database was not asked whose tablet this is. */
type Variables = Env["Variables"] & { barred: Barred | undefined; tablet: Tablet; recalled: boolean }
export type TabletEnv = { Variables: Variables }

/**
 * Lets also a tablet of a judge or scorekeeper through whose seat's code opens nothing any more, if it still brings
 * something: what it holds must not be lost. One that was signed out, or whose seat moved to another, keeps all until its
 * code is entered again.
 */
export const tabletOnly = (): MiddlewareHandler<TabletEnv> =>
  async function tablet(c, next) {
    const token = tabletToken(c as unknown as C)
    const known = token === undefined ? undefined : recall(c.var.scope, token)
    if (known) admit(c, { tablet: known, barred: undefined, recalled: true })
    const refused = known ? undefined : await lookUp(c)
    if (refused === "signed_out") return unsigned(c as unknown as C)
    return refused ? c.json({ error: refused }, refused === "not_found" ? 404 : 401) : next()
  }

/** Asks the database whose tablet this is, and says why it may not even bring what it holds. */
export async function lookUp(c: Context<TabletEnv>): Promise<"signed_out" | "taken_over" | "not_found" | undefined> {
  const { scope } = c.var
  const token = tabletToken(c as unknown as C)
  const found = token ? await deviceByToken(scope.db, token) : undefined
  if (!found || !token) return "signed_out"
  const { device, seat } = found
  const held = device.endedAt && !seat.endedAt ? await openDeviceOf(scope.db, seat.id) : undefined
  const barred = barredBy({ ...found, elsewhere: held !== undefined, now: scope.now })
  if (barred) forget(scope, token)
  if (barred === "signed_out" || barred === "taken_over") return barred
  if (seat.role === "head_judge") return "not_found"
  if (!barred) remember(scope, token, found)
  admit(c, { tablet: found, barred, recalled: false })
  return undefined
}

/** What is known of the tablet has changed: the next request asks anew. */
export function forgetTablet(c: Context<TabletEnv>): void {
  forget(c.var.scope, tabletToken(c as unknown as C) ?? "")
}

function admit(c: Context<TabletEnv>, { tablet, barred, recalled }: Pick<Variables, "tablet" | "barred" | "recalled">) {
  c.set("scope", { ...c.var.scope, actor: seatActor(tablet) })
  c.set("tablet", tablet)
  c.set("barred", barred)
  c.set("recalled", recalled)
}
