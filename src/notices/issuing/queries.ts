import { and, asc, count, desc, eq, inArray, ne, sql } from "drizzle-orm"
import type { Ability } from "#accounts/abilities.ts"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { noticeLists, noticeStrikes, notices, objections, units } from "#db/schema/index.ts"
import type { NoticeState } from "#db/words.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import type { Page } from "#http/paging.ts"
import type { Standing } from "./workflow.ts"

export type NoticeRow = typeof notices.$inferSelect
export type ListRow = typeof noticeLists.$inferSelect
export type StrikeRow = typeof noticeStrikes.$inferSelect

/** A notice with the list that is shown now and what was struck out of it. */
export type Notice = {
  readonly notice: NoticeRow
  readonly unit: { readonly name: string; readonly path: string }
  readonly list: ListRow | undefined
  readonly strikes: readonly StrikeRow[]
}

const shownUnit = { name: units.name, path: units.path }

/** A notice wherever it is, for whoever has asked already: the public asks for what is no draft. */
export async function noticeById({ db }: Scope, id: number): Promise<Notice | undefined> {
  const [row] = await db
    .select({ notice: notices, unit: shownUnit })
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(eq(notices.id, id))
  if (!row) return undefined
  const [list] = await db
    .select()
    .from(noticeLists)
    .where(eq(noticeLists.noticeId, id))
    .orderBy(desc(noticeLists.number))
    .limit(1)
  const strikes = await db.select().from(noticeStrikes).where(eq(noticeStrikes.noticeId, id)).orderBy(noticeStrikes.id)
  return { ...row, list, strikes }
}

/** A notice of the actor's reach; any other is not found. */
export async function findNotice(scope: Scope, id: number, ability: Ability = "notices.keep") {
  const found = await noticeById(scope, id)
  if (!found || !mayInUnit(scope.actor, ability, found.unit)) return undefined
  return { ...found, keeps: mayInUnit(scope.actor, "notices.keep", found.unit) }
}

/** Earlier lists of a notice, the newest first. */
export const listsOf = ({ db }: Scope, noticeId: number): Promise<ListRow[]> =>
  db.select().from(noticeLists).where(eq(noticeLists.noticeId, noticeId)).orderBy(desc(noticeLists.number))

/** All that closing and outcomes rest on. */
export async function standingOf(scope: Scope, { notice, list, strikes }: Notice): Promise<Standing> {
  const held = await scope.db
    .select({
      key: objections.key,
      listNumber: objections.listNumber,
      state: objections.state,
      isTimely: objections.isTimely,
    })
    .from(objections)
    .where(eq(objections.noticeId, notice.id))
  return {
    state: notice.state,
    ended: list !== undefined && list.endsAt <= scope.now,
    listNumber: list?.number ?? 0,
    onUpheld: notice.onUpheld,
    isBelowOpen: (await waitingBelow(scope, [notice])).has(notice.id),
    strikes: new Map(strikes.map(({ key, cause }) => [key, cause])),
    objections: held,
  }
}

/** Of some notices those that wait for one of a level below to be over; one that was taken down holds nobody. */
export async function waitingBelow({ db }: Scope, rows: readonly NoticeRow[]): Promise<ReadonlySet<number>> {
  const ids = rows.flatMap(({ closesAfter }) => closesAfter)
  if (ids.length === 0) return new Set()
  const open = await db
    .select({ id: notices.id })
    .from(notices)
    .where(and(inArray(notices.id, ids), inArray(notices.state, ["draft", "open"])))
  const below = new Set(open.map(({ id }) => id))
  return new Set(rows.flatMap(({ id, closesAfter }) => (closesAfter.some((one) => below.has(one)) ? [id] : [])))
}

export type Subject = { readonly kind: string; readonly id: string }

