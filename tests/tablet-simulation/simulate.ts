import { eq, inArray } from "drizzle-orm"
import type { Rules } from "#competition/contests/scheme.ts"
import { appoint, endSeat, issueCards } from "#competition/judging/panel/commands.ts"
import { reopenSheet } from "#competition/judging/sheets/commands.ts"
import type { Db } from "#db/db.ts"
import { markOperations, seats } from "#db/schema/index.ts"
import { at, makeEvent, officerScope, seatPanel } from "../competition/judging/world.ts"
import { seededRandom, testApp } from "../support/app.ts"
import { type Chance, chanceOf } from "./chance.ts"
import { type Seal, violationsOf } from "./checker.ts"
import { type Air, type Before, type Ledger, type Struck, strike } from "./network.ts"
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

const codes = ["A001", "A002"]
const panel = [
  ["judge", "J1", ["finish"]],
  ["judge", "J2", ["finish"]],
  ["scorekeeper", "S1", ["theory"]],
  ["scorekeeper", "S2", ["theory"]],
  ["head_judge", "H1", []],
] as const

type Options = { readonly steps?: number; readonly forgetful?: boolean }

/** One hall for one seed: tablets, faults and a server, and at the end everything that was broken. */
export async function simulate(db: Db, seed: number, struck: Struck, { steps = 60, forgetful = false }: Options = {}) {
  const chance = chanceOf(seed)
  let second = 0
  const clock = () => new Date(at.getTime() + second * 1000)
  let server = testApp(db, clock)
  const world = await makeEvent(db, { codes, rules })
  const seat = await seatPanel(db, world.eventId, panel)
  const ledger: Ledger = new Map()
  const air: Air = { chance, struck, ledger, late: [], calm: false }
  const seals: Seal[] = []
  const before: Before = async (ids) => {
    second++
    if (forgetful && ids.length > 0) await db.delete(markOperations).where(inArray(markOperations.id, [...ids]))
  }
  const devices = ["J1", "J2", "S1", "S2"].map((alias) => {
    const cookies: Record<string, string> = { judge: seat(alias).token }
    return { alias, cookies, seatId: seat(alias).seatId, code: seat(alias).code }
  })
  const make = (device: (typeof devices)[number], name: string) =>
    makeTablet({ air, name, clock, chance, before, cookies: device.cookies, server: () => server }, device.code)
  const tablets: { tablet: Tablet; device: (typeof devices)[number] }[] = []
  for (const device of devices) {
    const tablet = await make(device, `tablet-${seed}-${device.alias}`)
    await tablet.load()
    tablets.push({ tablet, device })
  }

  const note = async () => {
    for (const row of await db.select().from(seats).where(eq(seats.eventId, world.eventId))) {
      const open = seals.find((one) => one.seatId === row.id && one.to === undefined)
      if (row.signedAt && !open) seals.push({ seatId: row.id, from: row.signedAt, to: undefined })
    }
  }

  const acts: Record<string, (of: (typeof tablets)[number]) => Promise<unknown>> = {
    tap: ({ tablet }) => tap(tablet, chance),
    drain: ({ tablet }) => tablet.drain(),
    twoTabs: ({ tablet }) => {
      strike(struck, "two_tabs")
      return tablet.drainTwice()
    },
    cut: async ({ tablet }) => {
      if (!tablet.cut) strike(struck, "cut")
      tablet.setCut(!tablet.cut)
    },
    late: async () => {
      const [packet] = air.late.splice(chance.below(Math.max(1, air.late.length)), 1)
      await packet?.()
    },
    restart: async () => {
      strike(struck, "restart")
      server = testApp(db, clock)
    },
    skew: async ({ tablet }) => {
      strike(struck, "skew")
      tablet.skew(chance.one([-1, 0, 1]))
    },
    evict: async ({ tablet }) => {
      if (!chance.hits(0.3)) return
      await tablet.evict()
      await tablet.load()
    },
    expire: async ({ device }) => {
      strike(struck, "expired")
      delete device.cookies.judge
    },
    signIn: async ({ tablet, device }) => {
      if (!device.cookies.judge) await tablet.signIn()
    },
    takeOver: async ({ device }) => {
      if (!chance.hits(0.3)) return
      strike(struck, "take_over")
      const other = { ...device, cookies: {} as Record<string, string> }
      const tablet = await make(other, `tablet-${seed}-${tablets.length}`)
      if (await tablet.signIn()) await tablet.load()
      tablets.push({ tablet, device: other })
    },
    swap: async (of) => {
      if (!chance.hits(0.3) || !of.device.alias.startsWith("J") || !of.device.cookies.judge) return
      const officer = await officerScope(db, world.eventId, clock())
      const ended = await endSeat(officer, of.device.seatId, "换人")
      if (!ended.ok) return
      strike(struck, "swap")
      const alias = `${of.device.alias}x`
      const made = await appoint(officer, world.eventId, { role: "judge", alias, personId: null, slots: ["finish"] })
      if (!made.ok) return
      const cards = await issueCards(
        officer,
        world.eventId,
        [made.value.id],
        seededRandom(`${world.eventId} ${seed} ${alias}`),
      )
      const code = cards.ok ? cards.value[0]?.code : undefined
      // The old judge's operations go first: to the head judge, since the seat has ended.
      air.calm = true
      of.tablet.setCut(false)
      for (let round = 0; round < 20 && (await of.tablet.drain()) === "answered"; round++);
      air.calm = false
      await settleAll(of.tablet, chance, struck)
      if (code && (await of.tablet.clear()) && (await of.tablet.signIn(code))) {
        of.device = { ...of.device, alias, seatId: made.value.id, code }
        await of.tablet.load()
      }
    },
    decide: ({ tablet }) => settleAll(tablet, chance, struck),
    sign: async ({ tablet }) => {
      const item = await tablet.tab.sign()
      if (item) tablet.made.add(item.id)
    },
    reopen: async ({ device }) => {
      second++
      const opened = await reopenSheet(seat("H1").scope(clock()), device.alias, "更正")
      const open = seals.find((one) => one.seatId === device.seatId && one.to === undefined)
      if (opened.ok && open) open.to = clock()
    },
  }
  // Judges mostly mark, and tablets mostly send.
  const names = [...Object.keys(acts), ...Array(14).fill("tap"), ...Array(10).fill("drain")]
  for (let step = 0; step < steps; step++) {
    second++
    await acts[chance.one(names)]?.(chance.one(tablets))
    await note()
  }

  // The hall calms down: what is late arrives, every tablet gets its network and its seat back, and all is sent.
  air.calm = true
  while (air.late.length > 0) await air.late.splice(chance.below(air.late.length), 1)[0]?.()
  for (const { tablet, device } of tablets) {
    tablet.setCut(false)
    if (!device.cookies.judge) await tablet.signIn()
    for (let round = 0; round < 60; round++) {
      const went = await tablet.drain()
      await settleAll(tablet, chance, struck)
      // Nothing goes past a conflict to a signature: what a decision has set free goes in the next round.
      if (went === "idle" && (await tablet.view())?.unsent === 0) break
      // Its seat has ended and it knows it no more: what it holds stays on it, for the people of the desk.
      if ((went === "signed_out" || went === "taken_over") && !(await tablet.signIn())) {
        await tablet.strand()
        break
      }
    }
    await note()
  }
  const found = await violationsOf({
    db,
    eventId: world.eventId,
    tablets: tablets.map(({ tablet }) => tablet),
    ledger,
    seals,
  })
  for (const { tablet } of tablets) await tablet.end()
  return { violations: found, operations: ledger.size }
}

