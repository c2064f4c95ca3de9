import { eventById } from "#competition/contests/queries.ts"
import { decode, publish } from "#competition/results/commands.ts"
import { versionsOf } from "#competition/results/published/queries.ts"
import { findResult, listWitnesses } from "#competition/results/queries.ts"
import { confer } from "#honours/conferrals/commands.ts"
import { prizesOf } from "#honours/conferrals/plan.ts"
import { findConferral } from "#honours/conferrals/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { done } from "./done.ts"
import type { City } from "./people.ts"

/** Opens the codes, publishes the result and confers every prize as the honour of that id. */
export async function conclude(city: City, eventId: number, honourId: number, at: Date): Promise<void> {
  const officer = await city.as("contest", at)
  const version = async () => (await eventById(city.db, eventId))?.version ?? 0
  const managed = await findResult(officer, eventId)
  const [witness] = managed ? await listWitnesses(officer, managed) : []
  if (!witness) throw new Error("nobody can witness")
  done(await decode(officer, { eventId, version: await version(), witnessId: witness.id }))
  done(await publish(officer, { eventId, version: await version(), reason: "首次公布" }))
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
