import { and, eq } from "drizzle-orm"
import { rulesById } from "#competition/contests/queries.ts"
import { explain } from "#competition/ranking/explain.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { columnsOf, inColumns, titleIn } from "#competition/results/columns.ts"
import { resultNotices } from "#competition/results/noticing/queries.ts"
import { openedEntry } from "#competition/results/opened.ts"
import {
  countPlacings,
  documentsOf,
  namesByCode,
  placingByCode,
  placingsOf,
  type VersionLine,
  versionsOf,
} from "#competition/results/published/queries.ts"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEvent, publicResult } from "#db/gate.ts"
import { contests, events, teams, units } from "#db/schema/index.ts"
import type { NoticeState } from "#db/words.ts"
import type { Page } from "#http/paging.ts"
import { podium, teamLines } from "./tables.ts"

const isShown = (state: NoticeState): boolean => state === "open" || state === "closed"

export type PublicEvent = NonNullable<Awaited<ReturnType<typeof findEvent>>>

/** An event that the public may see, by the names in its address, with its published versions. */
export async function findEvent(scope: Scope, slug: string, code: string) {
  const [row] = await scope.db
    .select({ contest: contests, event: events })
    .from(events)
    .innerJoin(contests, eq(contests.id, events.contestId))
    .where(and(eq(contests.slug, slug), eq(events.code, code), publicContest, publicEvent))
  if (!row) return undefined
  const notices = (await resultNotices(scope, row.event.id)).filter(({ notice: { state } }) => isShown(state))
  return { ...row, versions: await versionsOf(scope.db, row.event.id, publicResult(scope.now)), notices }
}

/** A stretch of a published result, in names, with all that its table and podium show. */
export async function resultOf(scope: Scope, { event }: PublicEvent, version: VersionLine, page: Page) {
  const { rules, titles } = await rulesOfVersion(scope, version)
  const lines = inColumns(await placingsOf(scope.db, version.id, page))
  const first = page.number === 1
  return {
    version,
    columns: columnsOf(rules.scheme, titles),
    prizes: titles.prizes,
    /** Whether this event promotes anybody to a skill level. */
    promotes: titles.promotions !== undefined,
    winners: first ? podium(lines) : [],
    lines,
    total: await countPlacings(scope.db, version.id),
    teams: rules.teams && first ? await teamsOf(scope, event.id, version.id) : [],
  }
}

export async function rulesOfVersion({ db }: Scope, version: VersionLine) {
  const rules = await rulesById(db, version.eventId, version.rulesId)
  if (!rules) throw new Error("a published result without its rules")
  return rules
}

async function teamsOf({ db }: Scope, eventId: number, versionId: number) {
  const documents = await documentsOf(db, versionId)
  const named = await db
    .select({ code: teams.code, name: teams.name, unit: units.name })
    .from(teams)
    .innerJoin(units, eq(units.id, teams.unitId))
    .where(eq(teams.eventId, eventId))
  return teamLines(JSON.parse(documents?.result ?? "").teams, named)
}

/** The stored bundle of a version: what was ranked, byte for byte. */
export async function bundleOf({ db }: Scope, version: VersionLine): Promise<string> {
  const documents = await documentsOf(db, version.id)
  if (!documents) throw new Error("a published version without its bundle")
  return documents.bundle
}

/** Why an entry stands where it stands in a version, with the names of its neighbours. */
export async function openEntry(scope: Scope, { event }: PublicEvent, version: VersionLine, code: string) {
  const placing = await placingByCode(scope.db, version.id, code)
  if (!placing) return undefined
  const { titles } = await rulesOfVersion(scope, version)
  const why = await explainStored(scope, version, code)
  const opened = openedEntry(why, titles, event.showsJudgeMarks)
  return {
    placing,
    prize: placing.prize === null ? undefined : titleIn(titles.prizes, placing.prize),
    why: opened,
    names: await namesByCode(
      scope.db,
      version.id,
      opened.neighbours.map(({ entry }) => entry),
    ),
  }
}

async function explainStored(scope: Scope, version: VersionLine, code: string) {
  const read = readBundle(new TextEncoder().encode(await bundleOf(scope, version)))
  const why = read.ok ? explain(read.value, code) : undefined
  if (!why) throw new Error("a published bundle that cannot be read again")
  return why
}
