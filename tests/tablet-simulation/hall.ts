import { inArray } from "drizzle-orm"
import type { Rules } from "#competition/contests/scheme.ts"
import type { Db } from "#db/db.ts"
import { markOperations } from "#db/schema/index.ts"
import { at, makeEvent, type Seated, seatPanel } from "../competition/judging/world.ts"
import type { Chance } from "./chance.ts"
import type { Struck } from "./faults.ts"
import type { Air, Before, Ledger } from "./network.ts"
import { type Seal, sealsOf } from "./seals.ts"
import { type Server, type Shared, startServer } from "./server.ts"
import { makeTablet, type Tablet } from "./tablet.ts"

const rules: Rules = {
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "finish", kind: "judged", judges: 2, combine: "mean", max: "10", step: "0.5" },
      { key: "theory", kind: "measured", max: "100", missing: "0" },
    ],
  },
  ranking: { order: [{ by: "total", direction: "desc" }], places: "skip" },
}

/** Marks further apart than this are looked at again, and a judge may have seen nothing. */
const conduct = { finish: { spread: "4", unobserved: "omit" as const } }

export const codes = ["A001", "A002"]
const panel = [
  ["judge", "J1", ["finish"]],
  ["judge", "J2", ["finish"]],
  ["scorekeeper", "S1", ["theory"]],
  ["scorekeeper", "S2", ["theory"]],
  ["head_judge", "H1", []],
] as const

type Device = {
  readonly alias: string
  readonly cookies: Record<string, string>
  readonly seatId: number
  readonly code: string
}
/** A tablet and the seat at which it stands. */
export type Station = { readonly tablet: Tablet; device: Device }

/** All of one hall: what plays in it knows nothing of any other. */
export type Hall = {
  readonly db: Db
  readonly seed: number
  readonly eventId: number
  readonly entryIds: Readonly<Record<string, number>>
  readonly chance: Chance
  readonly struck: Struck
  readonly server: Server
  readonly air: Air
  readonly stations: Station[]
  readonly seals: Seal[]
  /** What was seen to go wrong on the way. */
  readonly broken: string[]
  readonly seat: (alias: string) => Seated
  readonly clock: () => Date
  readonly tick: () => void
  readonly make: (device: Device, name: string) => Promise<Tablet>
  readonly noteSeals: () => Promise<void>
}

type Wanted = {
  readonly seed: number
  readonly chance: Chance
  readonly struck: Struck
  readonly forgetful: boolean
  readonly inTurn: boolean
}

/** An event with its panel, and a tablet at every seat but the head judge's. */
export async function openHall(shared: Shared, { seed, chance, struck, forgetful, inTurn }: Wanted): Promise<Hall> {
  const { db } = shared
  let second = 0
  const clock = () => new Date(at.getTime() + second * 1000)
  const tick = () => void second++
  const { eventId, entryIds } = await makeEvent(db, { codes, rules, conduct })
  const seat = await seatPanel(db, eventId, panel)
  const ledger: Ledger = new Map()
  const server = startServer(shared)
  const air: Air = { chance, struck, ledger, server, late: [], calm: false }
  const before: Before = async (ids) => {
    tick()
    if (forgetful && ids.length > 0) await db.delete(markOperations).where(inArray(markOperations.id, [...ids]))
  }
  const make: Hall["make"] = ({ cookies, code }, name) =>
    makeTablet({ air, name, clock, before, inTurn, cookies }, code)
  const stations: Station[] = []
  for (const alias of ["J1", "J2", "S1", "S2"]) {
    const { token, seatId, code } = seat(alias)
    const device = { alias, cookies: { judge: token }, seatId, code }
    stations.push({ tablet: await make(device, `tablet-${seed}-${alias}`), device })
  }
  const seals: Seal[] = []
  const broken: string[] = []
  const noteSeals = () => sealsOf(db, eventId, seals, broken)
  const told = { db, seed, eventId, entryIds, chance, struck, server, air, stations, seals, broken }
  return { ...told, seat, clock, tick, make, noteSeals }
}
