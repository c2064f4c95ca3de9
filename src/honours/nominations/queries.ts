import { and, asc, eq, getTableColumns, like, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { reachOf } from "#accounts/permissions.ts"
import type { Db, Scope } from "#db/db.ts"
import { honours, nominationActs, nominations, programmes, units } from "#db/schema/index.ts"
import { type Profile, profileSchema } from "../programmes/filter.ts"
import { definitionOf } from "../programmes/queries.ts"
import type { Step } from "../programmes/steps.ts"
import type { Act, Course } from "./course/moves.ts"
import { routeFor } from "./course/route.ts"
import type { Places } from "./moves/permission.ts"

export type NominationRow = typeof nominations.$inferSelect
export type ActRow = typeof nominationActs.$inferSelect
export type ProgrammeRow = typeof programmes.$inferSelect

export const recommenders = alias(units, "recommenders")
export const offices = alias(units, "offices")

/** A nomination with its programme, its honour, and the units that have a hand in it. */
export type Nominated = {
  readonly nomination: NominationRow
  readonly programme: ProgrammeRow
  readonly honour: typeof honours.$inferSelect
  readonly unitName: string
  readonly recommenderName: string
  readonly places: Places
}

/** The condition that the nominee's unit, the recommending unit or the honours office lies in the actor's reach. */
export function concerns({ actor }: Scope): SQL {
  const paths = reachOf(actor, "nominations.read")
  const within = [units.path, recommenders.path, offices.path].flatMap((column) =>
    paths.map((path) => like(column, `${path}%`)),
  )
  return or(...within) ?? sql`false`
}

/** Nominations with all that belongs to them, for callers that add which. */
export const nominated = (db: Db) =>
  db
    .select({
      nomination: getTableColumns(nominations),
      programme: getTableColumns(programmes),
      honour: getTableColumns(honours),
      unitName: units.name,
      recommenderName: recommenders.name,
      places: { unit: units.path, recommender: recommenders.path, office: offices.path },
    })
    .from(nominations)
    .innerJoin(programmes, eq(programmes.id, nominations.programmeId))
    .innerJoin(honours, eq(honours.id, nominations.honourId))
    .innerJoin(units, eq(units.id, nominations.unitId))
    .innerJoin(recommenders, eq(recommenders.id, nominations.recommendingUnitId))
    .innerJoin(offices, eq(offices.id, programmes.unitId))

/** A nomination that concerns the actor; any other is not found. */
export async function findNomination(scope: Scope, id: number): Promise<Nominated | undefined> {
  const [row] = await nominated(scope.db).where(and(eq(nominations.id, id), concerns(scope)))
  return row
}

/** A nomination for a caller that has asked already whom it concerns. */
export async function nominationById(db: Db, id: number): Promise<Nominated | undefined> {
  const [row] = await nominated(db).where(eq(nominations.id, id))
  return row
}

/** Everything that was done to a nomination, in its order. */
export const actsOf = (db: Db, id: number): Promise<ActRow[]> =>
  db.select().from(nominationActs).where(eq(nominationActs.nominationId, id)).orderBy(asc(nominationActs.id))

/** The steps of a nomination, as its programme and who is nominated have it. */
export const stepsFor = async (db: Db, { programmeId }: NominationRow, profile: Profile): Promise<Step[]> =>
  routeFor((await definitionOf({ db }, { id: programmeId })).definition, profile)

/** What rules look at: the profile that was frozen when the nomination was submitted. */
export const profileOf = ({ profile }: NominationRow): Profile => profileSchema.parse(profile)

export const courseOf = ({ state, stepKey, round }: NominationRow, acts: readonly ActRow[]): Course => ({
  state,
  stepKey,
  round,
  acts: acts as readonly (ActRow & Act)[],
})
