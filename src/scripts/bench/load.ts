import { connect, type Socket } from "node:net"
import { answering } from "./children.ts"
import { type Get, getOf, type Judge, markOf, wholeAnswer } from "./requests.ts"

export type Load = {
  readonly port: number
  readonly seconds: number
  readonly connections: number
  /** The same GET again and again; with `numbered`, each with an address of its own. */
  readonly get?: Get
  readonly judges?: readonly Judge[]
  readonly expected: { readonly status: number; readonly text?: string }
}

export type Loaded = { readonly perSecond: number; readonly failed: number; readonly p99: number }

type Tally = { done: number; failed: number; times: number[] }

/** One connection that asks, waits for the whole answer, and asks again. */
function converse(socket: Socket, next: () => string, expected: Load["expected"], tally: Tally, until: number) {
  let came: Buffer = Buffer.alloc(0)
  let asked = performance.now()
  socket.on("data", (chunk) => {
    came = came.length === 0 ? chunk : Buffer.concat([came, chunk])
    const answer = wholeAnswer(came)
    if (!answer) return
    const good = answer.status === expected.status && (!expected.text || came.includes(expected.text))
    if (good) tally.done++
    else tally.failed++
    const now = performance.now()
    tally.times.push(now - asked)
    came = came.subarray(answer.length)
    asked = now
    if (now < until) socket.write(next())
    else socket.end()
  })
  socket.on("connect", () => socket.write(next()))
  return new Promise<void>((resolve, reject) => socket.on("close", () => resolve()).on("error", reject))
}

async function load({ port, seconds, connections, get, judges, expected }: Load): Promise<Loaded> {
  const tally: Tally = { done: 0, failed: 0, times: [] }
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, (_, at) => {
      const next = get ? getOf(get) : markOf((judges ?? [])[at] as Judge)
      const socket = connect({ port, host: "127.0.0.1", noDelay: true })
      return converse(socket, next, expected, tally, began + seconds * 1000)
    }),
  )
  const spent = (performance.now() - began) / 1000
  const times = tally.times.sort((a, b) => a - b)
  return { perSecond: tally.done / spent, failed: tally.failed, p99: times[Math.floor(times.length * 0.99)] ?? 0 }
}

answering(load)
