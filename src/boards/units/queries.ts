import { asc, eq } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { formerUnitNames, units } from "#db/schema/index.ts"

/** A unit of the directory by its public facts: what it is called, and where it belongs. */
export async function findUnit({ db }: Scope, id: number) {
  const [unit] = await db
    .select({ id: units.id, name: units.name, path: units.path, kind: units.kind, level: units.level })
    .from(units)
    .where(eq(units.id, id))
  if (!unit) return undefined
  const former = await db
    .select({ name: formerUnitNames.name })
    .from(formerUnitNames)
    .where(eq(formerUnitNames.unitId, id))
    .orderBy(asc(formerUnitNames.id))
  return { ...unit, former: former.map(({ name }) => name) }
}
