import { and, eq } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { type KeyedRow, noticeLists, notices } from "#db/schema/index.ts"
import type { ListOrder, UpheldEffect } from "#db/words.ts"
import { unitById } from "#directory/organisations/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { redactText } from "#lib/redaction.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { calendarOf } from "../calendar/queries.ts"
import { isClosingTime, longestNotice } from "../calendar/working-days.ts"
import { contentOf, hashOf } from "./list.ts"
import { firstDayFault, periodFrom } from "./period.ts"
import { findNotice, type Notice, type NoticeRow, noticesOf, type Subject } from "./queries.ts"
import { checkedRows, inListOrder } from "./rows.ts"
import { type NoticeMove, noticeAfter } from "./workflow.ts"

/** What an officer, or the slice that asks for a notice, says of it. */
export type Given = Pick<
  NoticeRow,
  "unitId" | "title" | "basis" | "address" | "phone" | "mail" | "workingDays" | "closingTime" | "afterNoticeId"
> & {
  readonly rows: readonly KeyedRow[]
  readonly order: ListOrder
  readonly onUpheld: UpheldEffect
  readonly closesAfter?: number[]
}

/** Which notice of a subject is asked for, and where everybody reads what it is about. */
export type Asked = Subject & { readonly step: string; readonly about?: string }

/** From which day, and whether somebody has agreed to count a year by weekdays because its holidays are unknown. */
export type Beginning = { readonly firstDay: string; readonly confirmed: boolean }

/** Locks a notice of the actor's reach until the transaction ends: whoever objects, closes or restarts takes turns. */
export async function lockNotice(scope: Scope, id: number) {
  await scope.db.select({ id: notices.id }).from(notices).where(eq(notices.id, id)).for("update")
  return findNotice(scope, id)
}

const texts = ["title", "basis", "address", "phone", "mail"] as const

/** What speaks against a notice before anybody has seen it. */
async function faultOf(scope: Scope, given: Given): Promise<Refusal | undefined> {
  const unit = await unitById(scope.db, given.unitId)
  if (!unit || !mayInUnit(scope.actor, "notices.keep", unit)) return { code: "no_unit", field: "unit" }
  const personal = texts.find((name) => redactText(given[name]) !== given[name])
  if (personal) return { code: "text_holds_number", field: personal }
  if (!isClosingTime(given.closingTime)) return { code: "not_a_closing_time", field: "closingTime" }
  if (given.workingDays < 1 || given.workingDays > longestNotice) return { code: "not_a_period", field: "workingDays" }
  const before = given.afterNoticeId === null ? true : await findNotice(scope, given.afterNoticeId, "notices.read")
  if (!before) return { code: "no_notice_before", field: "after" }
  const rows = checkedRows(given.rows)
  return rows.ok ? undefined : rows.refusal
}

/** A notice that nobody sees yet. Asked for again by the same subject for the same step, it is the one that is there. */
export const draftNotice = (scope: Scope, subject: Asked, given: Given) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const fault = await faultOf(inner, given)
    if (fault) return refuse(fault)
    const { kind: subjectKind, id: subjectId, step, about = "" } = subject
    const createdBy = inner.actor.kind === "account" ? inner.actor.accountId : null
    const [made] = await inner.db
      .insert(notices)
      .values({ ...given, subjectKind, subjectId, step, about, state: "draft", createdBy, createdAt: inner.now })
      .onConflictDoNothing()
      .returning({ id: notices.id })
    if (!made) return existing(inner, subject)
    await record(inner, "notice.draft", { kind: "notice", id: made.id }, { step, rows: given.rows.length })
    return ok(made)
  })

async function existing(scope: Scope, subject: Asked): Promise<Result<{ id: number }>> {
  const found = (await noticesOf(scope, subject)).find(({ step }) => step === subject.step)
  return found && (await findNotice(scope, found.id)) ? ok({ id: found.id }) : refuse({ code: "not_found" })
}

