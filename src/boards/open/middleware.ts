import { OpenAPIHono } from "@hono/zod-openapi"
import { cors } from "hono/cors"
import type { Env } from "#http/env.ts"
import { problem } from "#http/problems.ts"

/** Anybody's page may read what everybody may read; no cookie is looked at there. */
export const readableAnywhere = () =>
  cors({
    origin: "*",
    allowMethods: ["GET", "HEAD"],
    allowHeaders: ["If-None-Match"],
    exposeHeaders: ["ETag", "Link", "X-Request-Id"],
    maxAge: 86_400,
  })

/** A part of the interface: what cannot be asked for is said with its place. */
export const openApi = () =>
  new OpenAPIHono<Env>({
    defaultHook: (read, c) =>
      read.success
        ? undefined
        : problem(c, 400, read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")),
  })
