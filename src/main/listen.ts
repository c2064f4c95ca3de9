import { once } from "node:events"
import { unwatchFile, watchFile } from "node:fs"
import { type Server as HttpServer, createServer as http } from "node:http"
import { type Server as HttpsServer, createServer as https } from "node:https"
import type { AddressInfo } from "node:net"
import { getRequestListener } from "@hono/node-server"
import type { App } from "./app.ts"
import { readPair } from "./certificate.ts"
import type { Config, TlsFiles } from "./config.ts"
import { keptListener } from "./kept-listener.ts"
import { withPlainHint } from "./plain-hint.ts"

type Served = Pick<App, "kept"> & { readonly fetch: Parameters<typeof getRequestListener>[0] }

export type Listening = {
  readonly port: number
  /** Reads the certificate again; a pair that does not fit leaves the one in use, and throws. */
  readonly reload: () => void
  /** Takes no more connections, lets what runs finish for a while, and then ends the rest. */
  readonly drain: () => Promise<void>
}

/** Opens the port, with HTTPS where there is a certificate, which is read again when its file changes. */
export async function listen(app: Served, config: Config, onProblem: () => void): Promise<Listening> {
  const { port, host, tls, origin } = config
  const listener = keptListener(app.kept, getRequestListener(app.fetch, { hostname: host }))
  const server = tls ? secured(https(readPair(tls), listener), origin) : http(listener)
  server.listen(port, host)
  await once(server, "listening")
  const reload = () => {
    if (tls) (server as HttpsServer).setSecureContext(readPair(tls))
  }
  if (tls) watch(tls, reload, onProblem)
  const drain = async () => {
    if (tls) unwatchFile(tls.cert)
    await drained(server)
  }
  return { port: (server.address() as AddressInfo).port, reload, drain }
}

function secured(server: HttpsServer, origin: string): HttpsServer {
  withPlainHint(server, origin)
  return server
}

/** How often the certificate's file is looked at: a renewed one is in use well before the old one ends. */
const LOOK = 10_000

function watch({ cert }: TlsFiles, reload: () => void, onProblem: () => void) {
  watchFile(cert, { interval: LOOK, persistent: false }, () => {
    try {
      reload()
    } catch {
      onProblem()
    }
  })
}

/** How long a request that runs may take to finish when the process ends. */
const GRACE = 10_000

async function drained(server: HttpServer): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  // A connection that is kept alive becomes idle with its last answer, and would keep the server from closing.
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const late = setTimeout(() => server.closeAllConnections(), GRACE)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
