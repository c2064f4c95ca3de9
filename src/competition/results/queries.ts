import { and, asc, eq, gt, isNotNull, isNull, like, ne, or, sql } from "drizzle-orm"
import { type EventRow, type ManagedContest, type RulesRow, rulesOf, seeEvent } from "#competition/contests/queries.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { bundleProblems } from "#competition/ranking/bundle-rules.ts"
import { bundleText } from "#competition/ranking/export.ts"
import { tally } from "#competition/ranking/tally.ts"
import type { Db, Scope } from "#db/db.ts"
import {
  accounts,
  decodings,
  duties,
  entries,
  marks,
  panelChanges,
  people,
  placings,
  resultVersions,
  seats,
  teams,
  units,
} from "#db/schema/index.ts"
import type { SkillLevel } from "#db/words.ts"
import { assemble } from "./assemble.ts"
import { columnsOf, inColumns } from "./columns.ts"
import { resultNotices } from "./noticing/queries.ts"
import { type Promoted, promotedIn } from "./promotions.ts"
import { documentsOf, placingsOf, versionsOf } from "./published/queries.ts"
import { mayDecode } from "./stages.ts"
import { changedLines, prizeCounts } from "./standings.ts"

/** All that the ranking of an event depends on, as the tables stand now. */
export async function presentBundle(db: Db, event: EventRow): Promise<{ rules: RulesRow; bundle: Bundle } | undefined> {
  const rules = await rulesOf(db, event.id)
  if (!rules) return undefined
  const coded = await db
    .select({
      id: entries.id,
      code: entries.code,
      status: entries.status,
      registration: entries.registration,
      team: { id: teams.id, code: teams.code },
    })
    .from(entries)
    .leftJoin(teams, eq(teams.id, entries.teamId))
    .where(and(eq(entries.eventId, event.id), isNotNull(entries.code)))
  const given = await db
    .select({ entryId: marks.entryId, slot: marks.slot, judge: seats.alias, value: marks.value })
    .from(marks)
    .leftJoin(seats, eq(seats.id, marks.seatId))
    .where(eq(marks.eventId, event.id))
  const changes = await db.select().from(panelChanges).where(eq(panelChanges.eventId, event.id))
  return {
    rules,
    bundle: assemble({ rules: rules.rules, conduct: rules.titles.conduct }, event, coded, given, changes),
  }
}

/** Who stands behind the codes of an event: only for after the decoding. */
export const peopleBehind = (db: Db, eventId: number) =>
  db
    .select({
      entryId: entries.id,
      personId: entries.personId,
      unitId: entries.unitId,
      code: sql<string>`${entries.code}`,
      name: people.name,
      unitName: units.name,
      status: entries.status,
    })
    .from(entries)
    .innerJoin(people, eq(people.id, entries.personId))
    .innerJoin(units, eq(units.id, entries.unitId))
    .where(and(eq(entries.eventId, eventId), isNotNull(entries.code)))

