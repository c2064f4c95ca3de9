import { and, inArray, not } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { units } from "#db/schema/index.ts"
import { normaliseCreditCode } from "../credit-code.ts"
import { withinReach } from "../queries.ts"
import { planUnits, type UnitGiven, type UnitsPlan } from "./plan.ts"

/** What an import of these units would do, and all that is wrong with them; nothing is written. */
export async function judgeUnits(scope: Scope, rows: readonly UnitGiven[]): Promise<UnitsPlan> {
  const reach = withinReach(scope.actor, "directory.import")
  const codes = rows.flatMap(({ creditCode }) => (creditCode ? [normaliseCreditCode(creditCode)] : []))
  const elsewhere = and(inArray(units.creditCode, codes), not(reach))
  const taken = codes.length > 0 ? await scope.db.select({ code: units.creditCode }).from(units).where(elsewhere) : []
  return planUnits(rows, {
    units: await scope.db.select().from(units).where(reach),
    taken: new Set(taken.map(({ code }) => code ?? "")),
  })
}
