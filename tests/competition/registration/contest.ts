import type { Db } from "#db/db.ts"
import { contests, eventRules, events } from "#db/schema/index.ts"

const createdAt = new Date("2026-01-01T00:00:00Z")
export const during = new Date("2026-03-15T00:00:00Z")
export const after = new Date("2026-04-15T00:00:00Z")

let serial = 0

/** An announced contest with one event that takes entries in March 2026. */
export async function makeOpenEvent(
  db: Db,
  host: { id: number },
  facts: Partial<typeof events.$inferInsert> = {},
  rules: object = {},
) {
  const number = ++serial
  const [contest] = await db
    .insert(contests)
    .values({
      hostUnitId: host.id,
      slug: `contest-${number}`,
      titleZh: `第${number}届技能大赛`,
      titleEn: `Skills contest ${number}`,
      hosts: "",
      tier: "",
      approvalBasis: "",
      place: "江城",
      startsOn: "2026-05-01",
      endsOn: "2026-05-02",
      registrationOpensAt: new Date("2026-03-01T00:00:00Z"),
      registrationClosesAt: new Date("2026-04-01T00:00:00Z"),
      state: "announced",
      createdAt,
    })
    .returning()
  const [event] = await db
    .insert(events)
    .values({
      contestId: contest?.id ?? 0,
      code: "fitter",
      titleZh: "钳工",
      titleEn: "Fitter",
      entrantGroup: "worker",
      eligibility: {},
      state: "registration",
      createdAt,
      ...facts,
    })
    .returning()
  if (!contest || !event) throw new Error("no event was made")
  const titles = { nodes: {}, values: {}, prizes: {} }
  await db.insert(eventRules).values({
    eventId: event.id,
    number: 1,
    rules,
    titles,
    reason: "",
    createdAt,
  })
  return { contest, event }
}
