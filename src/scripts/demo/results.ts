import { eventById } from "#competition/contests/queries.ts"
import { saveMark } from "#competition/judging/marks/commands.ts"
import { reopenSheet, signSet, signSheet } from "#competition/judging/sheets/commands.ts"
import { decode, publish, reopen } from "#competition/results/commands.ts"
import { versionsOf } from "#competition/results/published/queries.ts"
import { findResult, listWitnesses } from "#competition/results/queries.ts"
import { confer } from "#honours/conferrals/commands.ts"
import { prizesOf } from "#honours/conferrals/plan.ts"
import { findConferral } from "#honours/conferrals/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { uuidv7 } from "#lib/uuid.ts"
import { seededBytes } from "./chance.ts"
import { done } from "./done.ts"
import { type Card, seated } from "./judging.ts"
import type { City } from "./people.ts"
import type { Correction } from "./plans.ts"

const versionOf = async (city: City, eventId: number) => (await eventById(city.db, eventId))?.version ?? 0

/** Opens the codes of a signed event and publishes its result. */
export async function announce(city: City, eventId: number, at: Date): Promise<void> {
  const officer = await city.as("contest", at)
  const managed = await findResult(officer, eventId)
  const [witness] = managed ? await listWitnesses(officer, managed) : []
  if (!witness) throw new Error("nobody can witness")
  done(await decode(officer, { eventId, version: await versionOf(city, eventId), witnessId: witness.id }))
  done(await publish(officer, { eventId, version: await versionOf(city, eventId), reason: "首次公布" }))
}

/** Sends a published result back, changes one mark on its sheet and publishes the next version. */
export async function correct(city: City, eventId: number, cards: readonly Card[], wrong: Correction, at: Date) {
  const { alias, entry, slot, value, reason } = wrong
  const officer = await city.as("contest", at)
  const codeOf = (wanted: (card: Card) => boolean) => cards.find(wanted)?.code ?? ""
  done(await reopen(officer, { eventId, version: await versionOf(city, eventId), reason }))
  const head = (
    await seated(
      city,
      codeOf(({ role }) => role === "head_judge"),
      at,
    )
  ).scope
  done(await reopenSheet(head, alias, reason))
  const { scope } = await seated(
    city,
    codeOf((card) => card.alias === alias),
    at,
  )
  const id = uuidv7(at, seededBytes(`correction ${eventId}`)(10))
  done(await saveMark(scope, { id, entry, slot, value, seenVersion: 1, reason }))
  done(await signSheet(scope))
  done(await signSet(head))
  done(await publish(officer, { eventId, version: await versionOf(city, eventId), reason }))
}

/** Confers every prize of the newest result as the honour of that id. */
export async function award(city: City, eventId: number, honourId: number, at: Date): Promise<void> {
  const [published] = await versionsOf(city.db, eventId)
  if (!published) throw new Error("nothing was published")
  const keeper = await city.as("honours", at)
  const found = await findConferral(keeper, published.id)
  if (!found) throw new Error("nothing to confer")
  const choices = prizesOf(found.rules, found.won, found.held).map(({ name, title }, index) => ({
    prize: name,
    honourId,
    rank: index + 1,
    gradeZh: title.zh,
    gradeEn: title.en,
  }))
  const documentNumber = `澜工发〔${dayOf(at).slice(0, 4)}〕41号`
  const decision = { decidedOn: dayOf(at), documentNumber, visibleFrom: null }
  done(await confer(keeper, { versionId: published.id, choices, decision }))
}
