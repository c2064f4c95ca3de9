import { Hono } from "hono"
import type { Env } from "#http/env.ts"
import { callRoutes } from "./calls/routes.ts"
import { deskRoutes } from "./desk/routes.ts"
import { importRoutes } from "./imports/routes.ts"
import { lookRoutes } from "./looks/routes.ts"
import { markRoutes } from "./marks/routes.ts"
import { operationApi } from "./operations/api.ts"
import { oversightRoutes } from "./oversight/routes.ts"
import { panelRoutes } from "./panel/routes.ts"
import { seatRoutes } from "./seats/routes.ts"
import { sheetRoutes } from "./sheets/routes.ts"
import { substitutionRoutes } from "./substitution/routes.ts"
import { trayRoutes } from "./tray/routes.ts"

/** `/judge/…` for tablets, and the panel and progress of an event for its officers. */
export const judgingRoutes = new Hono<Env>()
  .route("/", seatRoutes)
  .route("/", markRoutes)
  .route("/", callRoutes)
  .route("/", lookRoutes)
  .route("/", operationApi)
  .route("/", importRoutes)
  .route("/", sheetRoutes)
  .route("/", panelRoutes)
  .route("/", trayRoutes)
  .route("/", oversightRoutes)
  .route("/", deskRoutes)
  .route("/", substitutionRoutes)
