import { rulesOf } from "#competition/contests/queries.ts"
import { saveMark } from "#competition/judging/marks/commands.ts"
import { appoint, issueCards, startJudging } from "#competition/judging/panel/commands.ts"
import { leaveSeat, takeSeat } from "#competition/judging/seats/commands.ts"
import { deviceByToken } from "#competition/judging/seats/queries.ts"
import { signSet, signSheet } from "#competition/judging/sheets/commands.ts"
import { mayMark, type Slot, slotsOf } from "#competition/judging/slots.ts"
import { entriesOf } from "#competition/registration/queries.ts"
import type { Scope } from "#db/db.ts"
import type { SeatRole } from "#lib/actor.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { seededBytes } from "./chance.ts"
import { done } from "./done.ts"
import { marker } from "./marks.ts"
import type { City } from "./people.ts"

/** What opens a tablet: a judge's seat, or the place of a member of a committee. */
export type Card = { readonly alias: string; readonly role: SeatRole | "chair" | "member"; readonly code: string }

type Sitting = { readonly at: Date; readonly isRunning: boolean; readonly alike?: readonly string[] | undefined }

/** Seats a panel and lets it mark: all and signed, or about half of it, with the tablets free to be signed in. */
export async function judge(city: City, eventId: number, { at, isRunning, alike }: Sitting): Promise<Card[]> {
  const officer = await city.as("contest", at)
  const rules = await rulesOf(city.db, eventId)
  if (!rules) throw new Error("an event without rules")
  const slots = slotsOf(rules.rules, rules.titles)
  for (const seat of seatsFor(slots)) done(await appoint(officer, eventId, { ...seat, personId: null }))
  const cards = done(await issueCards(officer, eventId, [], seededBytes(`cards ${eventId}`)))
  done(await startJudging(officer, eventId))
  const codes = (await entriesOf(city.db, eventId)).flatMap(({ code }) => code ?? []).sort()
  for (const { seat, code } of cards.filter((card) => card.seat.role !== "head_judge")) {
    const share = isRunning ? shareDone(seat.alias) : 1
    const { scope, token } = await seated(city, code, at)
    const own = slots.filter((slot) => seat.slots.includes(slot.slot))
    const mark = marker(`event ${eventId}`, alike)
    await giveMarks(
      scope,
      (entry, slot) => mark(entry, slot, seat.alias),
      codes.slice(0, Math.round(codes.length * share)),
      own,
    )
    if (!isRunning) done(await signSheet(scope))
    done(await leaveSeat(scope, token))
  }
  const head = cards.find(({ seat }) => seat.role === "head_judge")
  if (!isRunning && head) done(await signSet((await seated(city, head.code, at)).scope))
  return cards.map(({ seat, code }) => ({ alias: seat.alias, role: seat.role, code }))
}

function seatsFor(slots: readonly Slot[]) {
  const judged = slots.filter((slot) => mayMark("judge", slot)).map(({ slot }) => slot)
  const kept = slots.filter((slot) => mayMark("scorekeeper", slot)).map(({ slot }) => slot)
  const judges = Math.max(0, ...slots.filter(({ kind }) => kind === "judged").map((slot) => slot.judges))
  const panel = Array.from({ length: judges }, (_, index) => ({
    role: "judge" as const,
    alias: `J${index + 1}`,
    slots: judged,
  }))
  const keeper = kept.length > 0 ? [{ role: "scorekeeper" as const, alias: "S1", slots: kept }] : []
  return [...panel, ...keeper, { role: "head_judge" as const, alias: "H1", slots: [] }]
}

/** Half-way through, judges are not equally far. */
const shareDone = (alias: string): number => ({ J1: 0.75, J2: 0.5, J3: 0.62, J4: 0.44, S1: 0.8 })[alias] ?? 0.38

/** A tablet that takes the seat of a card. */
export async function seated(city: City, code: string, at: Date): Promise<{ scope: Scope; token: string }> {
  const anybody: Scope = { ...city, actor: { kind: "public" }, now: at }
  const random = seededBytes(`tablet ${code} ${at.getTime()}`)
  const { token, seat } = done(await takeSeat(anybody, code, { token: undefined, label: "ipad", random }, true))
  const device = await deviceByToken(city.db, token)
  if (!device) throw new Error("a tablet was not bound")
  const { id: seatId, eventId, role, alias } = seat
  const actor = { kind: "seat", seatId, deviceId: device.device.id, eventId, role, alias } as const
  return { scope: { ...anybody, actor }, token }
}

type Mark = (entry: string, slot: Slot) => string | null

async function giveMarks(scope: Scope, mark: Mark, codes: readonly string[], slots: readonly Slot[]) {
  if (scope.actor.kind !== "seat") throw new Error("only seats give marks")
  const random = seededBytes(`operations ${scope.actor.seatId}`)
  let minute = scope.now.getTime()
  for (const entry of codes)
    for (const slot of slots) {
      const value = mark(entry, slot)
      if (value === null) continue
      minute += 20_000
      const now = new Date(minute)
      const id = uuidv7(now, random(10))
      done(await saveMark({ ...scope, now }, { id, entry, slot: slot.slot, value, seenVersion: 0 }))
    }
}
