import { and, eq } from "drizzle-orm"
import { type Keep, saveUpload } from "#attachments/commands.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { registerEntries, registerFiles, revocations, revocationTokens } from "#db/schema/index.ts"
import { fileKinds } from "#db/words.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { documentNumber } from "../document-number.ts"
import type { CaseForm, ClosingForm, EndingForm, OpinionForm, RestoringForm, TokensForm } from "./forms.ts"
import { fits, tokensOf } from "./grounds.ts"
import { casesOf, filesOf, findCase, findRevocable } from "./queries.ts"
import { type Act, after } from "./workflow.ts"

const accountOf = ({ actor }: Scope) => (actor.kind === "account" ? actor.accountId : null)
const subject = (id: number) => ({ kind: "revocation", id })

/** Asks that an honour be revoked or a plaque removed: by the unit of the recipient, or by the office. */
export const openCase = (scope: Scope, given: CaseForm, keep?: Keep, uploads: readonly File[] = []) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const lock = inner.db.select().from(registerEntries).where(eq(registerEntries.id, given.entry))
    await lock.for("update")
    const found = await findRevocable(inner, given.entry)
    if (!found) return refuse({ code: "not_found" })
    if (found.entry.revokedAt) return refuse({ code: "already_revoked" })
    if (!fits(given.kind, given.ground, found.honour.recipientKind))
      return refuse({ code: "ground_unfit", field: "ground" })
    const running = (await casesOf(inner, given.entry)).some(({ state }) => state === "opened" || state === "advised")
    if (running) return refuse({ code: "case_open" })
    const { entry: entryId, ...facts } = given
    const row = { ...facts, entryId, openedBy: accountOf(inner), createdAt: inner.now }
    const openedByUnitId = found.parts.decides ? found.honour.conferringUnitId : found.entry.unitId
    const [made] = await inner.db
      .insert(revocations)
      .values({ ...row, openedByUnitId })
      .returning({ id: revocations.id })
    if (!made) throw new Error("a case was not opened")
    const kept = await keepPapers(inner, made.id, keep, uploads)
    if (!kept.ok) return kept
    await record(inner, "revocation.open", subject(made.id), { entry: entryId, ground: given.ground })
    return ok(made)
  })

const most = 10

async function keepPapers(scope: Scope, id: number, keep: Keep | undefined, uploads: readonly File[]) {
  for (const upload of keep ? uploads : []) {
    const limits = { kinds: fileKinds, most, standing: (await filesOf(scope, id)).length }
    const saved = await saveUpload(scope, keep as Keep, upload, limits)
    if (!saved.ok) return refuse({ ...saved.refusal, field: "papers" })
    await scope.db.insert(registerFiles).values({ fileId: saved.value.id, revocationId: id, createdAt: scope.now })
  }
  return ok(null)
}

/** Adds papers to a case that is not closed. */
export const addPapers = (scope: Scope, id: number, keep: Keep, uploads: readonly File[]) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await locked(inner, id)
    if (!found || !(found.parts.opens || found.parts.advises)) return refuse({ code: "not_found" })
    if (!["opened", "advised"].includes(found.one.state)) return refuse({ code: "wrong_state" })
    const kept = await keepPapers(inner, id, keep, uploads)
    if (!kept.ok) return kept
    await record(inner, "revocation.add_papers", subject(id), { count: uploads.length })
    return ok({ id })
  })

type Found = NonNullable<Awaited<ReturnType<typeof findCase>>>
type Part = keyof Found["parts"]

async function locked(scope: Scope, id: number): Promise<Found | undefined> {
  await scope.db.select({ id: revocations.id }).from(revocations).where(eq(revocations.id, id)).for("update")
  return findCase(scope, id)
}

type Moved = { readonly set: Partial<typeof revocations.$inferInsert>; readonly facts?: Record<string, unknown> }

/** One act on a case: by whom it may be done, from the version that was seen, and what else it changes. */
const acted = (
  scope: Scope,
  id: number,
  { act, part, version }: { readonly act: Act; readonly part: Part; readonly version: number },
  change: (inner: Scope, found: Found) => Promise<Result<Moved, Refusal>>,
) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await locked(inner, id)
    if (!found?.parts[part]) return refuse({ code: "not_found" })
    if (found.one.version !== version) return refuse({ code: "stale" })
    const state = after(found.one.state, act, found.one.ground)
    if (!state) return refuse({ code: found.one.state === "opened" ? "opinion_first" : "wrong_state" })
    const changed = await change(inner, found)
    if (!changed.ok) return changed
    const row = { ...changed.value.set, state, version: version + 1 }
    await inner.db.update(revocations).set(row).where(eq(revocations.id, id))
    await record(inner, `revocation.${act}`, subject(id), { entry: found.entry.id, ...changed.value.facts })
    return ok({ id })
  })

