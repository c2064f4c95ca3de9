import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/** A wire to a server that counts the bytes that come from it, and the requests that go to it. */
export async function countedWire(origin: string) {
  const { port } = new URL(origin)
  const open = new Set<Socket>()
  const asked: string[] = []
  let bytes = 0
  const server = createServer((near) => {
    const far = connect(Number(port), "127.0.0.1")
    for (const one of [near, far]) {
      open.add(one)
      one.on("error", () => one.destroy())
      one.on("close", () => open.delete(one))
    }
    near.on("data", (chunk) => {
      for (const [, request = ""] of chunk.toString("latin1").matchAll(/(?:^|\n)((?:GET|POST) \S+) HTTP\//g))
        asked.push(request)
      far.write(chunk)
    })
    far.on("data", (chunk) => {
      bytes += chunk.length
      near.write(chunk)
    })
    near.on("end", () => far.end())
    far.on("end", () => near.end())
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address() as AddressInfo
  return {
    origin: `http://localhost:${address.port}`,
    /** What went over the wire since the last time. */
    taken: () => {
      const told = { bytes, asked: asked.splice(0) }
      bytes = 0
      return told
    },
    stop: () => {
      for (const one of open) one.destroy()
      server.close()
    },
  }
}
