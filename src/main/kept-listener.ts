import type { IncomingMessage, ServerResponse } from "node:http"
import type { TLSSocket } from "node:tls"
import type { FindKept } from "#http/keeping.ts"

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** Answers kept pages without a `Request` and a `Response`, which cost as much as all else that is done for them. */
export function keptListener(find: FindKept | undefined, otherwise: Listener): Listener {
  return (request, response) => {
    const { method = "", url = "", headers } = request
    const scheme = (request.socket as TLSSocket).encrypted ? "https" : "http"
    const address = `${scheme}://${headers.host}${url}`
    const { cookie, "if-none-match": seen, "accept-encoding": takes } = headers
    const kept = find?.({ method, url: address, cookie, seen, takes: String(takes ?? "") })
    if (!kept) return otherwise(request, response)
    return response.writeHead(kept.status, kept.headers).end(kept.bytes)
  }
}
