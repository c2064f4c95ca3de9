import { and, asc, eq, gt, inArray, isNull, like, or, type SQL, sql } from "drizzle-orm"
import { abilities } from "#accounts/abilities.ts"
import { reachOf } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { accounts, duties, honours, nominationActs, nominations, programmes, units } from "#db/schema/index.ts"
import type { Definition } from "../../programmes/definition.ts"
import { definitionsRunning } from "../../programmes/definitions/queries.ts"
import { pathsAbove } from "../../programmes/queries.ts"
import type { Step } from "../../programmes/steps.ts"
import { routeFor, type Signer } from "../course/route.ts"
import { isLate } from "../deadlines/late.ts"
import { ownSignatures, type Places, signedHere } from "../moves/permission.ts"
import { courseOf, offices, profileOf, recommenders } from "../queries.ts"
import { isNearest, pathsFor } from "./nearest.ts"

/** So many at a time: whoever has more waiting sees those whose deadline comes first. */
const MOST = 200

const columns = {
  nomination: nominations,
  unitName: units.name,
  programmeZh: programmes.titleZh,
  programmeEn: programmes.titleEn,
  honourZh: honours.titleZh,
  honourEn: honours.titleEn,
  places: { unit: units.path, recommender: recommenders.path, office: offices.path },
}

/** The condition that somebody stands at a step in which the actor may speak for a party. */
function standsAt({ actor }: Scope, programmeId: number, { key, signers }: Step): SQL | undefined {
  const parties = new Set(signers.length > 0 ? signers.map(({ by }) => by) : ["recommender" as const])
  const within = [...parties].flatMap((party) => {
    if (party === "departments" || party === "committee") return []
    const column = { unit: units.path, recommender: recommenders.path, office: offices.path }[party]
    const paths = reachOf(actor, party === "unit" ? "nominations.write" : "nominations.review")
    return paths.map((path) => like(column, `${path}%`))
  })
  if (within.length === 0) return undefined
  return and(eq(nominations.programmeId, programmeId), eq(nominations.stepKey, key), or(...within))
}

/** Nominations at steps that are signed on their own page, where the actor may speak for a party. */
async function candidates(scope: Scope, definitions: ReadonlyMap<number, Definition>) {
  const open = [...definitions].flatMap(([id, { route }]) =>
    route.filter(({ kind }) => signedHere.includes(kind)).flatMap((step) => standsAt(scope, id, step) ?? []),
  )
  if (open.length === 0) return []
  return scope.db
    .select(columns)
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(recommenders, eq(recommenders.id, nominations.recommendingUnitId))
    .innerJoin(offices, eq(offices.id, programmes.unitId))
    .where(and(eq(nominations.state, "underway"), or(...open)))
    .orderBy(sql`${nominations.dueAt} asc nulls last`, asc(nominations.sortStroke), asc(nominations.id))
    .limit(MOST)
}

/** Of the units on these paths and above them, those in which somebody with an account reviews, or nominates. */
export async function staffed(
  { db, now }: Scope,
  paths: readonly string[],
  ability: "nominations.review" | "nominations.write",
) {
  const rows = await db
    .selectDistinct({ path: units.path })
    .from(duties)
    .innerJoin(units, eq(units.id, duties.unitId))
    .innerJoin(accounts, and(eq(accounts.personId, duties.personId), isNull(accounts.disabledAt)))
    .where(
      and(
        inArray(duties.kind, [...abilities[ability]]),
        or(isNull(duties.endsAt), gt(duties.endsAt, now)),
        inArray(units.path, [...new Set(paths.flatMap(pathsAbove))]),
      ),
    )
  return rows.map(({ path }) => path)
}

type Candidate = Awaited<ReturnType<typeof candidates>>[number]
export type Waiting = Candidate & { readonly step: Step; readonly signer: Signer; readonly isOverdue: boolean }

/**
 * Nominations that wait for a signature of the actor's, the first deadline on top: a task is that of the nearest unit in
 * which somebody could do it, so that nobody is called for what a colleague in a district has to do.
 */
export async function signaturesWaiting(scope: Scope): Promise<Waiting[]> {
  const definitions = await definitionsRunning(scope)
  const rows = await candidates(scope, definitions)
  if (rows.length === 0) return []
  const { db, actor, now } = scope
  const ids = rows.map(({ nomination }) => nomination.id)
  const acts = Map.groupBy(
    await db.select().from(nominationActs).where(inArray(nominationActs.nominationId, ids)).orderBy(nominationActs.id),
    ({ nominationId }) => nominationId,
  )
  const paths = (of: (places: Places) => string[]) => rows.flatMap(({ places }) => of(places))
  const reviewing = await staffed(
    scope,
    paths(({ recommender, office }) => [recommender, office]),
    "nominations.review",
  )
  const writing = await staffed(
    scope,
    paths(({ unit }) => [unit]),
    "nominations.write",
  )
  const own = { write: pathsFor(actor, "nominations.write"), review: pathsFor(actor, "nominations.review") }
  const isMine = ({ key, by }: Signer, places: Places): boolean =>
    key.startsWith("account_") ||
    (by === "unit"
      ? isNearest(places.unit, writing, own.write)
      : isNearest(places[by === "office" ? "office" : "recommender"], reviewing, own.review))
  return rows.flatMap((row) => {
    const { nomination, places } = row
    const steps = routeFor(definitions.get(nomination.programmeId) as Definition, profileOf(nomination))
    const course = courseOf(nomination, acts.get(nomination.id) ?? [])
    const signer = ownSignatures(actor, places, steps, course).find((one) => isMine(one, places))
    const step = steps.find(({ key }) => key === nomination.stepKey)
    return signer && step ? [{ ...row, step, signer, isOverdue: isLate(nomination.dueAt, now) }] : []
  })
}
