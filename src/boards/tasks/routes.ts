import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { tasksPage } from "./pages.ts"
import { tasksOf } from "./queries.ts"

export const taskRoutes = new Hono<Env>().get("/manage", signedInOnly(), async (c) =>
  show(c, tasksPage, await tasksOf(c.var.scope)),
)
