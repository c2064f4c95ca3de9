import { Hono } from "hono"
import type { Asset } from "#files/assets.ts"
import type { Env } from "./env.ts"

/** The address of a static file; with its hash in it, a browser may keep the file for good. */
export const assetUrl =
  (assets: ReadonlyMap<string, Asset>) =>
  (name: string): string =>
    `/static/${name}?v=${assets.get(name)?.hash ?? "none"}`

export const assetRoutes = (assets: ReadonlyMap<string, Asset>) =>
  new Hono<Env>().get("/static/:name{.+}", async (c) => {
    const asset = assets.get(c.req.param("name"))
    if (!asset) return c.text("not found", 404)
    const lasting = c.req.query("v") === asset.hash
    return new Response(await asset.body(), {
      headers: {
        "Content-Type": asset.type,
        "Cache-Control": lasting ? "public, max-age=31536000, immutable" : "public, max-age=60",
      },
    })
  })
