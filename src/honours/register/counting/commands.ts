import { sql } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { boardCounts, decisionCounts } from "#db/schema/index.ts"

/** What has been visible since the beginning of time, as far as anybody still asks. */
const EVER = "1970-01-01T00:00:00Z"

/** No server's clock is a day late. */
const DAY = 86_400_000

/**
 * Adds up what has been visible for a day, so that boards read few rows; nothing that anybody sees changes. The rolls
 * that gained nothing since the last time are left alone.
 */
export async function foldCounts({ db, now }: Scope): Promise<void> {
  const due = sql`visible_from <= ${new Date(now.getTime() - DAY).toISOString()}`
  const fresh = sql`visible_from > ${EVER} and ${due}`
  await db.execute(sql`
    with gone as (delete from ${boardCounts} where ${due}
      and roll_id in (select roll_id from ${boardCounts} where ${fresh}) returning *)
    insert into ${boardCounts} (roll_id, district, section, visible_from, count)
    select roll_id, district, section, ${EVER}, sum(count) from gone group by 1, 2, 3 having sum(count) <> 0`)
  await db.execute(sql`
    with gone as (delete from ${decisionCounts} where ${due}
      and honour_id in (select honour_id from ${decisionCounts} where ${fresh}) returning *)
    insert into ${decisionCounts} (honour_id, year, document_number, decided_on, decision_id, visible_from, count)
    select honour_id, year, document_number, decided_on, decision_id, ${EVER}, sum(count) from gone
    group by 1, 2, 3, 4, 5 having sum(count) <> 0`)
}
