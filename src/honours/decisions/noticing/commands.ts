import { eq } from "drizzle-orm"
import { type Scope, transact } from "#db/db.ts"
import { programmes } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { openNotice } from "#notices/issuing/commands.ts"
import { closeNotice } from "#notices/issuing/running/commands.ts"
import { currentStanding } from "../../nominations/course/standing.ts"
import { rowKey, subjectOf } from "../../nominations/levels/names.ts"
import { lockNomination, makeMove } from "../../nominations/moves/commands.ts"
import type { Nominee } from "../queries.ts"
import { isReady, type Posted, type Standing } from "./levels.ts"
import { findNoticing, levelAt } from "./queries.ts"

/** Which step, and which unit's notice of it: a recommending unit's own, or that of the honours office. */
type Place = { readonly stepKey: string; readonly unitId: number }

export type Announced = Place & {
  readonly title: string
  readonly basis: string
  readonly address: string
  readonly phone: string
  readonly mail: string
  readonly firstDay: string
  readonly confirmed: boolean
}

const rowOf = ({ nomination, honour, unitName }: Nominee) => ({
  key: rowKey(nomination),
  name: nomination.name,
  unit: nomination.recipientKind === "unit" ? "" : unitName,
  post: "",
  award: honour.titleZh,
  note: "",
})

/** Two officers take turns by the row of the selection: whoever comes second sees what the first did. */
async function takeTurn(scope: Scope, slug: string, { stepKey, unitId }: Place) {
  await scope.db.select({ id: programmes.id }).from(programmes).where(eq(programmes.slug, slug)).for("no key update")
  const found = await findNoticing(scope, slug)
  return found && { programme: found.programme, here: levelAt(found, stepKey, unitId) }
}

/** Shows those who stand at a notice step to the public; whoever sends it twice opens one notice. */
export const announceNominees = (
  scope: Scope,
  slug: string,
  { stepKey, unitId, firstDay, confirmed, ...texts }: Announced,
) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const turn = await takeTurn(inner, slug, { stepKey, unitId })
    if (!turn) return refuse({ code: "not_found" })
    const { programme, here } = turn
    if (!here || here.fresh.length === 0) return refuse({ code: "nobody_to_announce" })
    const subject = { ...subjectOf(programme.id), step: here.next }
    const rules = {
      workingDays: here.step.workingDays ?? 5,
      closingTime: "24:00",
      afterNoticeId: null,
      closesAfter: [...here.below],
    }
    const list = { rows: here.fresh.map(rowOf), order: "stroke" as const, onUpheld: "strike" as const }
    return openNotice(inner, subject, { ...texts, ...rules, ...list, unitId }, { firstDay, confirmed })
  })

/** How a nominee ends whose objection was upheld: after fraud the seat is lost, else the nominee is rejected. */
export type Upheld = "lose" | "reject"
export type Conclusion = Place & { readonly upheld: Upheld; readonly ending: string }

/**
 * Lets everybody go on whose notice is over without an objection that holds them, and whose notice below is closed; those
 * who are out leave the route. A notice that holds nobody any more is closed with the words that are given.
 */
export const conclude = (scope: Scope, slug: string, { upheld, ending, ...place }: Conclusion) =>
  transact(scope, async (inner): Promise<Result<number>> => {
    const turn = await takeTurn(inner, slug, place)
    if (!turn) return refuse({ code: "not_found" })
    const notices = turn.here?.notices ?? []
    const lines = notices.flatMap(({ nominees }) => nominees).filter(({ outcome }) => isReady(outcome))
    const over = notices.filter(({ mayClose }) => mayClose)
    if (lines.length + over.length === 0) return refuse({ code: "nobody_to_move_on" })
    if (over.length > 0 && !ending) return refuse({ code: "ending_missing", field: "ending" })
    for (const { nominee, outcome } of lines.toSorted((a, b) => a.nominee.nomination.id - b.nominee.nomination.id)) {
      const moved = await settle(inner, nominee, outcome, upheld)
      if (!moved.ok) return moved
    }
    const closed = await closeAll(inner, over, ending)
    return closed.ok ? ok(lines.length) : closed
  })

async function closeAll(scope: Scope, over: readonly Posted[], ending: string): Promise<Result<void>> {
  for (const { notice } of over) {
    const closed = await closeNotice(scope, notice.id, { version: notice.version, ending })
    if (!closed.ok) return closed
  }
  return ok(undefined)
}

/** Somebody whom a colleague has moved meanwhile stands elsewhere: nothing is signed there in their name. */
async function settle(
  scope: Scope,
  { nomination }: Nominee,
  outcome: Standing,
  upheld: Upheld,
): Promise<Result<unknown>> {
  const locked = await lockNomination(scope, nomination.id)
  if (!locked) return refuse({ code: "not_found" })
  const { stepKey, round, version } = locked.found.nomination
  if (stepKey !== nomination.stepKey || round !== nomination.round) return refuse({ code: "stale" })
  if (outcome === "upheld") return makeMove(scope, locked, { move: { move: upheld }, version })
  if (outcome === "withdrawn") return makeMove(scope, locked, { move: { move: "withdraw" }, version })
  const signer = currentStanding(locked.steps, locked.course)?.pending[0]
  if (!signer) return refuse({ code: "not_your_turn" })
  return makeMove(scope, locked, { move: { move: "sign", signer: signer.key, verdict: "agree" }, version })
}
