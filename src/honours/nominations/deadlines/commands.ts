import { and, asc, eq, lte, notExists } from "drizzle-orm"
import { type Scope, transact } from "#db/db.ts"
import { nominationActs, nominations } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { lockNomination, makeMove } from "../moves/commands.ts"
import { isLate } from "./late.ts"

/** So many at a time: whoever waits for a lock of one of them never waits for all. */
const BATCH = 200

/** Marks nominations whose deadline has passed, once each; what it means is the rule of their step. Gives how many. */
export async function markOverdue(scope: Scope): Promise<number> {
  const { db, now } = scope
  const same = and(
    eq(nominationActs.nominationId, nominations.id),
    eq(nominationActs.move, "expire"),
    eq(nominationActs.stepKey, nominations.stepKey),
    eq(nominationActs.round, nominations.round),
  )
  const marked = db.select({ id: nominationActs.id }).from(nominationActs).where(same)
  const late = await db
    .select({ id: nominations.id })
    .from(nominations)
    .where(and(eq(nominations.state, "underway"), lte(nominations.dueAt, now), notExists(marked)))
    .orderBy(asc(nominations.dueAt))
    .limit(BATCH)
  let count = 0
  for (const { id } of late) if ((await markOne(scope, id)).ok) count++
  return count
}

const markOne = (scope: Scope, id: number) =>
  transact(scope, async (inner): Promise<Result<null>> => {
    const locked = await lockNomination(inner, id)
    const { dueAt, version } = locked?.found.nomination ?? { dueAt: null, version: 0 }
    if (!locked || !isLate(dueAt, inner.now)) return refuse({ code: "not_found" })
    const moved = await makeMove(inner, locked, { move: { move: "expire" }, version })
    return moved.ok ? ok(null) : moved
  })
