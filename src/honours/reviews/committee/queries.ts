import { and, asc, count, desc, eq, inArray } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { committeeCases, committees, programmeDefinitions, programmes, units } from "#db/schema/index.ts"
import { withinReach } from "#directory/organisations/queries.ts"
import { definitionSchema } from "../../programmes/definition.ts"

const defined = ({ db }: Scope) =>
  db
    .selectDistinctOn([programmes.id], { programme: programmes, unitPath: units.path, stored: programmeDefinitions })
    .from(programmes)
    .innerJoin(units, eq(units.id, programmes.unitId))
    .innerJoin(programmeDefinitions, eq(programmeDefinitions.programmeId, programmes.id))

/** A programme that the actor runs, with the definition that stands now. */
export async function findRunProgramme(scope: Scope, programmeId: number) {
  const newest = [asc(programmes.id), desc(programmeDefinitions.number)]
  const [row] = await defined(scope)
    .where(eq(programmes.id, programmeId))
    .orderBy(...newest)
  if (!row || !mayInUnit(scope.actor, "programmes.keep", { path: row.unitPath })) return undefined
  const definition = definitionSchema.parse(row.stored.definition)
  return { programme: row.programme, unitPath: row.unitPath, definition, definitionId: row.stored.id }
}

/** The committees of the programmes that the actor runs, those at work first, and the steps that one can be seated for. */
export async function listCommittees(scope: Scope) {
  const own = withinReach(scope.actor, "programmes.keep")
  const lines = await scope.db
    .select({ committee: committees, programme: programmes, cases: count(committeeCases.id) })
    .from(committees)
    .innerJoin(programmes, eq(programmes.id, committees.programmeId))
    .innerJoin(units, eq(units.id, programmes.unitId))
    .leftJoin(committeeCases, eq(committeeCases.committeeId, committees.id))
    .where(own)
    .groupBy(committees.id, programmes.id)
    .orderBy(asc(eq(committees.state, "signed")), desc(committees.id))
    .limit(200)
  const running = await defined(scope)
    .where(and(own, inArray(programmes.state, ["open", "reviewing"])))
    .orderBy(asc(programmes.id), desc(programmeDefinitions.number))
  const busy = new Set(
    lines
      .filter(({ committee }) => committee.state !== "signed")
      .map(({ committee }) => `${committee.programmeId}:${committee.stepKey}`),
  )
  const steps = running.flatMap(({ programme, stored }) =>
    definitionSchema
      .parse(stored.definition)
      .route.filter(({ key, committee }) => committee && !busy.has(`${programme.id}:${key}`))
      .map(({ key, title }) => ({ value: `${programme.id}:${key}`, programme, title })),
  )
  return { lines, steps }
}