async function tap(tablet: Tablet, chance: Chance): Promise<void> {
  const view = await tablet.view()
  if (!view) return
  const place = { entry: chance.one(codes), slot: view.session.slots[0]?.slot ?? "finish" }
  const value = chance.hits(0.05) ? "1000" : `${chance.below(20) / 2}`
  const wish = chance.hits(0.1)
    ? { kind: "clear" as const, ...place }
    : chance.hits(0.1)
      ? { kind: "remark" as const, ...place, value, reason: "复核" }
      : chance.hits(0.05)
        ? { kind: "call" as const, entry: place.entry }
        : { kind: "mark" as const, ...place, value }
  const item = await tablet.tab.put(wish)
  if (item) tablet.made.add(item.id)
}

/** The judge looks at every conflict and picks one side, and reads every refusal. */
async function settleAll(tablet: Tablet, chance: Chance, struck: Struck): Promise<void> {
  const before = (await tablet.view())?.items ?? []
  for (const { id, state } of before) {
    if (state !== "conflict" && state !== "refused") continue
    if (state === "conflict") strike(struck, "conflict")
    if (state === "conflict" && chance.hits(0.5)) await tablet.tab.keepMine(id)
    else await tablet.tab.keepTheirs(id)
  }
  for (const { id } of (await tablet.view())?.items ?? []) tablet.made.add(id)
}
