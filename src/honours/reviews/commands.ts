import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { committees } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { type CommitteeRow, findCommittee, lockCommittee, type Seated } from "./queries.ts"
import { type CommitteeMove, stateAfter } from "./state.ts"

/** Runs `work` on a committee of the actor's in one of some states, holding it. */
export function onCommittee<T>(
  scope: Scope,
  id: number,
  states: readonly CommitteeRow["state"][],
  work: (inner: Scope, seated: Seated) => Promise<Result<T>>,
) {
  return transact(scope, async (inner): Promise<Result<T>> => {
    await lockCommittee(inner, id)
    const seated = await findCommittee(inner, id)
    if (!seated) return refuse({ code: "not_found" })
    return states.includes(seated.committee.state) ? work(inner, seated) : refuse({ code: "wrong_state" })
  })
}

/** Moves a committee on, inside the caller's transaction. */
export async function moveCommittee(
  scope: Scope,
  committee: CommitteeRow,
  version: number,
  move: CommitteeMove,
  more: { change?: Partial<CommitteeRow>; facts?: Record<string, unknown> } = {},
): Promise<Result<CommitteeRow>> {
  const state = stateAfter(committee.state, move)
  if (!state) return refuse({ code: "wrong_state" })
  const [moved] = await scope.db
    .update(committees)
    .set({ ...more.change, state, version: version + 1 })
    .where(and(eq(committees.id, committee.id), eq(committees.version, version)))
    .returning()
  if (!moved) return refuse({ code: "stale" })
  await record(scope, `committee.${move}`, { kind: "committee", id: committee.id }, more.facts ?? {})
  return ok(moved)
}
