import { mayInUnit } from "#accounts/permissions.ts"
import { findEvent, rulesById } from "#competition/contests/queries.ts"
import type { Scope } from "#db/db.ts"
import { currentLists, noticesOf } from "#notices/issuing/queries.ts"
import { placingsOf, versionsOf } from "../published/queries.ts"
import { subjectOf, versionOf } from "./rows.ts"

/** The notices of an event's result, the latest first, each with the list that it shows now. */
export async function resultNotices(scope: Scope, eventId: number) {
  const rows = (await noticesOf(scope, subjectOf(eventId))).toReversed()
  const lists = await currentLists(
    scope,
    rows.map(({ id }) => id),
  )
  return rows.map((notice) => ({ notice, version: versionOf(notice.step), list: lists.get(notice.id) }))
}

export type ResultNotice = Awaited<ReturnType<typeof resultNotices>>[number]

/** An event that the actor runs, in a unit for which he puts up notices, with what is published and what is up. */
export async function findNoticing(scope: Scope, eventId: number) {
  const managed = await findEvent(scope, eventId)
  if (!managed || !mayInUnit(scope.actor, "notices.keep", { path: managed.hostPath })) return undefined
  const [version] = await versionsOf(scope.db, eventId)
  const notices = await resultNotices(scope, eventId)
  if (!version) return { ...managed, version, notices, placings: [], prizes: {} }
  const rules = await rulesById(scope.db, eventId, version.rulesId)
  const placings = await placingsOf(scope.db, version.id)
  return { ...managed, version, notices, placings, prizes: rules?.titles.prizes ?? {} }
}

export type Noticing = NonNullable<Awaited<ReturnType<typeof findNoticing>>>

/** Those that show an earlier version and are still up. */
export const outdated = ({ notices, version }: Pick<Noticing, "notices" | "version">): ResultNotice[] =>
  notices.filter((one) => one.notice.state === "open" && one.version !== version?.number)

/** The one that shows the newest version, unless it was taken down. */
export const upToDate = ({ notices, version }: Pick<Noticing, "notices" | "version">): ResultNotice | undefined =>
  notices.find((one) => one.notice.state !== "withdrawn" && one.version === version?.number)
