import { and, eq, isNull } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { unitVetoes } from "#db/schema/index.ts"
import { findUnit } from "#directory/organisations/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import type { VetoGround } from "../programmes/eligibility-rules.ts"
import { findVeto, knownGrounds, type VetoRow } from "./queries.ts"
import { dayProblem } from "./standing.ts"

/** What a department has found of a unit, with its paper. */
export type Finding = {
  readonly unitId: number
  readonly source: string
  readonly document: string
  readonly fromDay: string
  readonly untilDay: string | null
}

/** Puts a unit on the veto list; one event is recorded once. */
export const recordVeto = (scope: Scope, { ground, ...finding }: Finding & { readonly ground: string }) =>
  transact(scope, async (inner): Promise<Result<VetoRow>> => {
    const unit = await findUnit(inner, finding.unitId, "programmes.keep")
    if (!unit) return refuse({ code: "veto_unit_unknown", field: "unit" })
    const known = knownGrounds.find(({ key }) => key === ground)
    if (!known) return refuse({ code: "ground_unknown", field: "ground" })
    const wrong = dayProblem(finding.fromDay, finding.untilDay, dayOf(inner.now))
    return wrong ? refuse(wrong) : noteVeto(inner, { ...finding, ground: known, letterId: null, name: "" })
  })

type Noted = Finding & {
  readonly ground: Pick<VetoGround, "key" | "title">
  readonly letterId: number | null
  readonly name: string
}

/** Writes a veto down for a caller that has asked who may: the office's own page, or a department behind its letter. */
export async function noteVeto(scope: Scope, { ground, name, ...finding }: Noted): Promise<Result<VetoRow>> {
  const { actor } = scope
  const by =
    actor.kind === "account" ? { recordedBy: actor.accountId, recordedName: actor.name } : { recordedName: name }
  const titles = { ground: ground.key, titleZh: ground.title.zh, titleEn: ground.title.en }
  const [made] = await scope.db
    .insert(unitVetoes)
    .values({ ...finding, ...titles, ...by, createdAt: scope.now })
    .onConflictDoNothing()
    .returning()
  if (!made) return refuse({ code: "veto_known", field: "fromDay" })
  const facts = {
    unit: made.unitId,
    ground: made.ground,
    since: made.fromDay,
    ...(made.letterId ? { letter: made.letterId } : {}),
  }
  await record(scope, "veto.record", { kind: "veto", id: made.id }, facts)
  return ok(made)
}

/** Lifts a veto for a reason: it bars nobody any more, and stays to be read. */
export const liftVeto = (scope: Scope, id: number, { version, reason }: { version: number; reason: string }) =>
  transact(scope, async (inner): Promise<Result<VetoRow>> => {
    const found = await findVeto(inner, id)
    if (!found?.keeps || inner.actor.kind !== "account") return refuse({ code: "not_found" })
    if (found.veto.liftedAt) return refuse({ code: "veto_lifted" })
    const { accountId, name } = inner.actor
    const lifted = {
      liftedAt: inner.now,
      liftedBy: accountId,
      liftedName: name,
      liftReason: reason,
      version: version + 1,
    }
    const [kept] = await inner.db
      .update(unitVetoes)
      .set(lifted)
      .where(and(eq(unitVetoes.id, id), eq(unitVetoes.version, version), isNull(unitVetoes.liftedAt)))
      .returning()
    if (!kept) return refuse({ code: "stale" })
    await record(inner, "veto.lift", { kind: "veto", id }, { unit: kept.unitId, ground: kept.ground })
    return ok(kept)
  })
