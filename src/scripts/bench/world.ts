import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "drizzle-orm"
import { actorOfAccount } from "#accounts/actors.ts"
import { type Scope, transact } from "#db/db.ts"
import { openDatabase } from "#db/open.ts"
import { addHonour, enter } from "#honours/register/commands.ts"
import { listConferringUnits } from "#honours/register/queries.ts"
import { ok } from "#lib/result.ts"
import { newKey } from "#secrets/key-file.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { type Client, createClient } from "../replay/client.ts"
import { signInSeat } from "../replay/drive.ts"
import { openJudging, setUpContest, signInOffice } from "../replay/office.ts"
import { staff } from "../replay/server.ts"
import { freePort, startServer } from "./children.ts"
import { makeDatabase } from "./database.ts"
import type { Judge } from "./requests.ts"

const slug = "bench"
const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"]
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"]

export type BenchWorld = Awaited<ReturnType<typeof makeWorld>>

/** A database of its own on a PostgreSQL, a board of 1,000 names, contests to judge, and the server on it. */
export async function makeWorld(admin: string, names: number, contests: number) {
  const { url, drop } = await makeDatabase(admin, "bench")
  const folder = mkdtempSync(join(tmpdir(), "laurel-bench-"))
  const [key, password] = [newKey(), crypto.randomUUID()]
  await fill(url, key, password, names)
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = { DATABASE_URL: url, LAUREL_KEY: key, PORT: `${port}`, HOST: "127.0.0.1", PUBLIC_ORIGIN: origin }
  const server = await startServer(env, join(folder, "log"))
  const events = await contestsOf(origin, password, contests)
  const end = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve))
    server.kill()
    await ended
    await drop()
    rmSync(folder, { recursive: true })
  }
  return { url, key, port, origin, slug, path: `/honours/${slug}`, ...events, end }
}

async function fill(url: string, key: string, password: string, names: number): Promise<void> {
  const database = await openDatabase({ databaseUrl: url, dataDir: "" })
  const world = { db: database.db, keys: keyringOf([key]) }
  await staff(world, password)
  const scope: Scope = { ...world, actor: { kind: "system", name: "bench" }, now: new Date() }
  const actor = await actorOfAccount(scope, 1)
  if (!actor) throw new Error("no officer")
  const made = await transact({ ...scope, actor }, (inner) => board(inner, names))
  if (!made.ok) throw new Error(made.refusal.code)
  // As autovacuum does within a minute: until then PostgreSQL knows nothing of so many rows.
  await database.db.execute(sql`analyze register_entries, register_rolls, board_counts, search_terms`)
  await database.close()
}

async function board(scope: Scope, names: number) {
  const [unit] = await listConferringUnits(scope)
  const unitId = unit?.id ?? 0
  const form = {
    titleZh: "基准劳动奖章",
    titleEn: "Bench medal",
    level: "municipal",
    recipientKind: "person",
    conferredBy: "重放",
  }
  const honour = await addHonour(scope, { ...form, slug, conferringUnitId: unitId, rank: 1 } as Parameters<
    typeof addHonour
  >[1])
  if (!honour.ok) return honour
  const entries = Array.from({ length: names }, (_, at) => ({
    honourId: honour.value.id,
    unitId,
    recipientName: `${surnames[at % 20]}${given[Math.floor(at / 20) % 20]}${given[(at * 7) % 20]}`,
    unitName: `第${at % 40}制造有限公司`,
    year: 2026 - (at % 10),
    decidedOn: `${2026 - (at % 10)}-04-20`,
    documentNumber: `〔${2026 - (at % 10)}〕1号`,
    source: "decision" as const,
    visibleFrom: scope.now,
  }))
  await enter(scope, "person", entries)
  return ok(undefined)
}

const codes = Array.from({ length: 40 }, (_, at) => `A${at + 1}`)
const aliasesOf = (judges: number) => Array.from({ length: judges }, (_, at) => `J${at + 1}`)

const bundleOf = (judges: number) =>
  new TextEncoder().encode(
    JSON.stringify({
      format: "laurel-contest/1",
      event: { code: "bench" },
      scheme: {
        key: "total",
        kind: "sum",
        parts: [{ key: "form", kind: "judged", judges, combine: "mean", max: "100" }],
      },
      ranking: { order: [{ by: "total", direction: "desc" }], places: "skip" },
      entries: codes.map((code) => ({ code, status: "competed" })),
      marks: codes.flatMap((entry) => aliasesOf(judges).map((judge) => ({ entry, node: "form", judge, value: "1" }))),
    }),
  )

/** Contests of eight judges each, half of them for the app, half to be written to by hand. */
async function contestsOf(origin: string, password: string, count: number) {
  const office = createClient(origin)
  await signInOffice(office, "officer", password)
  const seats: Judge[] = []
  const bare: number[] = []
  for (let at = 0; at < count * 2; at++) {
    const { event, cookies } = await openPanel({ office, origin }, `bench-${at}`, 8)
    if (at < count) seats.push(...judgesOf(cookies))
    else bare.push(event)
  }
  return { office, judges: seats, bareEvents: bare }
}

const judgesOf = (cookies: readonly string[]): Judge[] =>
  cookies.map((cookie) => ({ cookie, slot: "form", entries: codes }))

type Office = { readonly office: Client; readonly origin: string }

/** A contest that is being judged, and a tablet signed in for each of its judges. */
async function openPanel({ office, origin }: Office, slug: string, judges: number) {
  const event = await setUpContest(office, bundleOf(judges), slug, new Date().toISOString().slice(0, 10))
  const aliases = new Set(aliasesOf(judges))
  const cards = (await openJudging(office, event)).filter(({ alias }) => aliases.has(alias))
  const cookies: string[] = []
  for (const card of cards) cookies.push((await signInSeat(origin, card)).cookie())
  return { event, cookies }
}

/** A hall of so many judges in panels of ten, each at a tablet. */
export async function hallOf(world: Office, judges: number): Promise<Judge[]> {
  const seats: Judge[] = []
  for (let at = 0; seats.length < judges; at++)
    seats.push(...judgesOf((await openPanel(world, `hall-${at}`, Math.min(10, judges - seats.length))).cookies))
  return seats
}
