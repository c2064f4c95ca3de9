import { transact } from "#db/db.ts"
import { anyAccount } from "#directory/setup/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { ok } from "#lib/result.ts"
import type { World } from "#main/boot.ts"
import { hold } from "./contests.ts"
import { cultivate } from "./craftsmen.ts"
import { choose } from "./experts.ts"
import { remember } from "./honours.ts"
import type { Card } from "./judging.ts"
import { recommend } from "./nominations.ts"
import { announce } from "./notices.ts"
import { settle } from "./people.ts"
import { contestPlans } from "./plans.ts"
import { select } from "./programmes.ts"
import { live } from "./register.ts"
import { rescue } from "./rescuers.ts"

/**
 * Fills an empty database with the demo city, all in one transaction: an interrupted start leaves nothing half made,
 * and thousands of small commits are spared. Gives the cards of the judges at work; a database that already has an
 * account is left alone and gives none.
 */
export async function populate(
  world: World,
  today: Date,
  say: (words: string) => void,
): Promise<readonly Card[] | undefined> {
  if (await anyAccount(world.db)) return undefined
  const cards: Card[] = []
  const scope = { ...world, actor: { kind: "public" } as const, now: today }
  await transact(scope, async (inner) => {
    say("Demo city 1/5: units and people")
    const { db, keys, closing } = inner
    const city = await settle({ db, keys, ...(closing && { closing }) }, new Date(today.getTime() - 200 * 86_400_000))
    say("Demo city 2/5: ten years of honours")
    const honourId = await remember(city, today)
    await select(city, today)
    await announce(city, today)
    if (world.files) await recommend(city, world.files, today)
    if (world.files) await cultivate(city, world.files, today)
    if (world.files) await rescue(city, world.files, today)
    if (world.files) cards.push(...(await choose(city, world.files, today)))
    await live(city, today)
    for (const [index, plan] of contestPlans(Number(dayOf(today).slice(0, 4))).entries()) {
      say(`Demo city ${index + 3}/5: ${plan.titleEn}`)
      cards.push(...(await hold(city, plan, honourId, today)))
    }
    return ok(undefined)
  })
  return cards
}
