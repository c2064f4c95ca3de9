import { eq } from "drizzle-orm"
import type { Rules } from "#competition/contests/scheme.ts"
import { appoint, issueCards, startJudging } from "#competition/judging/panel/commands.ts"
import { takeSeat } from "#competition/judging/seats/commands.ts"
import type { Db, Scope } from "#db/db.ts"
import { type Conduct, contests, duties, entries, events, seatDevices, seats } from "#db/schema/index.ts"
import type { EntryStatus, EventState } from "#db/words.ts"
import type { Actor, SeatActor, SeatRole } from "#lib/actor.ts"
import { scopeOf, seededRandom } from "../../support/app.ts"
import { makeBareEvent } from "../../support/events.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

export const at = new Date("2026-05-02T01:00:00Z")

/** Two criteria judged by three, one measured, one value that a node needs, one that only orders. */
export const rules: Rules = {
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "finish", kind: "judged", judges: 3, combine: "mean", max: "10", step: "0.5", drop: { high: 1 } },
      { key: "safety", kind: "judged", judges: 1, combine: "sum", max: "5", missing: "0" },
      { key: "theory", kind: "measured", max: "100", step: "0.5" },
      { key: "hard", kind: "value", name: "difficulty" },
    ],
  },
  ranking: {
    order: [
      { by: "total", direction: "desc" },
      { by: "value:minutes", direction: "asc" },
    ],
    places: "skip",
  },
}

let worlds = 0

type World = {
  names?: string
  codes?: readonly string[]
  state?: EventState
  rules?: Rules
  descriptor?: string
  conduct?: Record<string, Conduct>
}

/** An event with drawn codes and a contest officer; names differ by world, nothing else does. */
export async function makeEvent(
  db: Db,
  { names = `第${++worlds}`, codes = ["A001", "A002"], state = "drawn", descriptor = "焊缝均匀", ...more }: World = {},
) {
  const root = await makeUnit(db, `${names}城总工会`)
  const factory = await makeUnit(db, `${names}钢厂`, root)
  const officerId = await makeOfficer(db, root, "contest_officer", `${names}赛务`)
  const conduct = more.conduct && { conduct: more.conduct }
  const titles = { nodes: { finish: { zh: "外观", en: "Finish", descriptor } }, values: {}, prizes: {}, ...conduct }
  const { contest, event } = await makeBareEvent(db, root, {
    contest: { state: "draft", registrationOpensAt: at, registrationClosesAt: at, createdAt: at },
    event: { state, createdAt: at },
    rules: { rules: more.rules ?? rules, titles, createdAt: at },
  })
  const entryIds: Record<string, number> = {}
  for (const [index, code] of codes.entries()) {
    const person = await makePerson(db, factory, `${names}某${index}`)
    entryIds[code] = await makeEntry(db, { eventId: event.id, unitId: factory.id, personId: person.id, code })
  }
  return { root, factory, officerId, contest, event, eventId: event.id, entryIds }
}

async function makeEntry(db: Db, row: { eventId: number; unitId: number; personId: number; code: string }) {
  const [entry] = await db
    .insert(entries)
    .values({ ...row, registration: "approved", createdAt: at })
    .returning({ id: entries.id })
  return entry?.id ?? 0
}

export const setStatus = (db: Db, entryId: number, status: EntryStatus) =>
  db.update(entries).set({ status }).where(eq(entries.id, entryId))

export async function officerScope(db: Db, eventId: number, now = at): Promise<Scope> {
  const [row] = await db
    .select({ duty: duties, contestId: events.contestId })
    .from(events)
    .innerJoin(contests, eq(contests.id, events.contestId))
    .innerJoin(duties, eq(duties.unitId, contests.hostUnitId))
    .where(eq(events.id, eventId))
  const duty = { kind: "contest_officer" as const, unitId: null, unitPath: null, contestId: row?.contestId ?? 0 }
  const actor: Actor = { kind: "account", accountId: 1, personId: row?.duty.personId ?? 0, name: "", duties: [duty] }
  return scopeOf(db, actor, now)
}

const anyChance = seededRandom("world")

export type Seated = { actor: SeatActor; code: string; token: string; scope: (now?: Date) => Scope; seatId: number }

export const standardSeats: readonly (readonly [SeatRole, string, readonly string[]])[] = [
  ["judge", "J1", ["finish", "safety"]],
  ["judge", "J2", ["finish"]],
  ["judge", "J3", ["finish"]],
  ["scorekeeper", "S1", ["theory", "value:difficulty", "value:minutes"]],
  ["head_judge", "H1", []],
]

/** A panel with cards and a device each, through the commands; judging has started. */
export async function seatPanel(db: Db, eventId: number, panel = standardSeats, start = true, random = anyChance) {
  const scope = await officerScope(db, eventId)
  for (const [role, alias, slots] of panel) {
    const made = await appoint(scope, eventId, { role, alias, personId: null, slots })
    if (!made.ok) throw new Error(made.refusal.code)
  }
  const issued = await issueCards(scope, eventId, [], random)
  if (!issued.ok) throw new Error(issued.refusal.code)
  if (start) {
    const started = await startJudging(scope, eventId)
    if (!started.ok) throw new Error(started.refusal.code)
  }
  const seated: Record<string, Seated> = {}
  for (const { seat, code } of issued.value) seated[seat.alias] = await sit(db, code, random)
  return (alias: string): Seated => {
    const one = seated[alias]
    if (!one) throw new Error(`no seat ${alias}`)
    return one
  }
}

export async function sit(db: Db, code: string, random = anyChance): Promise<Seated> {
  const scope = scopeOf(db, { kind: "public" }, at)
  const taken = await takeSeat(scope, code, { token: undefined, label: "ipad", random }, true)
  if (!taken.ok) throw new Error(taken.refusal.code)
  const { seat, token } = taken.value
  const devices = await db.select().from(seatDevices).where(eq(seatDevices.seatId, seat.id))
  const deviceId = devices.find(({ endedAt }) => !endedAt)?.id ?? 0
  const { id: seatId, eventId, role, alias } = seat
  const actor: SeatActor = { kind: "seat", seatId, deviceId, eventId, role, alias }
  return { actor, code, token, seatId, scope: (now = at) => scopeOf(db, actor, now) }
}

let serial = 0
export const operationId = () => `00000000-0000-7000-8000-${String(++serial).padStart(12, "0")}`

export const seatRow = async (db: Db, seatId: number) => (await db.select().from(seats).where(eq(seats.id, seatId)))[0]
