import { type Scope, transact } from "#db/db.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { openNotice } from "#notices/issuing/commands.ts"
import { currentStanding } from "../../nominations/course/standing.ts"
import { type Locked, lockNomination, makeMove } from "../../nominations/moves/commands.ts"
import { findNaming, type Nominee } from "../queries.ts"
import { noticesAt, subjectOf } from "./queries.ts"

export type Announced = {
  readonly stepKey: string
  readonly title: string
  readonly basis: string
  readonly address: string
  readonly phone: string
  readonly mail: string
  readonly firstDay: string
  readonly confirmed: boolean
}

const rowOf = ({ nomination, honour, unitName }: Nominee) => ({
  key: String(nomination.id),
  name: nomination.name,
  unit: nomination.recipientKind === "unit" ? "" : unitName,
  post: "",
  award: honour.titleZh,
  note: "",
})

/** Shows those who stand at a notice step to the public; whoever sends it twice opens one notice. */
export const announceNominees = (scope: Scope, slug: string, { stepKey, firstDay, confirmed, ...texts }: Announced) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const naming = await findNaming(inner, slug)
    if (!naming) return refuse({ code: "not_found" })
    const here = (await noticesAt(inner, naming)).find(({ step }) => step.key === stepKey)
    if (!here || here.fresh.length === 0) return refuse({ code: "nobody_to_announce" })
    const subject = { ...subjectOf(naming.programme.id), step: here.next }
    const rules = { workingDays: here.step.workingDays ?? 5, closingTime: "24:00", afterNoticeId: null }
    const list = { rows: here.fresh.map(rowOf), order: "stroke" as const, onUpheld: "strike" as const }
    const given = { ...texts, ...rules, ...list, unitId: naming.programme.unitId }
    return openNotice(inner, subject, given, { firstDay, confirmed })
  })

/** How a nominee ends whose objection was upheld: after fraud the seat is lost, else the nominee is rejected. */
export type Upheld = "lose" | "reject"

/** Lets everybody go on whose notice is over without an objection that holds them; those who are out leave the route. */
export const conclude = (scope: Scope, slug: string, stepKey: string, upheld: Upheld) =>
  transact(scope, async (inner): Promise<Result<number>> => {
    const naming = await findNaming(inner, slug)
    if (!naming) return refuse({ code: "not_found" })
    const here = (await noticesAt(inner, naming)).find(({ step }) => step.key === stepKey)
    const lines = here?.notices.flatMap(({ nominees }) => nominees).filter(({ outcome }) => outcome !== "pending") ?? []
    if (lines.length === 0) return refuse({ code: "nobody_to_move_on" })
    for (const { nominee, outcome } of lines.toSorted((a, b) => a.nominee.nomination.id - b.nominee.nomination.id)) {
      const locked = await lockNomination(inner, nominee.nomination.id)
      const moved = locked ? await settle(inner, locked, outcome, upheld) : refuse({ code: "not_found" })
      if (!moved.ok) return moved
    }
    return ok(lines.length)
  })

async function settle(scope: Scope, locked: Locked, outcome: string, upheld: Upheld): Promise<Result<unknown>> {
  const { version } = locked.found.nomination
  if (outcome === "upheld") return makeMove(scope, locked, { move: { move: upheld }, version })
  if (outcome === "withdrawn") return makeMove(scope, locked, { move: { move: "withdraw" }, version })
  const signer = currentStanding(locked.steps, locked.course)?.pending[0]
  if (!signer) return refuse({ code: "not_your_turn" })
  return makeMove(scope, locked, { move: { move: "sign", signer: signer.key, verdict: "agree" }, version })
}