/** The tier above the unit says what it thinks. */
export const advise = (scope: Scope, id: number, { version, verdict, opinion }: OpinionForm) =>
  acted(scope, id, { act: "advise", part: "advises", version }, async (inner) => {
    const by = { opinionBy: accountOf(inner), opinionAt: inner.now }
    return ok({ set: { opinionVerdict: verdict, opinion, ...by }, facts: { verdict } })
  })

const closed = (scope: Scope) => ({ closedBy: accountOf(scope), closedAt: scope.now })

/** Decides that the honour ends: the entry stays with the case and leaves the public pages at once. */
export const decideCase = (scope: Scope, id: number, { version, isPublic, ...given }: EndingForm) =>
  acted(scope, id, { act: "decide", part: "decides", version }, async (inner, { one, entry }) => {
    const number = documentNumber(given.documentNumber)
    if (!number) return refuse({ code: "not_a_document_number", field: "documentNumber" })
    const shown = isPublic && one.kind === "revocation"
    const ended = { ending: one.kind, endedOn: given.decidedOn, endingNumber: number, endingShown: shown }
    await inner.db
      .update(registerEntries)
      .set({ ...ended, revokedAt: inner.now, revocationReason: one.statement, version: entry.version + 1 })
      .where(eq(registerEntries.id, entry.id))
    await record(inner, "honour.revoke", { kind: "register_entry", id: entry.id }, { honourId: entry.honourId })
    const set = { documentNumber: number, decidedOn: given.decidedOn, isPublic: shown, ...closed(inner) }
    return ok({ set, facts: { number } })
  })

/** The conferring body finds no ground: the honour stands. */
export const dismissCase = (scope: Scope, id: number, { version, reason }: ClosingForm) =>
  acted(scope, id, { act: "dismiss", part: "decides", version }, async (inner) =>
    ok({ set: { closingReason: reason, ...closed(inner) } }),
  )

/** Whoever asked takes it back. */
export const withdrawCase = (scope: Scope, id: number, { version, reason }: ClosingForm) =>
  acted(scope, id, { act: "withdraw", part: "opens", version }, async (inner) =>
    ok({ set: { closingReason: reason, ...closed(inner) } }),
  )

/** Undoes a wrong revocation by a decision of its own: the entry is public again as it was. */
export const restoreCase = (scope: Scope, id: number, { version, ...given }: RestoringForm) =>
  acted(scope, id, { act: "restore", part: "decides", version }, async (inner, { entry }) => {
    const number = documentNumber(given.restoringNumber)
    if (!number) return refuse({ code: "not_a_document_number", field: "restoringNumber" })
    const none = { ending: null, endedOn: null, endingNumber: null, revokedAt: null, revocationReason: null }
    await inner.db
      .update(registerEntries)
      .set({ ...none, endingShown: false, version: entry.version + 1 })
      .where(eq(registerEntries.id, entry.id))
    await record(inner, "honour.restore", { kind: "register_entry", id: entry.id }, { honourId: entry.honourId })
    return ok({ set: { ...given, restoringNumber: number }, facts: { number } })
  })

/** Notes what was given back and when, or why not. */
export const noteTokens = (scope: Scope, id: number, { version, tokens }: TokensForm) =>
  transact(scope, async (inner): Promise<Result<{ id: number }>> => {
    const found = await locked(inner, id)
    if (!found?.parts.decides) return refuse({ code: "not_found" })
    if (found.one.version !== version) return refuse({ code: "stale" })
    if (found.one.state !== "decided") return refuse({ code: "wrong_state" })
    const own = tokens.filter(({ token }) => tokensOf(found.honour.recipientKind).includes(token))
    const both = own.find((one) => one.recoveredOn && one.reason)
    if (both) return refuse({ code: "token_both", field: `${both.token}Reason` })
    for (const one of own) {
      const { token, ...said } = one
      const row = { ...said, token, revocationId: id, createdAt: inner.now }
      const target = [revocationTokens.revocationId, revocationTokens.token]
      await inner.db.insert(revocationTokens).values(row).onConflictDoUpdate({ target, set: said })
    }
    const seen = and(eq(revocations.id, id), eq(revocations.version, version))
    await inner.db
      .update(revocations)
      .set({ version: version + 1 })
      .where(seen)
    await record(inner, "revocation.note_tokens", subject(id), { entry: found.entry.id })
    return ok({ id })
  })
