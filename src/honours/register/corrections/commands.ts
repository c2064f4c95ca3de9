import { count, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { decisions, entryTerms, entryVersions, registerEntries } from "#db/schema/index.ts"
import { normaliseName } from "#lib/names.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { sortKeys } from "#lib/sort-keys.ts"
import { entrySearchKey } from "../commands.ts"
import { lockedDecision } from "../decisions/commands.ts"
import { entryKey } from "../decisions/entry-key.ts"
import { documentNumber } from "../document-number.ts"
import { keepTerms } from "../finding/commands.ts"
import { findEntry, unitsNamed } from "../queries.ts"
import { type TermRow, termOf } from "../terms/queries.ts"
import { changesOf, entryFacts, yearProblem } from "./facts.ts"
import type { CorrectionForm } from "./forms.ts"
import { correctedGrade } from "./grade.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findEntry>>>

/**
 * Corrects what an entry says, for a reason: what stood there before is kept with it. A revoked entry stays as it is, and
 * a certificate keeps its number.
 */
export const correctEntry = (
  scope: Scope,
  id: number,
  { version, correctionReason: reason, ...given }: CorrectionForm,
) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    await inner.db
      .select({ id: registerEntries.id })
      .from(registerEntries)
      .where(eq(registerEntries.id, id))
      .for("update")
    const found = await findEntry(inner, id)
    if (!found) return refuse({ code: "not_found" })
    const { entry } = found
    if (entry.revokedAt) return refuse({ code: "revoked_stays" })
    if (entry.version !== version) return refuse({ code: "stale" })
    const wrongYear = yearProblem(entry.source === "import", given.year, given.yearTo)
    if (wrongYear) return refuse({ code: "years_unfit", field: wrongYear })
    const named = await namesOf(inner, found, given)
    if (!named.ok) return named
    const document = await documentOf(inner, found, given)
    if (!document.ok) return document
    const term = await termOf(inner, id)
    const graded = correctedGrade(term?.grades ?? [], entry.gradeZh, given)
    if (!graded.ok) return graded
    const facts = { ...given, ...named.value, ...document.value, ...graded.value.facts }
    const changes = changesOf(entryFacts(entry), entryFacts(facts))
    if (changes.length === 0) return refuse({ code: "nothing_corrected" })
    if (await isThere(inner, found, facts)) return refuse({ code: "entry_doubled", field: "recipientName" })
    await keepBefore(inner, found, reason)
    const kind = found.honour.recipientKind === "person" ? "person" : "unit"
    await inner.db
      .update(registerEntries)
      .set({
        ...facts,
        ...sortKeys(facts.recipientName, kind, facts.sortKeyOverride),
        searchKey: entrySearchKey(facts.recipientName, kind, facts.unitName, facts.forZh),
        correctedAt: entry.visibleFrom <= inner.now ? inner.now : entry.correctedAt,
        version: version + 1,
      })
      .where(eq(registerEntries.id, id))
    await keepTerms(inner, [facts], kind)
    const { key: grade } = graded.value
    if (term && grade !== undefined) await holdIn(inner, term, grade)
    const fields = changes.map(({ name }) => name)
    const told = { honourId: entry.honourId, fields, ...(grade !== undefined && { grade }) }
    await record(inner, "honour.correct", { kind: "register_entry", id }, told)
    return ok({ id })
  })

/** The term that was begun in the wrong grade is held in the right one; until when stays. */
const holdIn = ({ db }: Scope, { id, version }: TermRow, grade: string) =>
  db
    .update(entryTerms)
    .set({ grade, version: version + 1 })
    .where(eq(entryTerms.id, id))

type Given = Omit<CorrectionForm, "version" | "correctionReason">

/** Another unit is one of the directory; only of an old paper a text may stand for it. The honour of a unit bears its name. */
async function namesOf(scope: Scope, { entry, honour, path }: Found, given: Given) {
  const recipientName = normaliseName(given.recipientName)
  if (given.unitName === entry.unitName) return ok({ recipientName, unitName: entry.unitName, unitId: entry.unitId })
  const [unit, another] = await unitsNamed(scope.db, normaliseName(given.unitName), path)
  if (another) return refuse({ code: "unit_ambiguous", field: "unitName" })
  if (!unit && entry.source !== "import") return refuse({ code: "unit_unknown", field: "unitName" })
  const unitName = unit?.name ?? given.unitName
  const follows = honour.recipientKind === "unit" && recipientName === entry.recipientName && unitName !== ""
  return ok({ recipientName: follows ? unitName : recipientName, unitName, unitId: unit?.id ?? null })
}

/** Another number leads to the decision that bears it, which is set up where the register has none yet. */
async function documentOf(scope: Scope, { entry, honour }: Found, given: Given) {
  const same = given.documentNumber === entry.documentNumber
  const stays = { documentNumber: entry.documentNumber, decidedOn: given.decidedOn, decisionId: entry.decisionId }
  if (same && (given.decidedOn === entry.decidedOn || entry.decisionId === null)) return ok(stays)
  if (!given.documentNumber) return ok({ ...stays, documentNumber: "", decisionId: null })
  const number = documentNumber(given.documentNumber)
  if (!number) return refuse({ code: "not_a_document_number", field: "documentNumber" })
  if (!given.decidedOn) return refuse({ code: "decision_day_missing", field: "decidedOn" })
  const [former] = await scope.db
    .select()
    .from(decisions)
    .where(eq(decisions.id, entry.decisionId ?? 0))
  const decision = await lockedDecision(scope, {
    unitId: honour.conferringUnitId,
    number,
    issuers: former?.issuers ?? [honour.conferredBy],
    decidedOn: given.decidedOn,
    visibleFrom: entry.visibleFrom,
  })
  if (decision.decidedOn !== given.decidedOn)
    return refuse({ code: "decision_other_day", field: "decidedOn", day: decision.decidedOn })
  return ok({ documentNumber: number, decidedOn: given.decidedOn, decisionId: decision.id })
}

/** Whether the corrected entry would say what another of its decision says already. */
async function isThere(scope: Scope, { entry }: Found, facts: Given & { decisionId: number | null }) {
  if (facts.decisionId === null) return false
  const { honourId, personId, placingId } = entry
  const key = entryKey({ ...facts, honourId, personId })
  const others = await scope.db.select().from(registerEntries).where(eq(registerEntries.decisionId, facts.decisionId))
  return others.some((one) => one.id !== entry.id && placingId === one.placingId && entryKey(one) === key)
}

async function keepBefore(scope: Scope, { entry }: Found, reason: string): Promise<void> {
  const correctedBy = scope.actor.kind === "account" ? scope.actor.accountId : null
  const { entryId } = entryVersions
  const [before] = await scope.db.select({ count: count() }).from(entryVersions).where(eq(entryId, entry.id))
  const number = (before?.count ?? 0) + 1
  const row = { entryId: entry.id, number, before: entryFacts(entry), reason, correctedBy, createdAt: scope.now }
  await scope.db.insert(entryVersions).values(row)
}
