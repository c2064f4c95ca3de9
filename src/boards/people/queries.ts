import { and, asc, desc, eq, inArray, isNotNull, max, ne, or, sql } from "drizzle-orm"
import { listLines } from "#boards/board/lines/queries.ts"
import { titleIn } from "#competition/results/columns.ts"
import type { Scope } from "#db/db.ts"
import { publicContest, publicEntry, publicEvent, publicResult } from "#db/gate.ts"
import {
  contests,
  eventRules,
  events,
  files,
  nominationConsents,
  nominationFiles,
  nominationSections,
  people,
  placings,
  registerEntries,
  resultVersions,
} from "#db/schema/index.ts"
import type { ConsentScope } from "#db/words.ts"

const newest = [desc(registerEntries.year), desc(registerEntries.decidedOn), desc(registerEntries.id)]

/** Somebody with all honours that the public may see; who has none is nobody here. */
export async function findLaureate(scope: Scope, personId: number) {
  const where = eq(registerEntries.personId, personId)
  const order = newest.map((one) => sql`${one} nulls last`)
  const lines = await listLines(scope.db, { now: scope.now, where, order, page: { size: 200, offset: 0 } })
  const [first] = lines
  return first && { id: personId, name: first.name, unitName: first.unitName, unitId: first.unitId, lines }
}

/** The file that somebody's file was merged into. */
export async function mergedInto({ db }: Scope, personId: number): Promise<number | undefined> {
  const [row] = await db.select({ into: people.mergedIntoId }).from(people).where(eq(people.id, personId))
  return row?.into ?? undefined
}

/** Others of the same name with an honour, told apart by their units alone. */
export const namesakesOf = (scope: Scope, { id, name }: { readonly id: number; readonly name: string }) =>
  scope.db
    .selectDistinctOn([registerEntries.personId], {
      id: registerEntries.personId,
      name: registerEntries.recipientName,
      unitName: registerEntries.unitName,
    })
    .from(registerEntries)
    .where(
      and(
        publicEntry(scope.now),
        eq(registerEntries.recipientName, name),
        isNotNull(registerEntries.personId),
        ne(registerEntries.personId, id),
      ),
    )
    .orderBy(asc(registerEntries.personId), desc(registerEntries.year))
    .limit(20)

/** The number of an event's newest version that is public. */
const newestOf = ({ db, now }: Scope) =>
  sql<number>`(${db
    .select({ number: max(resultVersions.number) })
    .from(resultVersions)
    .where(and(eq(resultVersions.eventId, events.id), publicResult(now)))})`

/** The prizes and promotions that somebody won in contests, each by the newest version of its result. */
export async function prizesOf(scope: Scope, personId: number) {
  const rows = await scope.db
    .select({
      place: placings.place,
      tied: placings.tied,
      prize: placings.prize,
      promotedTo: placings.promotedTo,
      code: placings.code,
      number: resultVersions.number,
      latest: newestOf(scope),
      definition: eventRules.titles,
      publishedAt: resultVersions.visibleFrom,
      eventCode: events.code,
      event: { zh: events.titleZh, en: events.titleEn },
      contestSlug: contests.slug,
      contest: { zh: contests.titleZh, en: contests.titleEn },
    })
    .from(placings)
    .innerJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), publicResult(scope.now)))
    .innerJoin(eventRules, eq(eventRules.id, resultVersions.rulesId))
    .innerJoin(events, and(eq(events.id, resultVersions.eventId), publicEvent))
    .innerJoin(contests, and(eq(contests.id, events.contestId), publicContest))
    .where(and(eq(placings.personId, personId), or(isNotNull(placings.prize), isNotNull(placings.promotedTo))))
    .orderBy(desc(resultVersions.visibleFrom))
  return rows
    .filter(({ number, latest }) => number === latest)
    .map(({ definition, ...row }) => ({
      ...row,
      prize: row.prize === null ? null : titleIn(definition.prizes, row.prize),
    }))
}

const agreed = (scope: ConsentScope) =>
  and(eq(nominationConsents.accepts, true), sql`${scope} = any(${nominationConsents.scopes})`)

/** What somebody did, from the newest nomination of a public honour whose nominee consented to showing it. */
export async function deedsOf({ db }: Scope, nominationIds: readonly number[]): Promise<string | undefined> {
  if (nominationIds.length === 0) return undefined
  const [row] = await db
    .select({ fields: nominationSections.fields })
    .from(nominationSections)
    .innerJoin(nominationConsents, eq(nominationConsents.nominationId, nominationSections.nominationId))
    .where(
      and(
        inArray(nominationSections.nominationId, [...nominationIds]),
        eq(nominationSections.section, "deeds"),
        agreed("deeds"),
      ),
    )
    .orderBy(desc(nominationSections.nominationId))
    .limit(1)
  return row?.fields.summary || undefined
}

/** The picture that somebody consented to showing, of such a nomination. */
export async function photoOf({ db }: Scope, nominationIds: readonly number[]) {
  if (nominationIds.length === 0) return undefined
  const [row] = await db
    .select({ file: files })
    .from(nominationFiles)
    .innerJoin(files, eq(files.id, nominationFiles.fileId))
    .innerJoin(nominationConsents, eq(nominationConsents.nominationId, nominationFiles.nominationId))
    .where(
      and(
        inArray(nominationFiles.nominationId, [...nominationIds]),
        eq(nominationFiles.purpose, "photo"),
        agreed("photo"),
        sql`${files.removedAt} is null`,
      ),
    )
    .orderBy(desc(nominationFiles.nominationId), desc(files.id))
    .limit(1)
  return row?.file
}
