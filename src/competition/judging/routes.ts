import { Hono } from "hono"
import type { Env } from "#http/env.ts"
import { importRoutes } from "./imports/routes.ts"
import { markApi } from "./marks/api.ts"
import { markRoutes } from "./marks/routes.ts"
import { oversightRoutes } from "./oversight/routes.ts"
import { panelRoutes } from "./panel/routes.ts"
import { seatRoutes } from "./seats/routes.ts"
import { sheetRoutes } from "./sheets/routes.ts"

/** `/judge/…` for tablets, and the panel and progress of an event for its officers. */
export const judgingRoutes = new Hono<Env>()
  .route("/", seatRoutes)
  .route("/", markRoutes)
  .route("/", markApi)
  .route("/", importRoutes)
  .route("/", sheetRoutes)
  .route("/", panelRoutes)
  .route("/", oversightRoutes)
