import { connect, type Socket } from "node:net"
import { answering } from "./children.ts"
import { type Judge, markOf, type Whole, wholeAnswer } from "./requests.ts"

/** Requests that come when they come, however slow the answers are: nobody in a hall waits for the server to be ready. */
export type Arrivals = {
  readonly port: number
  readonly seconds: number
  readonly judges: readonly Judge[]
  /** Operations a second, of all judges together. */
  readonly rate: number
  readonly viewers: { readonly path: string; readonly count: number; readonly everySeconds: number }
}

export type Side = {
  readonly wanted: number
  readonly perSecond: number
  readonly failed: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly most: number
}
export type Arrived = { readonly operations: Side; readonly viewers: Side }

type Request = {
  readonly due: number
  readonly text: () => string
  readonly good: (whole: Whole, came: Buffer) => boolean
}
type Tally = { readonly times: number[]; failed: number }

/** So long after the last arrival an answer is still waited for, in ms. */
const PATIENCE = 5_000

/** One connection: what is due waits there for its turn, and its time runs from when it was due. */
function laneOf(port: number, tally: Tally) {
  const queue: Request[] = []
  let current: Request | undefined
  let came: Buffer = Buffer.alloc(0)
  let socket: Socket | undefined
  const lost = () => {
    if (current) tally.failed++
    current = undefined
    socket = undefined
    came = Buffer.alloc(0)
    next()
  }
  const open = () => {
    const made = connect({ port, host: "127.0.0.1", noDelay: true })
    made.on("data", (chunk) => {
      came = came.length === 0 ? chunk : Buffer.concat([came, chunk])
      const whole = wholeAnswer(came)
      if (!whole || !current) return
      if (current.good(whole, came)) tally.times.push(performance.now() - current.due)
      else tally.failed++
      came = came.subarray(whole.length)
      current = undefined
      next()
    })
    return made.on("error", () => {}).on("close", () => made === socket && lost())
  }
  const next = () => {
    if (current || queue.length === 0) return
    current = queue.shift()
    socket ??= open()
    socket.write(current?.text() ?? "")
  }
  return {
    push: (request: Request) => {
      queue.push(request)
      next()
    },
    waiting: () => queue.length + (current ? 1 : 0),
    end: () => {
      tally.failed += queue.splice(0).length + (current ? 1 : 0)
      current = undefined
      socket?.destroy()
    },
  }
}

type Lane = ReturnType<typeof laneOf>

/** Viewers share connections as behind a proxy; each knows only what it has seen, and asks whether that has changed. */
function viewerOf(path: string): (due: number) => Request {
  let etag = ""
  const text = () =>
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n${etag && `If-None-Match: ${etag}\r\n`}\r\n`
  const good = (whole: Whole) => {
    etag = whole.etag ?? etag
    return whole.status === 200 || whole.status === 304
  }
  return (due) => ({ due, text, good })
}

const judgeOf = (judge: Judge): ((due: number) => Request) => {
  const text = markOf(judge)
  const good = ({ status }: Whole, came: Buffer) => status === 200 && came.includes('"code":"saved"')
  return (due) => ({ due, text, good })
}

/** Hands every lane its requests at the pace given, one after another. */
function paced(makers: readonly ((due: number) => Request)[], lanes: readonly Lane[], rate: number, began: number) {
  let count = 0
  return (until: number) => {
    for (let due = began + (count * 1000) / rate; due <= until; due = began + (++count * 1000) / rate)
      lanes[count % lanes.length]?.push((makers[count % makers.length] as (due: number) => Request)(due))
    return count
  }
}

function sideOf({ times, failed }: Tally, wanted: number, seconds: number): Side {
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  const told = { p50: at(0.5), p99: at(0.99), p999: at(0.999), most: sorted.at(-1) ?? 0 }
  return { wanted: wanted / seconds, perSecond: sorted.length / seconds, failed, ...told }
}

async function arrive({ port, seconds, judges, rate, viewers }: Arrivals): Promise<Arrived> {
  const [marks, polls]: Tally[] = [
    { times: [], failed: 0 },
    { times: [], failed: 0 },
  ] as const
  const judgeLanes = judges.map(() => laneOf(port, marks as Tally))
  const viewerLanes = Array.from({ length: Math.ceil(viewers.count / 8) }, () => laneOf(port, polls as Tally))
  const began = performance.now()
  const marking = paced(judges.map(judgeOf), judgeLanes, rate, began)
  const everyone = Array.from({ length: viewers.count }, () => viewerOf(viewers.path))
  const polling = paced(everyone, viewerLanes, viewers.count / viewers.everySeconds, began)
  const end = began + seconds * 1000
  const tick = () => new Promise((resolve) => setTimeout(resolve, 4))
  const all = [...judgeLanes, ...viewerLanes]
  for (;;) {
    const now = performance.now()
    marking(Math.min(now, end))
    polling(Math.min(now, end))
    const done = now > end && all.every((lane) => lane.waiting() === 0)
    if (done || now > end + PATIENCE) break
    await tick()
  }
  for (const lane of all) lane.end()
  const spent = (performance.now() - began) / 1000
  return {
    operations: sideOf(marks as Tally, marking(end), Math.max(seconds, spent)),
    viewers: sideOf(polls as Tally, polling(end), Math.max(seconds, spent)),
  }
}

answering(arrive)
