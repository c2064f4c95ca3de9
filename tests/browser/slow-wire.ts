import { connect, createServer, type Socket } from "node:net"
import { chanceOf } from "../tablet-simulation/chance.ts"

type Link = {
  /** Milliseconds there and back. */
  readonly roundTrip: number
  readonly bytesPerSecond: number
  /** How likely a request is lost, with its connection. */
  readonly loss: number
  readonly seed: number
}

/** A wire to a server that is as slow and as bad as `link` says while it is slow. */
export async function slowWire(port: number, target: string, link: Link) {
  const chance = chanceOf(link.seed)
  const open = new Set<Socket>()
  const counted = { requests: 0, lost: 0 }
  let slow = false
  const lane = () => {
    let free = 0
    return (bytes: number, deliver: () => void) => {
      if (!slow && free <= Date.now()) return deliver()
      free = Math.max(free, Date.now()) + (bytes / link.bytesPerSecond) * 1_000
      setTimeout(deliver, free + link.roundTrip / 2 - Date.now())
    }
  }
  const [up, down] = [lane(), lane()]
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), "127.0.0.1")
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    for (const one of [near, far]) {
      open.add(one)
      one.on("error", cut)
      one.on("close", () => {
        open.delete(one)
        cut()
      })
    }
    near.on("data", (chunk) => {
      if (slow && /^(GET|POST) /.test(chunk.toString("latin1", 0, 5))) {
        counted.requests++
        if (chance.hits(link.loss)) {
          counted.lost++
          return cut()
        }
      }
      up(chunk.length, () => far.write(chunk))
    })
    far.on("data", (chunk) => down(chunk.length, () => near.write(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  return {
    counted,
    slowDown: () => {
      slow = true
    },
    stop: () => {
      for (const one of open) one.destroy()
      server.close()
    },
  }
}
