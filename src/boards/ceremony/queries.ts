import { titleIn } from "#competition/results/columns.ts"
import { findResult, standingOf } from "#competition/results/queries.ts"
import type { Scope } from "#db/db.ts"
import { ceremonySteps } from "./steps.ts"

export type Ceremony = NonNullable<Awaited<ReturnType<typeof ceremonyOf>>>

/** The ceremony of an event for whoever runs it, once the codes were opened; `steps` is empty before, and without prizes. */
export async function ceremonyOf(scope: Scope, eventId: number) {
  const managed = await findResult(scope, eventId)
  if (!managed) return undefined
  const { contest, event, decoding, present } = managed
  const { result, names, prizes } = await standingOf(scope, managed)
  const ready = decoding !== undefined && (event.state === "decoded" || event.state === "published")
  const winners = (ready ? (result?.entries ?? []) : []).map(({ entry, place, tied, total, prize }) => {
    const { name = entry, unitName = "" } = names.get(entry) ?? {}
    return { place, tied, total, prize, name, unitName }
  })
  const order = (present?.rules.rules.prizes ?? []).map(({ name }) => name)
  const won = winners.filter(({ prize }) => prize !== null)
  return {
    contest,
    event,
    ready,
    isPublic: event.state === "published",
    titleOf: (prize: string) => titleIn(prizes, prize),
    steps: won.length > 0 ? ceremonySteps(order, won) : [],
  }
}
