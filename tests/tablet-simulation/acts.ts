import { appoint, endSeat, issueCards } from "#competition/judging/panel/commands.ts"
import { reopenSheet } from "#competition/judging/sheets/commands.ts"
import { heldBack } from "../../src/browser/outbox/order.ts"
import { officerScope } from "../competition/judging/world.ts"
import { seededRandom } from "../support/app.ts"
import { strike } from "./faults.ts"
import { codes, type Hall, type Station } from "./hall.ts"
import { openSeal } from "./seals.ts"

type Act = (hall: Hall, station: Station) => Promise<unknown>

const tap: Act = async ({ chance }, { tablet }) => {
  const view = await tablet.view()
  if (!view) return
  const place = { entry: chance.one(codes), slot: view.session.slots[0]?.slot ?? "finish" }
  const value = chance.hits(0.05) ? "1000" : `${chance.below(20) / 2}`
  const wish = chance.hits(0.1)
    ? { kind: "clear" as const, ...place }
    : chance.hits(0.1)
      ? { kind: "remark" as const, ...place, value, reason: "复核" }
      : chance.hits(0.08)
        ? { kind: "not_observed" as const, ...place }
        : chance.hits(0.05)
          ? { kind: "call" as const, entry: place.entry }
          : { kind: "mark" as const, ...place, value }
  const item = await tablet.tab.put(wish)
  if (item) tablet.made.add(item.id)
}

const sign: Act = async (_, { tablet }) => {
  const item = await tablet.tab.sign()
  if (item) tablet.made.add(item.id)
}

/** The judge looks at every conflict and picks one side, and reads every refusal. */
export const decide: Act = async ({ chance, struck }, { tablet }) => {
  const before = (await tablet.view())?.items ?? []
  for (const { id, state } of before) {
    if (state !== "conflict" && state !== "refused") continue
    if (state === "conflict") strike(struck, "conflict")
    if (state === "conflict" && chance.hits(0.5)) await tablet.tab.keepMine(id)
    else await tablet.tab.keepTheirs(id)
  }
  for (const { id } of (await tablet.view())?.items ?? []) tablet.made.add(id)
}

const cut: Act = async ({ struck }, { tablet }) => {
  if (!tablet.cut) strike(struck, "cut")
  tablet.setCut(!tablet.cut)
}

const late: Act = async ({ air, chance }) => {
  const [packet] = air.late.splice(chance.below(Math.max(1, air.late.length)), 1)
  await packet?.()
}

/** Killed between two statements, and started again. */
const serverCrash: Act = async ({ server, struck, chance }, { tablet }) => {
  server.dieAfter(chance.below(8))
  await tablet.drain()
  if (server.died) strike(struck, "server_crash")
  server.restart()
}

const evict: Act = async ({ chance }, { tablet }) => {
  if (!chance.hits(0.3)) return
  await tablet.evict()
  await tablet.load()
}

const takeOver: Act = async ({ chance, struck, stations, make, seed }, { device }) => {
  if (!chance.hits(0.3)) return
  strike(struck, "take_over")
  const other = { ...device, cookies: {} }
  const tablet = await make(other, `tablet-${seed}-${stations.length}`)
  if (await tablet.signIn()) await tablet.load()
  stations.push({ tablet, device: other })
}

/** A judge is replaced, and the same tablet goes to the one who follows: but not with anything unsent on it. */
const swap: Act = async (hall, station) => {
  const { chance, db, eventId, clock, struck, air, seed } = hall
  const { tablet, device } = station
  if (!chance.hits(0.6) || !device.alias.startsWith("J") || !device.cookies.judge) return
  const officer = await officerScope(db, eventId, clock())
  const ended = await endSeat(officer, device.seatId, "换人")
  if (!ended.ok) return
  strike(struck, "swap")
  const alias = `${device.alias}x`
  const made = await appoint(officer, eventId, { role: "judge", alias, personId: null, slots: ["finish"] })
  if (!made.ok) return
  const cards = await issueCards(officer, eventId, [made.value.id], seededRandom(`${eventId} ${seed} ${alias}`))
  const code = cards.ok ? cards.value[0]?.code : undefined
  if (heldBack((await tablet.view())?.items ?? []) > 0 && (await tablet.clear()))
    hall.broken.push(`${tablet.name} changed hands with something unsent`)
  // The old judge's operations go first: to the head judge, since the seat has ended.
  air.calm = true
  tablet.setCut(false)
  for (let round = 0; round < 20 && (await tablet.drain()) === "answered"; round++);
  air.calm = false
  await decide(hall, station)
  if (code && (await tablet.clear()) && (await tablet.signIn(code))) {
    station.device = { ...device, alias, seatId: made.value.id, code }
    await tablet.load()
  }
}

const reopen: Act = async ({ tick, seat, clock, seals, noteSeals }, { device }) => {
  await noteSeals()
  tick()
  const opened = await reopenSheet(seat("H1").scope(clock()), device.alias, "更正")
  const open = openSeal(seals, device.seatId)
  if (opened.ok && open) open.to = clock()
}

const acts: Readonly<Record<string, Act>> = {
  tap,
  sign,
  decide,
  cut,
  late,
  serverCrash,
  evict,
  takeOver,
  swap,
  reopen,
  drain: (_, { tablet }) => tablet.drain(),
  pageCrash: ({ chance }, { tablet }) => tablet.crash(chance.below(3)),
  twoTabs: ({ struck }, { tablet }) => {
    strike(struck, "two_tabs")
    return tablet.drainTwice()
  },
  restart: async ({ struck, server }) => {
    strike(struck, "restart")
    server.restart()
  },
  skew: async ({ struck, chance }, { tablet }) => {
    strike(struck, "skew")
    tablet.skew(chance.one([-1, 0, 1]))
  },
  expire: async ({ struck }, { device }) => {
    strike(struck, "expired")
    delete device.cookies.judge
  },
  signIn: async (_, { tablet, device }) => {
    if (!device.cookies.judge) await tablet.signIn()
  },
}

// Judges mostly mark, and tablets mostly send.
const names = [...Object.keys(acts), ...Array(14).fill("tap"), ...Array(10).fill("drain")]

/** One thing that happens somewhere in the hall. */
export async function step(hall: Hall): Promise<void> {
  hall.tick()
  await acts[hall.chance.one(names)]?.(hall, hall.chance.one(hall.stations))
}
