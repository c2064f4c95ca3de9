import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { cultivations, programmes } from "#db/schema/index.ts"
import { monthsAfter } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { lockNomination, makeMove } from "../../nominations/moves/commands.ts"
import { enterDecision } from "../../register/decisions/commands.ts"
import type { Document } from "../commands.ts"
import { vetoedAmong } from "../queries.ts"
import type { AssessmentForm } from "./forms.ts"
import { findCultivation } from "./queries.ts"
import { afterAssessment } from "./workflow.ts"

const locked = ({ db }: Scope, slug: string) =>
  db.select({ id: programmes.id }).from(programmes).where(eq(programmes.slug, slug)).for("update")

/**
 * The first decision of a title with a time of cultivation: lists the chosen for it. Nobody stands in the register yet,
 * and the nominations wait where they are until a second decision names whoever passed.
 */
export const listForCultivation = (
  scope: Scope,
  slug: string,
  { ids, document }: { readonly ids: readonly number[]; readonly document: Omit<Document, "visibleFrom"> },
) =>
  transact(scope, async (inner): Promise<Result<{ decisionId: number }>> => {
    await locked(inner, slug)
    const found = await findCultivation(inner, slug)
    if (!found) return refuse({ code: "not_found" })
    if (ids.length === 0) return refuse({ code: "nobody_named" })
    if (found.listed.some(({ nominee }) => ids.includes(nominee.nomination.id)))
      return refuse({ code: "listed_already" })
    const chosen = found.candidates.filter(({ nomination }) => ids.includes(nomination.id))
    if (chosen.length < new Set(ids).size) return refuse({ code: "not_ready_to_decide" })
    const vetoed = await vetoedAmong(inner, found, chosen)
    if (vetoed) return refuse({ code: "nominee_vetoed", name: vetoed.nomination.name })
    const entered = await enterDecision(inner, {
      document: { ...document, unitId: found.programme.unitId, visibleFrom: null },
      entries: [],
    })
    if (!entered.ok) return entered
    const { decisionId } = entered.value
    const endsOn = monthsAfter(document.decidedOn, found.months)
    const row = { decisionId, endsOn, createdAt: inner.now }
    await inner.db.insert(cultivations).values(ids.map((nominationId) => ({ ...row, nominationId })))
    await record(inner, "decision.cultivate", { kind: "decision", id: decisionId }, { count: ids.length, endsOn })
    return ok({ decisionId })
  })

/** Notes what the assessment of a candidate found; whoever fails it is not named, and the nomination has ended. */
export const assess = (scope: Scope, slug: string, { cultivation: id, version, ...given }: AssessmentForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    await locked(inner, slug)
    const one = (await findCultivation(inner, slug))?.listed.find(({ cultivation }) => cultivation.id === id)
    if (!one) return refuse({ code: "not_found" })
    const { state, endsOn, nominationId } = one.cultivation
    if (one.cultivation.version !== version) return refuse({ code: "stale" })
    const after = afterAssessment(state, { verdict: given.verdict, day: given.assessedOn, endsOn })
    if (!after.ok) return refuse({ ...after.refusal, field: "assessedOn", day: endsOn })
    const assessedBy = inner.actor.kind === "account" ? inner.actor.accountId : null
    const { assessment, assessedOn } = given
    await inner.db
      .update(cultivations)
      .set({ state: after.value, assessment, assessedOn, assessedBy, version: version + 1 })
      .where(and(eq(cultivations.id, id), eq(cultivations.version, version)))
    const nomination = after.value === "failed" ? await lockNomination(inner, nominationId) : undefined
    const ended =
      nomination &&
      (await makeMove(inner, nomination, {
        move: { move: "reject" },
        version: nomination.found.nomination.version,
        words: assessment,
      }))
    if (ended && !ended.ok) return ended
    await record(inner, "nomination.assess", { kind: "nomination", id: nominationId }, { outcome: after.value })
    return ok({ id })
  })
