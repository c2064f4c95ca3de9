import { sha256 } from "#lib/hash.ts"
import type { Template } from "#render/template.ts"
import type { C } from "./env.ts"

/**
 * Answers a part of a page that follows by itself: its state is the hash of all that it shows, so that whoever holds
 * another state, whatever was missed before, gets the whole part anew, and whoever holds this one an empty 304.
 */
export function showLive<Shape extends object>(c: C, part: Template<Shape>, shape: Shape): Response {
  const html = c.var.render(c.var.view, part, shape)
  const state = `"${sha256(html).slice(0, 32)}"`
  c.header("ETag", state)
  if (c.req.header("If-None-Match") === state) return c.body(null, 304)
  return c.html(html) as Response
}
