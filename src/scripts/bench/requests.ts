import { uuidv7 } from "#lib/uuid.ts"

/** A judge at a tablet, who marks one entry after another and begins again. */
export type Judge = { readonly cookie: string; readonly slot: string; readonly entries: readonly string[] }

export type Get = { readonly path: string; readonly header: string; readonly numbered: boolean }

const versions = new Map<string, number>()
let number = 0

const head = "Host: 127.0.0.1\r\nAccept: text/html\r\n"

export function getOf({ path, header, numbered }: Get): () => string {
  const rest = ` HTTP/1.1\r\n${head}${header}\r\n`
  return () => (numbered ? `GET ${path}?n=${++number}${rest}` : `GET ${path}${rest}`)
}

export function markOf({ cookie, slot, entries }: Judge): () => string {
  let at = 0
  return () => {
    const entry = entries[at++ % entries.length] as string
    const cell = `${cookie} ${entry}`
    const seenVersion = versions.get(cell) ?? 0
    versions.set(cell, seenVersion + 1)
    const id = uuidv7(new Date(), crypto.getRandomValues(new Uint8Array(10)))
    // Never the value that stands there: a mark that changes nothing gets no version.
    const value = `${(seenVersion % 1000) / 10}`
    const body = JSON.stringify({ operations: [{ id, kind: "mark", entry, slot, value, seenVersion }] })
    const type = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nSec-Fetch-Site: same-origin\r\n`
    return `POST /judge/operations HTTP/1.1\r\n${head}Cookie: ${cookie}\r\n${type}\r\n${body}`
  }
}

export type Whole = { readonly length: number; readonly status: number; readonly etag: string | undefined }

/** Bytes of a whole answer at the beginning of what has come, or nothing while some are missing. */
export function wholeAnswer(bytes: Buffer): Whole | undefined {
  const end = bytes.indexOf("\r\n\r\n")
  if (end < 0) return undefined
  const headers = bytes.toString("latin1", 0, end)
  const length = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(headers)?.[1] ?? 0)
  if (bytes.length < length) return undefined
  return { length, status: Number(headers.slice(9, 12)), etag: /\r\netag: (.*)/i.exec(headers)?.[1] }
}
