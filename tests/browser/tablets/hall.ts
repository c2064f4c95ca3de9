import { policies } from "#accounts/policy.ts"
import { openSession } from "#accounts/sessions.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import { seatDevices, seats } from "#db/schema/index.ts"
import type { World } from "#main/boot.ts"
import { makeEvent, seatPanel } from "../../competition/judging/world.ts"
import { startServer } from "../../journeys/process.ts"
import { scopeOf } from "../../support/app.ts"
import { entries, slotsOf } from "./plan.ts"

const rules: Rules = {
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "finish", kind: "judged", judges: 3, combine: "mean", max: "100", step: "0.5" },
      { key: "safety", kind: "judged", judges: 2, combine: "mean", max: "100", step: "0.5" },
    ],
  },
  ranking: { order: [{ by: "total", direction: "desc" }], places: "skip" },
}

/** A server process with an event of three judges, their codes, and an officer who is signed in. */
export async function openHall() {
  let made = { codes: {} as Record<string, string>, eventId: 0, sid: "" }
  const server = await startServer({
    prepare: async (world) => {
      made = await prepare(world)
    },
  })
  return { ...made, server, origin: server.office.origin }
}

export type Hall = Awaited<ReturnType<typeof openHall>>

/** An event of three judges, whose tablets have yet to be signed in. */
export async function prepare({ db }: World) {
  const { eventId, officerId } = await makeEvent(db, { names: "江", codes: entries, rules })
  const judges = Object.entries(slotsOf).map(([alias, slots]) => ["judge", alias, slots] as const)
  const seat = await seatPanel(db, eventId, [...judges, ["head_judge", "H1", []]])
  const codes = Object.fromEntries(judges.map(([, alias]) => [alias, seat(alias).code]))
  await db.update(seatDevices).set({ endedAt: new Date() })
  await db.update(seats).set({ validUntil: new Date(Date.now() + 86_400_000) })
  const scope = scopeOf(db, { kind: "system", name: "test" })
  return { codes, eventId, sid: await openSession(scope, policies.default, { accountId: officerId, device: "test" }) }
}
