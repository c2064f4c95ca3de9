import type { C } from "#http/env.ts"
import { takenElsewhere } from "#http/files-elsewhere.ts"
import { kinds } from "./kinds.ts"
import type { FileRow } from "./queries.ts"

/** A file as `attachments/list` shows it; the address is that of the route which serves it for its owner. */
export type FileLine = Pick<FileRow, "name" | "kind" | "bytes"> & { readonly href: string; readonly isShown: boolean }

export const fileLine = ({ name, kind, bytes }: FileRow, href: string): FileLine => ({
  name,
  kind,
  bytes,
  href,
  isShown: kinds[kind].isShown,
})

const apart = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

/** RFC 8187: a plain name for old programs, and the real one. */
const named = (name: string): string => {
  const coded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `filename="${name.replace(/[^ -~]|["\\%]/g, "_")}"; filename*=UTF-8''${coded}`
}

/**
 * Answers with a file whose owner has asked whether this visitor may see it. Nothing in it can run or reach out, and
 * nobody on the way keeps it. `?show` asks a browser to show what it can show, and anything else is saved.
 */
export async function serveFile(c: C, file: FileRow): Promise<Response> {
  if (!c.var.files) return takenElsewhere(c)
  const body = file.storedKey ? await c.var.files.open(file.storedKey) : undefined
  if (!body) throw new Error(`the bytes of file ${file.id} are missing`)
  const { mediaType, isShown } = kinds[file.kind]
  const inline = isShown && c.req.query("show") !== undefined
  const isAsked = c.req.method !== "HEAD"
  if (!isAsked) await body.cancel()
  return new Response(isAsked ? body : null, {
    headers: {
      "Content-Type": mediaType,
      "Content-Length": String(file.bytes),
      "Content-Disposition": `${inline ? "inline" : "attachment"}; ${named(file.name)}`,
      "Content-Security-Policy": apart,
      "Cache-Control": "private, no-store",
    },
  })
}
