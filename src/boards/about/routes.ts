import { Hono } from "hono"
import type { Env } from "#http/env.ts"
import { show } from "#http/show.ts"
import { accessibilityPage } from "./pages.ts"

export const aboutRoutes = new Hono<Env>().get("/accessibility", (c) => show(c, accessibilityPage, {}))
