import { decide, step } from "./acts.ts"
import { chanceOf } from "./chance.ts"
import { violationsOf } from "./checker.ts"
import type { Struck } from "./faults.ts"
import { type Hall, openHall, type Station } from "./hall.ts"
import type { Ledger } from "./network.ts"
import type { Shared } from "./server.ts"

type Options = {
  readonly steps?: number
  readonly forgetful?: boolean
  /** Two tabs send one after the other: which of two at once comes first is the machine's to say, and no seed's. */
  readonly inTurn?: boolean
}

export type Run = { readonly violations: readonly string[]; readonly ledger: Ledger; readonly totals: number }

/** One hall for one seed: tablets, faults and a server, and at the end everything that was broken. */
export async function simulate(shared: Shared, seed: number, struck: Struck, options: Options = {}): Promise<Run> {
  const { steps = 60, forgetful = false, inTurn = false } = options
  const chance = chanceOf(seed)
  const hall = await openHall(shared, { seed, chance, struck, forgetful, inTurn })
  return hall.server.open({ clock: hall.clock, random: chance.bytes }, () => play(hall, steps))
}

async function play(hall: Hall, steps: number): Promise<Run> {
  const { stations, air, noteSeals } = hall
  for (const { tablet } of stations) await tablet.load()
  for (let count = 0; count < steps; count++) {
    await step(hall)
    if (count % 5 === 0) await noteSeals()
  }
  // The hall calms down: what is late arrives, every tablet gets its network and its seat back, and all is sent.
  air.calm = true
  while (air.late.length > 0) await air.late.splice(hall.chance.below(air.late.length), 1)[0]?.()
  for (const station of stations) await settle(hall, station)
  const { violations, totals } = await violationsOf(hall)
  for (const { tablet } of stations) await tablet.end()
  return { violations, totals, ledger: air.ledger }
}

async function settle(hall: Hall, station: Station): Promise<void> {
  const { tablet, device } = station
  tablet.setCut(false)
  if (!device.cookies.judge) await tablet.signIn()
  for (let round = 0; round < 60; round++) {
    const went = await tablet.drain()
    await decide(hall, station)
    // Nothing goes past a conflict to a signature: what a decision has set free goes in the next round.
    if (went === "idle" && (await tablet.view())?.unsent === 0) break
    // Its seat has ended and it knows it no more: what it holds stays on it, for the people of the desk.
    if ((went === "signed_out" || went === "taken_over") && !(await tablet.signIn())) {
      await tablet.strand()
      break
    }
  }
  await hall.noteSeals()
}
