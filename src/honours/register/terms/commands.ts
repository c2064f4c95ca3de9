import { eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { entryTerms, registerEntries, type TermGrade, termActs } from "#db/schema/index.ts"
import { monthsAfter } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { documentNumber } from "../document-number.ts"
import { findEntry } from "../queries.ts"
import type { TermForm } from "./forms.ts"
import { type TermRow, termOf } from "./queries.ts"
import { afterAct, dueFrom, type Standing, type TermAct } from "./workflow.ts"

const accountOf = ({ actor }: Scope) => (actor.kind === "account" ? actor.accountId : null)
const subject = (id: number) => ({ kind: "register_entry", id })

/** How the honours that a decision names are held: from its day on, each in its grade where there are grades. */
export type NewTerm = {
  readonly years: number
  readonly reconfirmationMonths: number
  readonly grades: readonly TermGrade[]
  readonly decidedOn: string
  readonly documentNumber: string
}

/** Begins the terms of entries that were just made, inside the transaction of the command that decided on them. */
export async function startTerms(
  scope: Scope,
  { decidedOn, documentNumber, ...rules }: NewTerm,
  entries: readonly { readonly id: number; readonly grade: string }[],
): Promise<void> {
  if (entries.length === 0) return
  const endsOn = monthsAfter(decidedOn, rules.years * 12)
  const row = { ...rules, endsOn, dueFrom: dueFrom(rules, endsOn), createdAt: scope.now }
  await scope.db.insert(entryTerms).values(entries.map(({ id, grade }) => ({ ...row, entryId: id, grade })))
  const act = { act: "begin" as const, endsOn, documentNumber, decidedOn, basis: "" }
  const by = { byAccountId: accountOf(scope), at: scope.now }
  await scope.db.insert(termActs).values(entries.map(({ id, grade }) => ({ ...act, ...by, entryId: id, grade })))
}

/** Says of an honour that stands in the register already until when it is held. */
export const setTerm = (scope: Scope, entryId: number, { basis, ...given }: TermForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await lockedEntry(inner, entryId)
    if (!found) return refuse({ code: "not_found" })
    if (found.entry.revokedAt) return refuse({ code: "revoked_stays" })
    const row = { ...given, entryId, grades: [], dueFrom: dueFrom(given, given.endsOn), createdAt: inner.now }
    const [made] = await inner.db.insert(entryTerms).values(row).onConflictDoNothing().returning({ id: entryTerms.id })
    if (!made) return refuse({ code: "term_there" })
    const paper = { documentNumber: "", decidedOn: "", byAccountId: accountOf(inner), at: inner.now }
    await inner.db.insert(termActs).values({ ...paper, entryId, act: "begin", grade: "", endsOn: given.endsOn, basis })
    await record(inner, "term.begin", subject(entryId), { endsOn: given.endsOn })
    return ok({ id: entryId })
  })

export type TermDecision = {
  readonly act: TermAct
  /** Which grade, where another is given. */
  readonly grade: string
  readonly documentNumber: string
  readonly decidedOn: string
  readonly basis: string
}
export type Chosen = { readonly entryId: number; readonly version: number }

/** Decides by one document about one honour that is held for a time, or about several: about all of them, or about none. */
export const decideTerms = (scope: Scope, chosen: readonly Chosen[], given: TermDecision) =>
  transact(scope, async (inner): Promise<Result<{ count: number }>> => {
    if (chosen.length === 0) return refuse({ code: "nothing_ticked" })
    const number = documentNumber(given.documentNumber)
    if (!number) return refuse({ code: "not_a_document_number", field: "documentNumber" })
    for (const one of chosen.toSorted((a, b) => a.entryId - b.entryId)) {
      const done = await decideOne(inner, one, { ...given, documentNumber: number })
      if (!done.ok) return done
    }
    return ok({ count: chosen.length })
  })

async function lockedEntry(scope: Scope, id: number) {
  const { id: key } = registerEntries
  await scope.db.select({ id: key }).from(registerEntries).where(eq(key, id)).for("update")
  return findEntry(scope, id)
}

type Found = NonNullable<Awaited<ReturnType<typeof findEntry>>>

async function decideOne(scope: Scope, { entryId, version }: Chosen, given: TermDecision): Promise<Result<null>> {
  const found = await lockedEntry(scope, entryId)
  const term = found && (await termOf(scope, entryId))
  if (!found || !term) return refuse({ code: "not_found" })
  if (term.version !== version) return refuse({ code: "stale" })
  if (found.entry.revokedAt && term.state === "held") return refuse({ code: "revoked_stays" })
  const { act, decidedOn: day, grade: to } = given
  const stands: Standing = { state: term.state, grade: term.grade, endsOn: term.endsOn }
  const after = afterAct(term, stands, { act, day, to })
  if (!after.ok) {
    const field = after.refusal.code.startsWith("grade") ? "grade" : "decidedOn"
    return refuse({ ...after.refusal, field, name: found.entry.recipientName, day: term.dueFrom })
  }
  await scope.db
    .update(entryTerms)
    .set({ ...after.value, dueFrom: dueFrom(term, after.value.endsOn), version: version + 1 })
    .where(eq(entryTerms.id, term.id))
  await changeEntry(scope, found, term, after.value, given)
  const { documentNumber, basis } = given
  const { grade, endsOn } = after.value
  const paper = { documentNumber, decidedOn: day, basis, byAccountId: accountOf(scope), at: scope.now }
  await scope.db.insert(termActs).values({ ...paper, entryId, act, before: stands, grade, endsOn })
  await record(scope, `term.${act}`, subject(entryId), { documentNumber, endsOn })
  return ok(null)
}

const none = { ending: null, endedOn: null, endingNumber: null, revokedAt: null, revocationReason: null }

/** The entry leaves the public pages with its plaque, comes back with it, and bears the grade that it has now. */
async function changeEntry(
  scope: Scope,
  { entry }: Found,
  { grades }: TermRow,
  { grade }: Standing,
  { act, documentNumber, decidedOn, basis }: TermDecision,
): Promise<void> {
  const at = grades.findIndex(({ key }) => key === grade)
  const ended = { ending: "automatic_removal" as const, endedOn: decidedOn, endingNumber: documentNumber }
  const graded = { gradeZh: grades[at]?.title.zh ?? "", gradeEn: grades[at]?.title.en ?? "", gradeRank: at + 1 }
  if (act === "reconfirm") return
  const change =
    act === "remove"
      ? { ...ended, revokedAt: scope.now, revocationReason: basis }
      : act === "restore"
        ? { ...none, endingShown: false }
        : graded
  await scope.db
    .update(registerEntries)
    .set({ ...change, version: entry.version + 1 })
    .where(eq(registerEntries.id, entry.id))
}
