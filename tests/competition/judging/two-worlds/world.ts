import { seededRandom, testApp } from "../../../support/app.ts"
import { freshDatabase } from "../../../support/database.ts"
import { makePerson, makeUnit } from "../../../support/people.ts"
import { at, makeEvent, seatPanel } from "../world.ts"

/** Everything by which one could tell who competes: names, where they stand in lists, and how many came before them. */
export type Identity = {
  readonly names: string
  /** The codes in the order in which the entrants signed up. */
  readonly codes: readonly string[]
  readonly strangers: number
  /** What a judge reads beside the mark; it says nothing of entrants unless a leak is planted. */
  readonly descriptor?: string
}

/** An event in a database of its own, with a clock that goes on a second a request and chance that is always the same. */
export async function worldOf({ names, codes, strangers, descriptor = "焊缝均匀" }: Identity) {
  const { db } = await freshDatabase()
  for (let at = 0; at < strangers; at++)
    await makePerson(db, await makeUnit(db, `${names}路厂${at}`), `${names}客${at}`)
  const { eventId } = await makeEvent(db, { names, codes, descriptor })
  const seat = await seatPanel(db, eventId, undefined, true, seededRandom("cards"))
  let seconds = 0
  const clock = () => new Date(at.getTime() + ++seconds * 1000)
  const { app, browser } = testApp(db, clock)
  return { app, browser, seat }
}

export type World = Awaited<ReturnType<typeof worldOf>>
