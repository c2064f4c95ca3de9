import type { Server } from "node:https"
import type { Socket } from "node:net"

/** The first byte of a TLS connection: a handshake. */
const HANDSHAKE = 22

/** How long a connection may stay silent before anything is known of it, in ms. */
const SILENT = 10_000

/** Leads whoever typed `http://` to the address with https, on the same port, where they would see nothing otherwise. */
export function withPlainHint(server: Server, origin: string): void {
  const [secure] = server.listeners("connection") as [(socket: Socket) => void]
  server.removeAllListeners("connection")
  server.on("connection", (socket: Socket) => {
    const gone = () => socket.destroy()
    socket.setTimeout(SILENT, gone).on("error", gone)
    socket.once("data", (first: Buffer) => {
      socket.setTimeout(0).off("timeout", gone).off("error", gone)
      if (first[0] !== HANDSHAKE) return void socket.on("error", gone).end(answerTo(first, origin))
      socket.pause()
      socket.unshift(first)
      secure.call(server, socket)
    })
  })
}

/** A redirect for a page; a form that was sent in the open is not sent again. */
export function answerTo(request: Buffer, origin: string): string {
  const path = /^(?:GET|HEAD) (\/[\x21-\x7e]*) HTTP\/1/.exec(request.toString("latin1"))?.[1]
  const [status, more] = path ? ["307 Temporary Redirect", [`Location: ${origin}${path}`]] : ["400 Bad Request", []]
  const body = `This server speaks https only: ${origin}\n`
  const headers = ["Content-Type: text/plain; charset=utf-8", `Content-Length: ${body.length}`, "Connection: close"]
  return [`HTTP/1.1 ${status}`, ...more, ...headers, "", body].join("\r\n")
}
