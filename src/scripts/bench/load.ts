import { connect, type Socket } from "node:net"
import { uuidv7 } from "#lib/uuid.ts"
import { answering } from "./children.ts"

/** A judge at a tablet, who marks one entry after another and begins again. */
export type Judge = { readonly cookie: string; readonly slot: string; readonly entries: readonly string[] }

export type Load = {
  readonly port: number
  readonly seconds: number
  readonly connections: number
  /** The same GET again and again; with `numbered`, each with an address of its own. */
  readonly get?: { readonly path: string; readonly header: string; readonly numbered: boolean }
  readonly judges?: readonly Judge[]
  readonly expected: { readonly status: number; readonly text?: string }
}

export type Loaded = { readonly perSecond: number; readonly failed: number; readonly p99: number }

let number = 0
const versions = new Map<string, number>()

const head = "Host: 127.0.0.1\r\nAccept: text/html\r\n"

function getOf({ path, header, numbered }: NonNullable<Load["get"]>): () => string {
  const rest = ` HTTP/1.1\r\n${head}${header}\r\n`
  return () => (numbered ? `GET ${path}?n=${++number}${rest}` : `GET ${path}${rest}`)
}

function markOf({ cookie, slot, entries }: Judge): () => string {
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

/** Bytes of a whole answer at the beginning of what has come, or nothing while some are missing. */
function wholeAnswer(bytes: Buffer): { length: number; status: number } | undefined {
  const end = bytes.indexOf("\r\n\r\n")
  if (end < 0) return undefined
  const headers = bytes.toString("latin1", 0, end)
  const length = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(headers)?.[1] ?? 0)
  return bytes.length < length ? undefined : { length, status: Number(headers.slice(9, 12)) }
}

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
