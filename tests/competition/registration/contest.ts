import type { Db } from "#db/db.ts"
import type { events } from "#db/schema/index.ts"
import { makeBareEvent } from "../../support/events.ts"

export const during = new Date("2026-03-15T00:00:00Z")
export const after = new Date("2026-04-15T00:00:00Z")

let serial = 0

/** An announced contest with one event that takes entries in March 2026. */
export function makeOpenEvent(
  db: Db,
  host: { id: number },
  facts: Partial<typeof events.$inferInsert> = {},
  rules: object = {},
) {
  const number = ++serial
  return makeBareEvent(db, host, {
    contest: {
      slug: `contest-${number}`,
      titleZh: `第${number}届技能大赛`,
      titleEn: `Skills contest ${number}`,
      registrationOpensAt: new Date("2026-03-01T00:00:00Z"),
      registrationClosesAt: new Date("2026-04-01T00:00:00Z"),
    },
    event: { state: "registration", ...facts },
    rules: { rules },
  })
}
