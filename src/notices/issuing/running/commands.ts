import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { type KeyedRow, noticeStrikes } from "#db/schema/index.ts"
import type { StrikeCause } from "#db/words.ts"
import { redactText } from "#lib/redaction.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { againstMove, type Beginning, beginPeriod, lockNotice, saveNotice } from "../commands.ts"
import { type Notice, standingOf } from "../queries.ts"
import { checkedRows } from "../rows.ts"
import { reasonAgainstClosing } from "../workflow.ts"

type Restart = Beginning & { readonly version: number; readonly rows: readonly KeyedRow[]; readonly reason: string }

/** Shows a changed list: a new version that names the one before and says why, with a whole period of its own. */
export const restartNotice = (scope: Scope, id: number, { version, ...given }: Restart) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    const against = await againstMove(inner, found, "restart")
    if (against) return refuse(against)
    if (redactText(given.reason) !== given.reason) return refuse({ code: "text_holds_number", field: "reason" })
    const rows = checkedRows(given.rows)
    if (!rows.ok) return rows
    const begun = await beginPeriod(inner, found, given)
    if (!begun.ok) return begun
    const saved = await saveNotice(inner, found, version, {})
    const facts = { ...begun.value, reason: given.reason }
    if (saved.ok) await record(inner, "notice.restart", { kind: "notice", id }, facts)
    return saved
  })

type Strike = { readonly key: string; readonly cause: StrikeCause; readonly words: string }

/** Strikes a line out of an open notice, with words that everybody reads; its period goes on. Twice is once. */
export const strikeRow = (scope: Scope, id: number, strike: Strike) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (found.notice.state !== "open") return refuse({ code: "wrong_state" })
    return strikeOut(inner, found, strike)
  })

/** The same inside the transaction of a caller that has locked the notice. */
export async function strikeOut(scope: Scope, { notice, list }: Notice, strike: Strike): Promise<Result<void>> {
  if (!list?.rows.some(({ key }) => key === strike.key)) return refuse({ code: "no_such_row", field: "key" })
  if (redactText(strike.words) !== strike.words) return refuse({ code: "text_holds_number", field: "words" })
  const struckBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  const struck = await scope.db
    .insert(noticeStrikes)
    .values({ ...strike, noticeId: notice.id, struckBy, at: scope.now })
    .onConflictDoNothing()
    .returning({ id: noticeStrikes.id })
  if (struck.length > 0)
    await record(
      scope,
      "notice.strike",
      { kind: "notice", id: notice.id },
      { cause: strike.cause, words: strike.words },
    )
  return ok(undefined)
}

type Ending = { readonly version: number; readonly ending: string }

const endedBy = ({ actor, now }: Scope) => ({
  endedAt: now,
  endedBy: actor.kind === "account" ? actor.accountId : null,
})

/** Ends a notice whose period is over and whose objections all have their signed conclusions. */
export const closeNotice = (scope: Scope, id: number, { version, ending }: Ending) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    const against = await againstMove(inner, found, "close")
    if (against) return refuse(against)
    const reason = reasonAgainstClosing(await standingOf(inner, found))
    if (reason) return refuse({ code: reason })
    const set = { state: "closed", ending, ...endedBy(inner) } as const
    const saved = await saveNotice(inner, found, version, set)
    if (saved.ok) await record(inner, "notice.close", { kind: "notice", id }, { hash: found.list?.hash })
    return saved
  })

/** Takes a notice down for a reason: of an open one the page says so and shows no names any more. */
export const withdrawNotice = (scope: Scope, id: number, { version, ending }: Ending) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    const against = await againstMove(inner, found, "withdraw")
    if (against) return refuse(against)
    if (redactText(ending) !== ending) return refuse({ code: "text_holds_number", field: "ending" })
    const set = { state: "withdrawn", ending, ...endedBy(inner) } as const
    const saved = await saveNotice(inner, found, version, set)
    if (saved.ok) await record(inner, "notice.withdraw", { kind: "notice", id }, { reason: ending })
    return saved
  })
