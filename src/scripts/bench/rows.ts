import type { Copy } from "./bare-copy.ts"
import type { BareMarks } from "./bare-marks.ts"
import { makeNominated } from "./bare-nominated.ts"
import type { BareStart } from "./bare-pages.ts"
import { childOf } from "./children.ts"
import type { Import } from "./imports.ts"
import type { Listing } from "./listing.ts"
import type { Load, Loaded } from "./load.ts"
import { alternated } from "./rounds.ts"
import type { BenchWorld } from "./world.ts"

/** One line of the table: `least` or `most` is what it must come to. */
export type Row = {
  readonly name: string
  readonly app: number
  readonly bare: number
  readonly unit: string
  readonly ratio: number
  readonly least?: number
  readonly most?: number
}

export type Size = { readonly rounds: number; readonly seconds: number; readonly connections: number }

/** Packed answers differ in their packing alone. */
const asWritten = { headers: { "Accept-Encoding": "identity" } }

const load = () => childOf<Load, Loaded>("load.ts")

async function measured(client: ReturnType<typeof load>, given: Load): Promise<number> {
  const { perSecond, failed } = await client.ask(given)
  if (failed > 0) throw new Error(`${failed} answers were not ${given.expected.status}`)
  return perSecond
}

/** The board as the app answers it; the same bytes and headers go to the bare server, but for what differs by request. */
async function boardOf({ origin, path }: BenchWorld) {
  const answer = await fetch(origin + path, asWritten)
  const headers = Object.fromEntries(answer.headers)
  for (const own of ["connection", "keep-alive", "date", "transfer-encoding", "content-length"]) delete headers[own]
  return { headers, text: await answer.text() }
}

/** Pages: kept, known to the visitor, and made anew for every request; bare node:http each time on the other side. */
export async function pageRows(world: BenchWorld, { rounds, ...size }: Size): Promise<Row[]> {
  const client = load()
  const bare = childOf<BareStart, { port: number }>("bare-pages.ts")
  const { headers, text } = await boardOf(world)
  const body = Buffer.from(text).toString("base64")
  const { port } = await bare.ask({
    url: world.url,
    slug: world.slug,
    origin: world.origin,
    issuer: "重放",
    page: { headers, body },
  })
  await sameBytes(world, port)
  const side = (to: number, get: Load["get"], status: number) => () =>
    measured(client, { port: to, ...size, ...(get && { get }), expected: { status } })
  const both = (get: Load["get"], status: number) =>
    alternated(rounds, side(world.port, get, status), side(port, get, status))
  const { path } = world
  const kept = await both({ path, header: "", numbered: false }, 200)
  const known = await both({ path, header: `If-None-Match: ${headers.etag}\r\n`, numbered: false }, 304)
  const made = await both({ path, header: "", numbered: true }, 200)
  client.end()
  bare.end()
  const unit = "requests/s"
  return [
    { name: "board, warm", ...kept, unit, least: 0.8 },
    { name: "board, 304", ...known, unit, least: 0.6 },
    { name: "board, uncached", ...made, unit, least: 0.7 },
  ]
}

/** Both sides must do the same work: the page that is made by hand is the app's, byte for byte. */
async function sameBytes({ origin, path }: BenchWorld, port: number): Promise<void> {
  const addresses = [`${origin}${path}?n=0`, `http://127.0.0.1:${port}${path}?n=0`]
  const [app, bare] = await Promise.all(addresses.map(async (address) => (await fetch(address, asWritten)).text()))
  if (app !== bare) throw new Error("the bare server makes another page than the app")
}

/** A mark over HTTP, against its rows written by hand with as many connections to the database. */
export async function markRow({ url, port, judges, bareEvents }: BenchWorld, { rounds, ...size }: Size): Promise<Row> {
  const client = load()
  const bare = childOf<BareMarks, { perSecond: number }>("bare-marks.ts")
  const connections = Math.min(size.connections, judges.length)
  const expected = { status: 200, text: '"code":"saved"' }
  const made = await alternated(
    rounds,
    () => measured(client, { port, ...size, connections, judges, expected }),
    async () => (await bare.ask({ url, events: bareEvents, ...size, connections })).perSecond,
  )
  client.end()
  bare.end()
  return { name: "mark saved over HTTP", ...made, unit: "marks/s", least: 0.4 }
}

/** People imported with all that the app does for each, against PostgreSQL taking the same rows as they are. */
export async function importRow({ url, key }: BenchWorld, count: number, rounds: number): Promise<Row> {
  const app = childOf<Import, { perSecond: number }>("imports.ts")
  const bare = childOf<Copy, { perSecond: number }>("bare-copy.ts")
  let turn = 0
  const made = await alternated(
    rounds,
    async () => (await app.ask({ url, key, turn: ++turn, count })).perSecond,
    async () => (await bare.ask({ url, turn })).perSecond,
  )
  app.end()
  bare.end()
  return { name: `import of ${count} people, and COPY`, ...made, unit: "people/s", least: 0.1 }
}

/** An officer's list of so many nominations by each of its filters, and of a hundredth: what grows in proportion is 100. */
export async function listRow(admin: string, count: number, rounds: number): Promise<Row> {
  const [many, few] = [await makeNominated(admin, count), await makeNominated(admin, count / 100)]
  const child = childOf<Listing, { ms: number }>("listing.ts")
  const timed = async ({ url, key }: typeof many) => (await child.ask({ url, key, times: 5 })).ms
  try {
    const made = await alternated(
      rounds,
      () => timed(many),
      () => timed(few),
    )
    return { name: `${count} nominations, and ${count / 100}`, ...made, unit: "ms", most: 3 }
  } finally {
    child.end()
    await Promise.all([many.drop(), few.drop()])
  }
}

/** Ranking so many entries, and half of them: what is slower than in proportion shows as more than 2. */
export async function rankingRow(entries: number, rounds: number): Promise<Row> {
  const child = childOf<number, { ms: number }>("ranking.ts", ["--max-old-space-size=6144", "--expose-gc"])
  await child.ask(Math.min(entries, 2000))
  const timed = async (count: number) => (await child.ask(count)).ms
  const made = await alternated(
    rounds,
    () => timed(entries),
    () => timed(entries / 2),
  )
  child.end()
  return { name: `ranking ${entries} × 5 × 5, and half`, ...made, unit: "ms", most: 2.3 }
}
