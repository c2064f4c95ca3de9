import type { MiddlewareHandler } from "hono"
import { template } from "#render/template.ts"
import type { C, Env } from "./env.ts"
import { show } from "./show.ts"

const page = template("errors/files-elsewhere")

/** Says where files are taken and given out. */
export const takenElsewhere = (c: C): Response => show(c, page, {}, 501)

/** Answers a form that carries a file by saying where files are taken, without reading it. */
export function filesElsewhere(): MiddlewareHandler<Env> {
  return async function elsewhere(c, next) {
    return c.req.header("Content-Type")?.startsWith("multipart/form-data") ? takenElsewhere(c) : next()
  }
}
