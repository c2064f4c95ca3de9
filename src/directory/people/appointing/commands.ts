import { asc, inArray } from "drizzle-orm"
import { reachOf } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { people } from "#db/schema/index.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { addDuty } from "../commands.ts"
import type { DutyGiven, DutyProblem } from "./plan.ts"
import { judgeDuties } from "./queries.ts"

type DutiesImported = { readonly added: number; readonly changed: number; readonly unchanged: number }
type Problems = { readonly code: "sheet_problems"; readonly problems: readonly DutyProblem[] }

/** Gives every duty that the rows tell of, or none; each stands in the trail as one given by hand does. */
export const importDuties = (scope: Scope, policy: Policy, rows: readonly DutyGiven[]) =>
  transact(scope, async (inner): Promise<Result<DutiesImported, Problems>> => {
    await lock(inner, (await judgeDuties(inner, policy, rows)).adds)
    const plan = await judgeDuties(inner, policy, rows)
    if (plan.problems.length > 0) return refuse({ code: "sheet_problems", problems: plan.problems })
    for (const { personId, ...duty } of plan.adds) await addDuty(inner, personId, duty)
    const counts = { added: plan.adds.length, changed: 0, unchanged: plan.outcomes.length - plan.adds.length }
    const top = reachOf(inner.actor, "directory.keep")[0]?.split(".").at(-2) ?? 0
    await record(inner, "duty.import", { kind: "unit", id: Number(top) }, counts)
    return ok(counts)
  })

/** Two files at the same moment give nobody the same duty twice: the second waits, and finds it held. */
async function lock({ db }: Scope, adds: readonly { readonly personId: number }[]): Promise<void> {
  if (adds.length === 0) return
  const ids = [...new Set(adds.map(({ personId }) => personId))]
  await db.select({ id: people.id }).from(people).where(inArray(people.id, ids)).orderBy(asc(people.id)).for("update")
}
