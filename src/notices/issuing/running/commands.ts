import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { type KeyedRow, noticeStrikes, notices } from "#db/schema/index.ts"
import type { StrikeCause, UpheldEffect } from "#db/words.ts"
import { translator } from "#i18n/translate.ts"
import { dayOf } from "#lib/dates.ts"
import { redactText } from "#lib/redaction.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { againstMove, type Beginning, beginPeriod, lockNotice, saveNotice } from "../commands.ts"
import { type Notice, noticeById, noticesOf, type Subject, standingOf } from "../queries.ts"
import { checkedRows } from "../rows.ts"
import { outcomeOfRow, reasonAgainstClosing } from "../workflow.ts"

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

/**
 * Takes the lines of somebody who has left the selection off every list that is up: struck out, or, where the selection
 * has it so and the period runs, left out of a new list with a whole period. What an upheld objection asks goes before.
 */
export async function takeOff(
  scope: Scope,
  subject: Subject,
  isTheirs: (key: string) => boolean,
  effect: UpheldEffect,
): Promise<Result<void>> {
  for (const { id, state } of await noticesOf(scope, subject)) {
    const found = state === "open" ? await lockShown(scope, id) : undefined
    if (!found?.list) continue
    const standing = await standingOf(scope, found)
    const keys = found.list.rows.flatMap(({ key }) => {
      const isOpen = isTheirs(key) && !standing.strikes.has(key) && outcomeOfRow(standing, key) !== "upheld"
      return isOpen ? [key] : []
    })
    for (const key of keys) {
      const struck = await strikeOut(scope, found, { key, cause: "left", words: "" })
      if (!struck.ok) return struck
    }
    const left = found.list.rows.filter(({ key }) => !standing.strikes.has(key) && !keys.includes(key))
    if (keys.length === 0 || effect === "strike" || standing.ended || left.length === 0) continue
    const begun = await renew(scope, found, left)
    if (!begun.ok) return begun
  }
  return ok(undefined)
}

/** A notice that is up, locked, for a caller that acts for the selection and not for the notice's office. */
async function lockShown(scope: Scope, id: number): Promise<Notice | undefined> {
  await scope.db.select({ id: notices.id }).from(notices).where(eq(notices.id, id)).for("update")
  const found = await noticeById(scope, id)
  return found?.notice.state === "open" ? found : undefined
}

/** The list without those who left, from today on; the strikes of the list before stay with that list's keys. */
async function renew(scope: Scope, found: Notice, rows: readonly KeyedRow[]): Promise<Result<void>> {
  const firstDay = dayOf(scope.now)
  const begun = await beginPeriod(scope, found, { rows, firstDay, confirmed: true, reason: leftReason })
  if (!begun.ok) return begun
  const saved = await saveNotice(scope, found, found.notice.version, {})
  const facts = { ...begun.value, reason: leftReason }
  if (saved.ok) await record(scope, "notice.restart", { kind: "notice", id: found.notice.id }, facts)
  return saved
}

/** What everybody reads beside the new list: in the language of the notices, as their other texts. */
const leftReason = translator("zh-CN")("notices.left_reason")

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