export async function decodingOf(db: Db, eventId: number) {
  const [row] = await db
    .select({ at: decodings.at, witness: decodings.witness, by: people.name })
    .from(decodings)
    .innerJoin(accounts, eq(accounts.id, decodings.byAccountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(eq(decodings.eventId, eventId))
  return row
}

/** Who may witness the opening of the codes: other accounts with a duty in the contest, its host, above it or below it. */
export async function listWitnesses(scope: Scope, { contest, hostPath }: ManagedContest) {
  const actorId = scope.actor.kind === "account" ? scope.actor.accountId : 0
  const inReach = or(
    eq(duties.contestId, contest.id),
    sql`${hostPath} like ${units.path} || '%'`,
    like(units.path, `${hostPath}%`),
  )
  const current = or(isNull(duties.endsAt), gt(duties.endsAt, scope.now))
  return scope.db
    .selectDistinct({ id: accounts.id, name: people.name, sort: people.sortPinyin })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(duties, eq(duties.personId, people.id))
    .leftJoin(units, eq(units.id, duties.unitId))
    .where(and(isNull(accounts.disabledAt), ne(accounts.id, actorId), current, inReach))
    .orderBy(people.sortPinyin, accounts.id)
}

/** An event that the actor runs or audits, with its present bundle, the problems that keep it from being ranked, or the result. */
export async function seeResult(scope: Scope, id: number) {
  const managed = await seeEvent(scope, id)
  const present = managed && (await presentBundle(scope.db, managed.event))
  if (!managed) return undefined
  const decoding = await decodingOf(scope.db, id)
  if (!present) return { ...managed, decoding, present: undefined }
  const problems = bundleProblems(present.bundle)
  return {
    ...managed,
    decoding,
    present: { ...present, problems, result: problems.length > 0 ? undefined : tally(present.bundle) },
  }
}

export type ManagedResult = NonNullable<Awaited<ReturnType<typeof seeResult>>>

/** The same for whoever runs the event. */
export async function findResult(scope: Scope, id: number): Promise<ManagedResult | undefined> {
  const seen = await seeResult(scope, id)
  return seen?.runs ? seen : undefined
}

/** A result for the office: by code, and under names once the codes were opened. */
export async function standingOf(scope: Scope, managed: ManagedResult) {
  const { present, event, decoding } = managed
  const behind = decoding ? await peopleBehind(scope.db, event.id) : []
  return {
    managed,
    result: present?.result && { ...present.result, entries: inColumns(present.result.entries) },
    columns: present ? columnsOf(present.rules.rules.scheme, present.rules.titles) : [],
    prizes: present?.rules.titles.prizes ?? {},
    counts: present?.result ? prizeCounts(present.rules.rules.prizes ?? [], present.result) : [],
    names: new Map(behind.map(({ code, name, unitName }) => [code, { name, unitName }])),
  }
}

/** Who is promoted to which level if a decoded result is published now, by code, as files and earlier versions stand. */
export async function promotedNow({ db }: Scope, { event, contest, present }: ManagedResult) {
  const promotions = present?.rules.titles.promotions ?? []
  if (promotions.length === 0 || !present?.result) return new Map<string, Promoted>()
  const contestants = await db
    .select({ code: sql<string>`${entries.code}`, skillLevel: people.skillLevel, birthDate: people.birthDate })
    .from(entries)
    .innerJoin(people, eq(people.id, entries.personId))
    .where(and(eq(entries.eventId, event.id), isNotNull(entries.code)))
  const earlier = Map.groupBy(await earlierPromotions(db, event.id), ({ code }) => code)
  const candidates = contestants.map((one) => ({ ...one, earlier: earlier.get(one.code) ?? [] }))
  return promotedIn(promotions, present.result, candidates, contest.startsOn)
}

const earlierPromotions = (db: Db, eventId: number) =>
  db
    .select({ code: placings.code, level: sql<SkillLevel>`${placings.promotedTo}`, held: placings.heldLevel })
    .from(placings)
    .innerJoin(resultVersions, eq(resultVersions.id, placings.resultVersionId))
    .where(and(eq(resultVersions.eventId, eventId), isNotNull(placings.promotedTo)))
    .orderBy(asc(resultVersions.number))

/** What the result page shows besides the standing. */
export async function progressOf(scope: Scope, managed: ManagedResult) {
  return {
    versions: await versionsOf(scope.db, managed.event.id),
    notices: await resultNotices(scope, managed.event.id),
    witnesses:
      managed.runs && mayDecode(managed.event.state, managed.decoding) ? await listWitnesses(scope, managed) : [],
  }
}

/** The number that the next version gets, and the codes whose lines it changes against the one before. */
export async function nextVersion(
  { db }: Scope,
  { event, present }: ManagedResult,
  promoted: Awaited<ReturnType<typeof promotedNow>>,
) {
  const [newest] = await versionsOf(db, event.id)
  if (!newest || !present?.result) return { number: 1, changed: [] }
  const before = (await placingsOf(db, newest.id)).map(({ code, ...line }) => ({ ...line, entry: code }))
  const after = present.result.entries.map((line) => ({ ...line, promotedTo: promoted.get(line.entry)?.level ?? null }))
  return { number: newest.number + 1, changed: changedLines(before, after).map(({ entry }) => entry) }
}

/** The bundle that an officer or auditor exports: rebuilt for the present, or as stored with a version. */
export async function findBundle(scope: Scope, id: number, number: string | undefined): Promise<string | undefined> {
  const found = await seeResult(scope, id)
  if (!found) return undefined
  if (number === undefined) return found.present && bundleText(found.present.bundle)
  const version = (await versionsOf(scope.db, id)).find((one) => String(one.number) === number)
  return version && (await documentsOf(scope.db, version.id))?.bundle
}
