import { Hono } from "hono"
import { listHonours } from "#boards/board/queries.ts"
import type { C, Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { qrPath } from "#lib/qr-path.ts"
import { hallPage, hallSetupPage } from "./pages.ts"
import { hallScreens } from "./queries.ts"
import { selectionIn } from "./selection.ts"

const asked = (c: C) => selectionIn(c.req.queries("show") ?? [], c.req.query("honour"), c.req.query("seconds"))

async function hall(c: C): Promise<Response> {
  const { origin, scope } = c.var
  const selection = asked(c)
  return show(c, hallPage, {
    ...(await hallScreens(scope, selection)),
    selection,
    qr: qrPath(`${origin}/`),
    host: new URL(origin).host,
  })
}

const setup = async (c: C) => show(c, hallSetupPage, { selection: asked(c), honours: await listHonours(c.var.scope) })

export const hallRoutes = new Hono<Env>().get("/hall", hall).get("/hall/setup", setup)
