import { reachOf } from "#accounts/permissions.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import type { Policy } from "#lib/policy.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { addDuty, lockPeople } from "../commands.ts"
import type { DutyGiven, DutyProblem } from "./plan.ts"
import { judgeDuties } from "./queries.ts"

type DutiesImported = { readonly added: number; readonly changed: number; readonly unchanged: number }
type Problems = { readonly code: "sheet_problems"; readonly problems: readonly DutyProblem[] }

/** Gives every duty that the rows tell of, or none; each stands in the trail as one given by hand does. */
export const importDuties = (scope: Scope, policy: Policy, rows: readonly DutyGiven[]) =>
  transact(scope, async (inner): Promise<Result<DutiesImported, Problems>> => {
    const first = await judgeDuties(inner, policy, rows)
    await lockPeople(inner.db, [...new Set(first.adds.map(({ personId }) => personId))])
    const plan = await judgeDuties(inner, policy, rows)
    if (plan.problems.length > 0) return refuse({ code: "sheet_problems", problems: plan.problems })
    for (const { personId, ...duty } of plan.adds) await addDuty(inner, personId, duty)
    const counts = { added: plan.adds.length, changed: 0, unchanged: plan.outcomes.length - plan.adds.length }
    const top = reachOf(inner.actor, "directory.keep")[0]?.split(".").at(-2) ?? 0
    await record(inner, "duty.import", { kind: "unit", id: Number(top) }, counts)
    return ok(counts)
  })
