import { createServer, request } from "node:http"

/** Stands before a server: as it is, with a newer build of the judges' worker, or without taking what tablets send. */
export async function newerFront(port: number, target: string) {
  const state = { version: undefined as string | undefined, takes: true }
  const server = createServer((asked, answer) => {
    if (asked.url === "/judge/operations" && !state.takes) {
      answer.writeHead(503).end("{}")
      return
    }
    const { host: _, "accept-encoding": __, ...headers } = asked.headers
    const options = { method: asked.method ?? "GET", headers: { ...headers, host: `localhost:${port}` } }
    const passed = request(new URL(asked.url ?? "/", target), options, async (told) => {
      const parts: Buffer[] = []
      for await (const part of told) parts.push(part)
      const body = Buffer.concat(parts)
      const { "content-length": ___, "transfer-encoding": ____, ...rest } = told.headers
      const newer = asked.url === "/judge/worker.js" && state.version
      answer.writeHead(told.statusCode ?? 502, rest)
      answer.end(newer ? body.toString().replace(/"version":"[^"]*"/, `"version":"${newer}"`) : body)
    })
    passed.on("error", () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  return {
    /** From now on the worker is of this version. */
    offer: (version: string) => {
      state.version = version
    },
    /** Whether what tablets send reaches the server. */
    take: (takes: boolean) => {
      state.takes = takes
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
