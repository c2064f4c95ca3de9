import { and, asc, count, desc, eq, exists, inArray, isNotNull, like, lte, or, type SQL, sql } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { honours, nominations, programmeDefinitions, programmes, units } from "#db/schema/index.ts"
import type { NominationState } from "#db/words.ts"
import type { Page } from "#http/paging.ts"
import { plain } from "#lib/names.ts"
import type { Both } from "../../programmes/words.ts"
import { isLate } from "../deadlines/late.ts"
import { concerns, offices, recommenders } from "../queries.ts"

export const sorts = ["recent", "name", "due"] as const
export type Sort = (typeof sorts)[number]

export type NominationFilter = {
  readonly name: string
  readonly programme: number | undefined
  readonly honour: number | undefined
  readonly state: NominationState | undefined
  readonly step: string
  readonly recommender: number | undefined
  readonly overdue: boolean
  readonly sort: Sort
}

const order: Readonly<Record<Sort, SQL[]>> = {
  recent: [desc(nominations.id)],
  name: [asc(nominations.sortStroke), asc(nominations.id)],
  due: [sql`${nominations.dueAt} asc nulls last`, asc(nominations.id)],
}

const isOverdue = (now: Date): SQL | undefined => and(isNotNull(nominations.dueAt), lte(nominations.dueAt, now))

function wanted({ now }: Scope, given: NominationFilter): SQL | undefined {
  const { name, programme, honour, state, step, recommender, overdue } = given
  return and(
    name ? like(nominations.searchKey, `%${plain(name)}%`) : undefined,
    programme ? eq(nominations.programmeId, programme) : undefined,
    honour ? eq(nominations.honourId, honour) : undefined,
    state ? eq(nominations.state, state) : undefined,
    step ? and(eq(nominations.state, "underway"), eq(nominations.stepKey, step)) : undefined,
    recommender ? eq(nominations.recommendingUnitId, recommender) : undefined,
    overdue ? and(eq(nominations.state, "underway"), isOverdue(now)) : undefined,
  )
}

const line = {
  id: nominations.id,
  name: nominations.name,
  recipientKind: nominations.recipientKind,
  state: nominations.state,
  stepKey: nominations.stepKey,
  round: nominations.round,
  dueAt: nominations.dueAt,
  submittedAt: nominations.submittedAt,
  seat: nominations.seat,
  programmeId: nominations.programmeId,
  programmeZh: programmes.titleZh,
  programmeEn: programmes.titleEn,
  honourZh: honours.titleZh,
  honourEn: honours.titleEn,
  unitName: units.name,
  recommenderName: recommenders.name,
}

/** Nominations that concern the actor, some at a time, with their number. */
export async function listNominations(scope: Scope, filter: NominationFilter, page: Page) {
  const where = and(concerns(scope), wanted(scope, filter))
  const rows = await scope.db
    .select(line)
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(recommenders, eq(recommenders.id, nominations.recommendingUnitId))
    .innerJoin(offices, eq(offices.id, programmes.unitId))
    .where(where)
    .orderBy(...order[filter.sort])
    .limit(page.size)
    .offset(page.offset)
  const steps = await stepTitles(scope, [...new Set(rows.map(({ programmeId }) => programmeId))])
  const lines = rows.map((row) => ({
    ...row,
    step: steps.get(`${row.programmeId} ${row.stepKey}`),
    isOverdue: row.state === "underway" && isLate(row.dueAt, scope.now),
  }))
  return { lines, total: await totalOf(scope, filter) }
}
export type NominationLine = Awaited<ReturnType<typeof listNominations>>["lines"][number]

/** Whoever reads the whole tree is asked for no paths: counting then looks at nothing but the nominations. */
async function totalOf(scope: Scope, filter: NominationFilter): Promise<number> {
  const where = wanted(scope, filter)
  if (readsAll(scope)) return scope.db.$count(nominations, where)
  const [total] = await scope.db
    .select({ count: count() })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(recommenders, eq(recommenders.id, nominations.recommendingUnitId))
    .innerJoin(offices, eq(offices.id, programmes.unitId))
    .where(and(concerns(scope), where))
  return total?.count ?? 0
}

const readsAll = ({ actor }: Scope): boolean => reachOf(actor, "nominations.read").some((path) => /^\d+\.$/.test(path))

/** Titles of the steps of some programmes, by programme and key. */
async function stepTitles({ db }: Scope, ids: readonly number[]): Promise<ReadonlyMap<string, Both>> {
  if (ids.length === 0) return new Map()
  const latest = await db
    .selectDistinctOn([programmeDefinitions.programmeId], {
      id: programmeDefinitions.programmeId,
      route: sql<readonly { key: string; title: Both }[]>`${programmeDefinitions.definition} -> 'route'`,
    })
    .from(programmeDefinitions)
    .where(inArray(programmeDefinitions.programmeId, [...ids]))
    .orderBy(programmeDefinitions.programmeId, desc(programmeDefinitions.number))
  return new Map(latest.flatMap(({ id, route }) => route.map(({ key, title }) => [`${id} ${key}`, title] as const)))
}

/** What the lists can be narrowed to. */
export async function filterChoices(scope: Scope) {
  const { db } = scope
  const some = (where: SQL) => db.select({ one: sql`1` }).from(nominations).where(where)
  const joined = await db
    .select({
      id: programmes.id,
      slug: programmes.slug,
      titleZh: programmes.titleZh,
      titleEn: programmes.titleEn,
    })
    .from(programmes)
    .where(exists(some(eq(nominations.programmeId, programmes.id))))
    .orderBy(desc(programmes.id))
    .limit(50)
  const ids = joined.map(({ id }) => id)
  const offered = await db
    .select({ id: honours.id, titleZh: honours.titleZh, titleEn: honours.titleEn })
    .from(honours)
    .where(exists(some(eq(nominations.honourId, honours.id))))
    .orderBy(asc(honours.rank), asc(honours.id))
  const seats = await db
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(exists(some(eq(nominations.recommendingUnitId, units.id))))
    .orderBy(asc(units.sortStroke), asc(units.id))
    .limit(300)
  const titles = await stepTitles(scope, ids)
  const steps = new Map([...titles].map(([key, title]) => [key.split(" ")[1] ?? "", title]))
  return { programmes: joined, honours: offered, recommenders: seats, steps: [...steps] }
}

/** How many nominations wait for the actor's units, and how many of those that they review are late. */
export async function waitingFor(scope: Scope): Promise<{ drafts: number; returned: number; overdue: number }> {
  const { db, actor } = scope
  const own = reachOf(actor, "nominations.write")
  const reviews = reachOf(actor, "nominations.review").length > 0
  const [row] = await db
    .select({
      drafts: sql<number>`count(*) filter (where ${nominations.state} = 'draft')::int`,
      returned: sql<number>`count(*) filter (where ${nominations.state} = 'underway' and ${nominations.dueAt} is not null and ${nominations.round} > 1)::int`,
    })
    .from(nominations)
    .innerJoin(units, eq(units.id, nominations.unitId))
    .where(or(...own.map((path) => like(units.path, `${path}%`))) ?? sql`false`)
  const filter = {
    name: "",
    programme: undefined,
    honour: undefined,
    state: undefined,
    step: "",
    recommender: undefined,
  }
  const overdue = reviews ? await totalOf(scope, { ...filter, overdue: true, sort: "recent" }) : 0
  return { drafts: row?.drafts ?? 0, returned: row?.returned ?? 0, overdue }
}
