import { and, desc, eq, inArray } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { programmeDefinitions, programmes } from "#db/schema/index.ts"
import { type Definition, definitionSchema } from "../definition.ts"

/** The definitions in force of all selections that run now, by the number of the selection. */
export async function definitionsRunning({ db }: Scope): Promise<ReadonlyMap<number, Definition>> {
  const rows = await db
    .selectDistinctOn([programmeDefinitions.programmeId])
    .from(programmeDefinitions)
    .innerJoin(
      programmes,
      and(eq(programmes.id, programmeDefinitions.programmeId), inArray(programmes.state, ["open", "reviewing"])),
    )
    .orderBy(programmeDefinitions.programmeId, desc(programmeDefinitions.number))
  return new Map(
    rows.map(({ programme_definitions: one }) => [one.programmeId, definitionSchema.parse(one.definition)]),
  )
}
