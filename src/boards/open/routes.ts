import { OpenAPIHono } from "@hono/zod-openapi"
import type { Env } from "#http/env.ts"
import { problem } from "#http/problems.ts"
import { show } from "#http/show.ts"
import { contestApi } from "./contests/api.ts"
import { chapters } from "./description/chapters.ts"
import { apiPage } from "./description/pages.ts"
import { entryApi } from "./entries/api.ts"
import { holderApi } from "./holders/api.ts"
import { readableAnywhere } from "./middleware.ts"
import { paperApi } from "./papers/api.ts"

const parts = new OpenAPIHono<Env>()
for (const part of [entryApi, holderApi, paperApi, contestApi]) parts.route("/", part)

/** The interface as OpenAPI 3.1, made of the very schemas that check what is asked and say what is answered. */
export const document = parts.getOpenAPI31Document({
  openapi: "3.1.0",
  info: {
    title: "Laurel open data",
    version: "1",
    description:
      "What everybody may read on the public pages, for machines: honours, people and units by their public facts, decisions, notices, contests and results. No key is needed; every answer carries an ETag.",
  },
  servers: [{ url: "/" }],
})

/** The interface and its description. */
export const openRoutes = new OpenAPIHono<Env>()
openRoutes.use("/api/v1/*", readableAnywhere())
openRoutes.get("/api", (c) => show(c, apiPage, { chapters: chapters(document) }))
openRoutes.get("/api/v1/openapi.json", (c) => c.json(document))
openRoutes.route("/", parts)

/** What is no part of it: said to machines in their own way. */
export const unknownApiRoutes = new OpenAPIHono<Env>().all("/api/v1/*", (c) => {
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return problem(c, 405, "only GET is served here")
  return problem(c, 404, "there is nothing at this address")
})