/** The notices of a subject, in the order in which they were made. */
export const noticesOf = ({ db }: Scope, subject: Subject): Promise<NoticeRow[]> =>
  db
    .select()
    .from(notices)
    .where(and(eq(notices.subjectKind, subject.kind), eq(notices.subjectId, subject.id)))
    .orderBy(asc(notices.id))

/** What a unit wrote in its last notice, so that nobody types an address twice. */
export async function usualTexts({ db }: Scope, unitId: number) {
  const { basis, address, phone, mail } = notices
  const [last] = await db
    .select({ basis, address, phone, mail })
    .from(notices)
    .where(eq(notices.unitId, unitId))
    .orderBy(desc(notices.id))
    .limit(1)
  return last ?? {}
}

export type NoticeFilter = { readonly state: NoticeState | undefined }

/** Open ones first, then drafts, then what has ended. */
const byState = sql`array_position(array['open', 'draft', 'closed', 'withdrawn'], ${notices.state})`

/** The lists that are shown now, by notice, in one query for all of them. */
export async function currentLists({ db }: Scope, ids: readonly number[]): Promise<ReadonlyMap<number, ListRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([noticeLists.noticeId])
    .from(noticeLists)
    .where(inArray(noticeLists.noticeId, [...ids]))
    .orderBy(noticeLists.noticeId, desc(noticeLists.number))
  return new Map(rows.map((list) => [list.noticeId, list]))
}

/** How many objections wait for their conclusion, by notice. */
async function waitingObjections({ db }: Scope, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map()
  const waits = inArray(objections.state, ["received", "investigating"])
  const rows = await db
    .select({ id: objections.noticeId, count: count() })
    .from(objections)
    .where(and(inArray(objections.noticeId, [...ids]), waits))
    .groupBy(objections.noticeId)
  return new Map(rows.map((row) => [row.id, row.count]))
}

/** Notices of the actor's reach, those that need something first, with their current periods and objections. */
export async function listNotices(scope: Scope, filter: NoticeFilter, page: Page) {
  const wanted = and(
    withinReach(scope.actor, "notices.read"),
    filter.state ? eq(notices.state, filter.state) : undefined,
  )
  const rows = await scope.db
    .select({ notice: notices, unit: shownUnit })
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(wanted)
    .orderBy(byState, desc(notices.id))
    .limit(page.size)
    .offset(page.offset)
  const ids = rows.map(({ notice }) => notice.id)
  const [lists, waiting] = [await currentLists(scope, ids), await waitingObjections(scope, ids)]
  const [total] = await scope.db
    .select({ count: count() })
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(wanted)
  const lines = rows.map((row) => ({
    ...row,
    list: lists.get(row.notice.id),
    waiting: waiting.get(row.notice.id) ?? 0,
  }))
  return { lines, total: total?.count ?? 0 }
}

/** Notices that another may follow: of the actor's reach, not withdrawn, and not the notice itself. */
export const noticesBefore = (scope: Scope, id = 0) =>
  scope.db
    .select({ id: notices.id, title: notices.title, state: notices.state })
    .from(notices)
    .innerJoin(units, eq(units.id, notices.unitId))
    .where(and(withinReach(scope.actor, "notices.read"), ne(notices.state, "withdrawn"), ne(notices.id, id)))
    .orderBy(desc(notices.id))
    .limit(200)

/** The objections to a notice as its page lists them, oldest first; what they say is read elsewhere. */
export const objectionsOf = ({ db }: Scope, noticeId: number) =>
  db
    .select({
      id: objections.id,
      serial: objections.serial,
      key: objections.key,
      channel: objections.channel,
      isNamed: objections.isNamed,
      isTimely: objections.isTimely,
      receivedAt: objections.receivedAt,
      state: objections.state,
      listNumber: objections.listNumber,
      leaderName: objections.leaderName,
      signedOn: objections.signedOn,
    })
    .from(objections)
    .where(eq(objections.noticeId, noticeId))
    .orderBy(asc(objections.serial))
