import { eq, inArray } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { decisionExceptions, programmes, registerEntries } from "#db/schema/index.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { currentStanding } from "../nominations/course/standing.ts"
import { lockNomination, makeMove } from "../nominations/moves/commands.ts"
import { enterDecision } from "../register/decisions/commands.ts"
import { startTerms } from "../register/terms/commands.ts"
import { type Broken, brokenBy } from "./broken.ts"
import { findNaming, meterOf, type Naming, type Nominee, vetoedAmong } from "./queries.ts"

export type Document = {
  readonly number: string
  readonly decidedOn: string
  readonly titleZh: string
  readonly titleEn: string
  readonly issuers: readonly string[]
  readonly visibleFrom: Date | null
}
/** Who allows a list that breaks a rule: why, and on which document. */
export type Exception = { readonly reason: string; readonly basis: string }
export type Graded = { readonly id: number; readonly grade: string }
export type Named = {
  readonly ids: readonly number[]
  /** Those of them who have died. */
  readonly posthumous: readonly number[]
  /** In which grade each is named, where the honour has grades. */
  readonly grades?: readonly Graded[]
  readonly document: Document
  readonly exception: Exception
}

/**
 * Decides: the chosen are honoured and stand in the register, all in one transaction. Two officers take turns by the
 * programme's row, and whoever comes second finds that those whom he has chosen are decided on already.
 */
export const decide = (scope: Scope, slug: string, named: Named) =>
  transact(scope, async (inner): Promise<Result<{ decisionId: number }>> => {
    await inner.db.select({ id: programmes.id }).from(programmes).where(eq(programmes.slug, slug)).for("update")
    const naming = await findNaming(inner, slug)
    if (!naming) return refuse({ code: "not_found" })
    const against = againstChoice(naming, named)
    if (against) return refuse(against)
    const chosen = naming.waiting.filter(({ nomination }) => named.ids.includes(nomination.id))
    const vetoed = await vetoedAmong(inner, naming, chosen)
    if (vetoed) return refuse({ code: "nominee_vetoed", name: vetoed.nomination.name })
    const { meter } = await meterOf(inner, naming, named.ids)
    const broken = brokenBy(meter)
    const { reason, basis } = named.exception
    if (broken.length > 0 && !reason) return refuse({ code: "exception_reason_missing", field: "reason" })
    if (broken.length > 0 && !basis) return refuse({ code: "exception_basis_missing", field: "basis" })
    const entered = await enterAll(inner, naming, named)
    if (!entered.ok) return entered
    await beginTerms(inner, naming, named)
    await keepExceptions(inner, naming, entered.value.decisionId, broken, named.exception)
    for (const id of named.ids.toSorted((a, b) => a - b)) {
      const moved = await honour(inner, id)
      if (!moved.ok) return moved
    }
    return ok({ decisionId: entered.value.decisionId })
  })

function againstChoice({ waiting, honoured, definition }: Naming, { ids, grades = [] }: Named): Refusal | undefined {
  if (ids.length === 0) return { code: "nobody_named" }
  if (honoured.some(({ nomination }) => ids.includes(nomination.id))) return { code: "decided_already" }
  const ready = new Set(waiting.map(({ nomination }) => nomination.id))
  if (!ids.every((id) => ready.has(id))) return { code: "not_ready_to_decide" }
  const ladder = definition.term?.grades ?? []
  const isGraded = (id: number) => ladder.some(({ key }) => grades.some((one) => one.id === id && one.grade === key))
  return ladder.length === 0 || ids.every(isGraded) ? undefined : { code: "grade_not_chosen" }
}

/** What is held for a time begins its term on the day of the decision. */
async function beginTerms(scope: Scope, { definition }: Naming, { ids, grades = [], document }: Named): Promise<void> {
  if (!definition.term) return
  const { id, nominationId, documentNumber } = registerEntries
  const rows = await scope.db
    .select({ id, nominationId, documentNumber })
    .from(registerEntries)
    .where(inArray(nominationId, [...ids]))
  const [first] = rows
  if (!first) return
  const rules = { ...definition.term, decidedOn: document.decidedOn, documentNumber: first.documentNumber }
  const gradeOf = (nomination: number | null) => grades.find((one) => one.id === nomination)?.grade ?? ""
  await startTerms(
    scope,
    rules,
    rows.map((row) => ({ id: row.id, grade: gradeOf(row.nominationId) })),
  )
}

function enterAll(
  scope: Scope,
  { programme, waiting, definition }: Naming,
  { ids, posthumous, grades = [], document }: Named,
) {
  const chosen = waiting.filter(({ nomination }) => ids.includes(nomination.id))
  const ladder = definition.term?.grades ?? []
  const graded = (id: number) => {
    const at = ladder.findIndex(({ key }) => grades.some((one) => one.id === id && one.grade === key))
    const title = ladder[at]?.title
    return title ? { gradeZh: title.zh, gradeEn: title.en, gradeRank: at + 1 } : {}
  }
  return enterDecision(scope, {
    document: { ...document, unitId: programme.unitId },
    entries: chosen.map((one) => ({
      ...entryOf(one, posthumous.includes(one.nomination.id)),
      ...graded(one.nomination.id),
    })),
  })
}

const entryOf = ({ nomination, unitName, unitOverride, personOverride }: Nominee, isPosthumous: boolean) => ({
  honourId: nomination.honourId,
  personId: nomination.personId,
  unitId: nomination.unitId,
  recipientName: nomination.name,
  sortKeyOverride: (nomination.recipientKind === "person" ? personOverride : unitOverride) ?? "",
  unitName,
  source: "decision" as const,
  nominationId: nomination.id,
  isPosthumous: isPosthumous && nomination.personId !== null,
})

async function keepExceptions(
  scope: Scope,
  { programme }: Naming,
  decisionId: number,
  broken: readonly Broken[],
  exception: Exception,
): Promise<void> {
  if (broken.length === 0) return
  const createdBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  const facts = { programmeId: programme.id, decisionId, createdBy, createdAt: scope.now, ...exception }
  await scope.db
    .insert(decisionExceptions)
    .values(broken.map((one) => ({ ...one, ...facts })))
    .onConflictDoNothing()
  const told = { rules: broken.map(({ rule }) => rule), ...exception }
  await record(scope, "decision.except", { kind: "decision", id: decisionId }, told)
}

/** The office's signature where the decision comes before its document, and then the decision itself. */
async function honour(scope: Scope, id: number): Promise<Result<unknown>> {
  for (;;) {
    const locked = await lockNomination(scope, id)
    if (!locked) return refuse({ code: "not_found" })
    const { version } = locked.found.nomination
    const here = currentStanding(locked.steps, locked.course)
    if (!here) return refuse({ code: "not_ready_to_decide" })
    if (here.step.key === locked.steps.at(-1)?.key)
      return makeMove(scope, locked, { move: { move: "decide" }, version })
    const signer = here.pending.find(({ by }) => by === "office")
    if (!signer) return refuse({ code: "not_ready_to_decide" })
    const signed = await makeMove(scope, locked, {
      move: { move: "sign", signer: signer.key, verdict: "agree" },
      version,
    })
    if (!signed.ok) return signed
  }
}
