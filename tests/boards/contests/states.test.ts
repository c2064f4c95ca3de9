import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { countContests, findAnnounced, listContests } from "#boards/contests/queries.ts"
import { publicStates } from "#boards/contests/states.ts"
import { contests, eventRules, events, resultVersions } from "#db/schema/index.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeBareEvent } from "../../support/events.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const officer = await makeOfficer(db, city, "contest_officer")
/** The first of May in China, where it is still April in London. */
const now = new Date("2026-04-30T16:30:00Z")
const later = new Date("2026-05-05T00:00:00Z")
const visitor = testApp(db, () => now).browser()

type Version = { readonly visibleFrom: Date }

/** A contest on these days, each of its events with a published result or without. */
async function hold(
  slug: string,
  days: readonly [string, string],
  results: readonly (Version | undefined)[],
  state = {},
) {
  const [startsOn, endsOn] = days
  const contest = { slug, startsOn, endsOn, ...state }
  const { event } = await makeBareEvent(db, city, { contest, event: { state: "judging" } })
  const [rules] = await db.select({ id: eventRules.id }).from(eventRules).where(eq(eventRules.eventId, event.id))
  const more = results.slice(1).map((_, at) => ({ ...event, id: undefined, code: `more-${at}` }))
  const others = more.length > 0 ? await db.insert(events).values(more).returning() : []
  for (const [at, { id: eventId }] of [event, ...others].entries()) {
    const result = results[at]
    const kept = { bundle: "{}", result: "{}", reason: "首次公布", publishedBy: officer, publishedAt: now }
    if (result)
      await db.insert(resultVersions).values({ ...kept, ...result, eventId, rulesId: rules?.id ?? 0, number: 1 })
  }
}

const out = { visibleFrom: now }
const waiting = { visibleFrom: later }
await hold("soon", ["2026-05-02", "2026-05-03"], [undefined])
await hold("first-day", ["2026-05-01", "2026-05-03"], [undefined, out])
await hold("last-day", ["2026-04-20", "2026-05-01"], [waiting])
await hold("over", ["2026-04-20", "2026-04-30"], [out, undefined])
await hold("embargoed", ["2026-04-20", "2026-04-30"], [waiting, out])
await hold("shown", ["2026-04-20", "2026-05-09"], [out, out])
await hold("ended", ["2026-04-20", "2026-04-30"], [undefined], { state: "closed" })
await hold("secret", ["2026-04-20", "2026-04-30"], [out], { state: "draft" })

const at = (moment: Date) => scopeOf(db, { kind: "public" }, moment)
const page = { number: 1, size: 50, offset: 0 }

test.each([
  ["soon", "announced", "awaiting"],
  ["first-day", "under_way", "awaiting"],
  ["last-day", "under_way", "published"],
  ["over", "awaiting", "awaiting"],
  ["embargoed", "awaiting", "published"],
  ["shown", "published", "published"],
  ["ended", "closed", "closed"],
  ["secret", undefined, undefined],
])("%s is %s on the first of May in China, and %s on the fifth", async (slug, first, fifth) => {
  expect([(await findAnnounced(at(now), slug))?.state, (await findAnnounced(at(later), slug))?.state]).toEqual([
    first,
    fifth,
  ])
})

test("each state lists what is in it, as many as are counted", async () => {
  const counts = await countContests(at(now))
  for (const state of publicStates) {
    const listed = await listContests(at(now), { year: 2026, state }, page)
    expect(listed.every((one) => one.state === state)).toBe(true)
    expect(listed.length).toBe(counts.find((one) => one.state === state)?.count ?? 0)
  }
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe((await db.select().from(contests)).length - 1)
  const text = await visitor.text("/contests?state=under_way")
  expect([text.includes("/contests/first-day"), text.includes("/contests/over"), text.includes("进行中")]).toEqual([
    true,
    false,
    true,
  ])
})
