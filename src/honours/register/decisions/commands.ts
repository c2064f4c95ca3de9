import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { decisions, registerEntries } from "#db/schema/index.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { enter, type NewEntry } from "../commands.ts"
import { documentNumber } from "../document-number.ts"
import { honourKinds } from "../queries.ts"
import { entryKey } from "./entry-key.ts"
import type { DecisionForm } from "./forms.ts"
import { findDecision } from "./queries.ts"

export type DecisionDocument = {
  /** In whose name the number is given. */
  readonly unitId: number
  readonly number: string
  readonly titleZh?: string
  readonly titleEn?: string
  readonly body?: string
  readonly issuers: readonly string[]
  readonly decidedOn: string
  readonly visibleFrom: Date | null
}

export type DecidedEntry = Omit<NewEntry, "year" | "decidedOn" | "documentNumber" | "visibleFrom" | "decisionId"> & {
  readonly year?: number | null
}

export type Entered = { readonly decisionId: number; readonly added: number[]; readonly known: number[] }

/**
 * Writes a decision and all that it names into the register, inside the transaction of the command that decides and
 * that has asked whether this actor may. A number names one decision of its unit: sent twice, or with lines that are
 * there already, it adds what is missing and nothing else.
 */
export async function enterDecision(
  scope: Scope,
  { document, entries }: { readonly document: DecisionDocument; readonly entries: readonly DecidedEntry[] },
): Promise<Result<Entered>> {
  const number = documentNumber(document.number)
  if (!number) return refuse({ code: "not_a_document_number", field: "documentNumber" })
  const decision = await lockedDecision(scope, { ...document, number })
  if (decision.decidedOn !== document.decidedOn)
    return refuse({ code: "decision_other_day", field: "decidedOn", day: decision.decidedOn })
  const there = await scope.db.select().from(registerEntries).where(eq(registerEntries.decisionId, decision.id))
  const known = new Map(there.map((row) => [entryKey(row), row.id]))
  const facts = {
    decidedOn: decision.decidedOn,
    documentNumber: number,
    visibleFrom: document.visibleFrom ?? decision.visibleFrom,
    decisionId: decision.id,
  }
  const year = Number(decision.decidedOn.slice(0, 4))
  const missing = entries.filter((entry) => !known.has(entryKey(entry)))
  const kinds = await honourKinds(scope.db, [...new Set(missing.map(({ honourId }) => honourId))])
  const added: number[] = []
  for (const [kind, group] of Map.groupBy(missing, ({ honourId }) => kinds.get(honourId) ?? "unit"))
    added.push(
      ...(await enter(
        scope,
        kind,
        group.map((entry) => ({ year, ...entry, ...facts })),
      )),
    )
  const about = { number, added: added.length }
  if (added.length > 0) await record(scope, "decision.enter", { kind: "decision", id: decision.id }, about)
  return ok({ decisionId: decision.id, added, known: entries.flatMap((entry) => known.get(entryKey(entry)) ?? []) })
}

/** The decision of a number, which is made where there is none, locked until the transaction ends. */
export async function lockedDecision(scope: Scope, { visibleFrom, ...document }: DecisionDocument) {
  const row = { ...document, visibleFrom: visibleFrom ?? scope.now, createdAt: scope.now }
  await scope.db.insert(decisions).values(row).onConflictDoNothing()
  const same = and(eq(decisions.unitId, document.unitId), eq(decisions.number, document.number))
  const [decision] = await scope.db.select().from(decisions).where(same).for("update")
  if (!decision) throw new Error("a decision was not kept")
  return decision
}

/** Changes what a decision is called and says; its number, its day and whom it names stay. */
export const changeDecision = (scope: Scope, id: number, { version, ...facts }: DecisionForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await findDecision(inner, id)
    if (!found?.keeps) return refuse({ code: "not_found" })
    const [changed] = await inner.db
      .update(decisions)
      .set({ ...facts, version: version + 1 })
      .where(and(eq(decisions.id, id), eq(decisions.version, version)))
      .returning({ id: decisions.id })
    if (!changed) return refuse({ code: "stale" })
    await record(inner, "decision.change", { kind: "decision", id })
    return ok(changed)
  })