/** Changes a draft; what is open changes by a new list only. */
export const changeNotice = (scope: Scope, id: number, version: number, given: Given) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (found.notice.state !== "draft") return refuse({ code: "wrong_state" })
    const fault = await faultOf(inner, given)
    if (fault) return refuse(fault)
    if (given.afterNoticeId === id) return refuse({ code: "no_notice_before", field: "after" })
    const saved = await saveNotice(inner, found, version, given)
    if (saved.ok) await record(inner, "notice.change", { kind: "notice", id }, { rows: given.rows.length })
    return saved
  })

/** Saves a notice that is locked, unless somebody else has since it was shown. */
export async function saveNotice(
  scope: Scope,
  { notice }: Notice,
  version: number,
  set: Partial<typeof notices.$inferInsert>,
): Promise<Result<void>> {
  const [saved] = await scope.db
    .update(notices)
    .set({ ...set, version: version + 1 })
    .where(and(eq(notices.id, notice.id), eq(notices.version, version)))
    .returning({ id: notices.id })
  return saved ? ok(undefined) : refuse({ code: "stale" })
}

/** Freezes a list and begins its period, inside the transaction of a caller that has locked the notice. */
export async function beginPeriod(
  scope: Scope,
  { notice, unit, list }: Notice,
  { rows, firstDay, confirmed, reason }: Beginning & { readonly rows: readonly KeyedRow[]; readonly reason: string },
): Promise<Result<{ number: number; hash: string; firstDay: string; lastDay: string }>> {
  const fault = firstDayFault(firstDay, dayOf(scope.now))
  if (fault) return refuse({ code: fault, field: "firstDay" })
  const { assumedYears, ...period } = periodFrom(firstDay, notice, await calendarOf(scope))
  if (assumedYears.length > 0 && !confirmed)
    return refuse({ code: "calendar_unknown", field: "confirmed", years: assumedYears.join(", ") })
  const ordered = inListOrder(rows, notice.order)
  const number = (list?.number ?? 0) + 1
  const { title, closingTime } = notice
  const content = contentOf({ title, unit: unit.name, number, ...period, closingTime, rows: ordered })
  const frozen = { noticeId: notice.id, number, content, hash: hashOf(content), rows: ordered, reason, assumedYears }
  const frozenBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  await scope.db.insert(noticeLists).values({ ...frozen, ...period, frozenBy, frozenAt: scope.now })
  return ok({ number, hash: frozen.hash, firstDay, lastDay: period.lastDay })
}

/** Why the notice may not make this move now. */
export async function againstMove(scope: Scope, { notice }: Notice, move: NoticeMove): Promise<Refusal | undefined> {
  if (!noticeAfter(notice.state, move)) return { code: "wrong_state" }
  if (move !== "open" || notice.afterNoticeId === null) return undefined
  const before = await findNotice(scope, notice.afterNoticeId, "notices.read")
  return before?.notice.state === "closed" ? undefined : { code: "level_before_open", field: "after" }
}

/** Puts a draft up: its list is frozen, and its period begins on the day that is given. */
export const openDraft = (scope: Scope, id: number, version: number, beginning: Beginning) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    const against = await againstMove(inner, found, "open")
    if (against) return refuse(against)
    const begun = await beginPeriod(inner, found, { ...beginning, rows: found.notice.rows, reason: "" })
    if (!begun.ok) return begun
    const saved = await saveNotice(inner, found, version, { state: "open" })
    if (saved.ok) await record(inner, "notice.open", { kind: "notice", id }, begun.value)
    return saved
  })

/** Drafts and opens a notice for the slice whose subject it is; asked for again, it is the one that is open. */
export const openNotice = (scope: Scope, subject: Asked, given: Given, beginning: Beginning) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const drafted = await draftNotice(inner, subject, given)
    if (!drafted.ok) return drafted
    const { id } = drafted.value
    const found = await lockNotice(inner, id)
    if (!found) return refuse({ code: "not_found" })
    if (found.notice.state !== "draft") return ok({ id })
    const opened = await openDraft(inner, id, found.notice.version, beginning)
    return opened.ok ? ok({ id }) : opened
  })
