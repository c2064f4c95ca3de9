import { desc, eq } from "drizzle-orm"
import { mayInUnit } from "#accounts/permissions.ts"
import type { Scope } from "#db/db.ts"
import { programmeDefinitions, programmes, units } from "#db/schema/index.ts"
import { definitionSchema } from "../../programmes/definition.ts"

/** A programme that the actor runs, with the definition that stands now. */
export async function findRunProgramme({ db, actor }: Scope, programmeId: number) {
  const [row] = await db
    .select({ programme: programmes, unitPath: units.path, stored: programmeDefinitions })
    .from(programmes)
    .innerJoin(units, eq(units.id, programmes.unitId))
    .innerJoin(programmeDefinitions, eq(programmeDefinitions.programmeId, programmes.id))
    .where(eq(programmes.id, programmeId))
    .orderBy(desc(programmeDefinitions.number))
    .limit(1)
  if (!row || !mayInUnit(actor, "programmes.keep", { path: row.unitPath })) return undefined
  const definition = definitionSchema.parse(row.stored.definition)
  return { programme: row.programme, unitPath: row.unitPath, definition, definitionId: row.stored.id }
}
