import { Hono } from "hono"
import type { Asset, AssetBody } from "#files/assets.ts"
import { codingIn, type Encode } from "./encoding.ts"
import type { Env } from "./env.ts"

/** The address of a static file; with its hash in it, a browser may keep the file for good. */
export const assetUrl =
  (assets: ReadonlyMap<string, Asset>) =>
  (name: string): string =>
    `/static/${name}?v=${assets.get(name)?.hash ?? "none"}`

const texts = /^(?:text\/|image\/svg|application\/manifest)/

type Body = { readonly body: AssetBody; readonly coding?: string }

/** Every file of `static/`; one that is asked for packed is packed once. */
export function assetRoutes(assets: ReadonlyMap<string, Asset>, encode?: Encode) {
  const packed = new Map<string, Uint8Array<ArrayBuffer>>()
  const bodyOf = async ({ type, hash, body: open }: Asset, takes: string | undefined): Promise<Body> => {
    const body = await open()
    if (!encode || !(body instanceof Uint8Array) || !texts.test(type)) return { body }
    const coding = codingIn(takes, body.length)
    if (!coding) return { body }
    const made = packed.get(`${coding} ${hash}`) ?? encode(body, coding, true)
    packed.set(`${coding} ${hash}`, made)
    return { body: made, coding }
  }
  return new Hono<Env>().get("/static/:name{.+}", async (c) => {
    const asset = assets.get(c.req.param("name"))
    if (!asset) return c.text("not found", 404)
    const { body, coding } = await bodyOf(asset, c.req.header("Accept-Encoding"))
    const lasting = c.req.query("v") === asset.hash
    return new Response(body, {
      headers: {
        "Content-Type": asset.type,
        "Cache-Control": lasting ? "public, max-age=31536000, immutable" : "public, max-age=60",
        ...(coding && { "Content-Encoding": coding }),
      },
    })
  })
}
