import type { Scope } from "#db/db.ts"
import { noticeSightings } from "#db/schema/index.ts"
import { minuteOf } from "#lib/dates.ts"
import { noticeById } from "../queries.ts"
import { openNow, seenThisHour } from "./queries.ts"

/** The local hour of an instant, `2026-05-01 14`. */
const hourOf = (at: Date): string => minuteOf(at).slice(0, 13)

async function note(scope: Scope, listId: number, byVisitor: boolean, answered: boolean): Promise<void> {
  const hour = hourOf(scope.now)
  await scope.db
    .insert(noticeSightings)
    .values({ listId, hour, byVisitor, at: scope.now, answered })
    .onConflictDoNothing()
}

/** Notes that a visitor opened the page of a list that is up: once an hour, so that no visit after it writes anything. */
export async function noteVisit(scope: Scope, listId: number): Promise<void> {
  if (!(await seenThisHour(scope, listId, hourOf(scope.now)))) await note(scope, listId, true, true)
}

/** Asks for a page as any visitor would, and gives what it showed. */
export type Ask = (path: string) => Promise<{ readonly status: number; readonly text: string }>

/** Once an hour: asks for the page of each open notice and notes whether it answered with the hash of its list. */
export async function checkNotices(scope: Scope, ask: Ask): Promise<number> {
  const open = await openNow(scope, hourOf(scope.now))
  for (const { noticeId, listId, hash } of open) {
    const { status, text } = await ask(`/notices/${noticeId}`)
    // Whoever restarts the notice meanwhile shows another list, whose own check comes next.
    const still = (await noticeById(scope, noticeId))?.list?.id === listId
    if (still) await note(scope, listId, false, status === 200 && text.includes(hash))
  }
  return open.length
}
