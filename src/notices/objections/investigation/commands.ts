import { and, eq } from "drizzle-orm"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { objectionSteps, objections } from "#db/schema/index.ts"
import type { ObjectionStepKind } from "#db/words.ts"
import { enqueue } from "#jobs/commands.ts"
import { dayOf } from "#lib/dates.ts"
import { ok, type Result, refuse } from "#lib/result.ts"
import { lockNotice } from "../../issuing/commands.ts"
import { strikeOut } from "../../issuing/running/commands.ts"
import type { ConclusionForm } from "../forms.ts"
import { type ObjectionMail, objectionMail } from "../jobs.ts"
import { findObjection, type ObjectionRow } from "../queries.ts"
import { numberOf } from "../receipt.ts"
import { openStatement, type Statement, type StepBody, sealBody } from "../statement.ts"
import { type ObjectionMove, objectionAfter } from "../workflow.ts"

type Place = { readonly notice: number; readonly objection: number; readonly version: number }

/** Locks the notice, finds the objection of the actor's reach, and asks whether it may make this move. */
async function findFor(scope: Scope, { notice, objection }: Omit<Place, "version">, move: ObjectionMove) {
  await lockNotice(scope, notice)
  const found = await findObjection(scope, notice, objection)
  if (!found) return refuse({ code: "not_found" })
  const state = objectionAfter(found.objection.state, move)
  return state ? ok({ ...found, state }) : refuse({ code: "wrong_state" })
}

/** Saves a move with what was written down at it, unless somebody else was faster. */
async function move(
  scope: Scope,
  { objection, version }: Place,
  set: Partial<typeof objections.$inferInsert>,
  kind: ObjectionStepKind,
  body: StepBody | undefined,
): Promise<Result<void>> {
  const { actor, db, keys, now } = scope
  const [moved] = await db
    .update(objections)
    .set({ ...set, version: version + 1 })
    .where(and(eq(objections.id, objection), eq(objections.version, version)))
    .returning({ id: objections.id })
  if (!moved) return refuse({ code: "stale" })
  const byAccountId = actor.kind === "account" ? actor.accountId : null
  const sealed = body ? sealBody(keys, body) : null
  await db.insert(objectionSteps).values({ objectionId: objection, kind, at: now, byAccountId, bodySealed: sealed })
  return ok(undefined)
}

/** Says who looks into an objection; it can be given on while it is not concluded. */
export const assign = (scope: Scope, place: Place, assignedTo: string) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await findFor(inner, place, "assign")
    if (!found.ok) return found
    const { state } = found.value
    const saved = await move(inner, place, { state, assignedTo }, "assigned", { text: assignedTo, reply: "" })
    if (saved.ok) await record(inner, "objection.assign", { kind: "objection", id: place.objection }, { assignedTo })
    return saved
  })

/** Writes down what an investigation has found so far. */
export const noteFindings = (scope: Scope, place: Place, findings: string) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await findFor(inner, place, "find")
    if (!found.ok) return found
    const saved = await move(inner, place, {}, "found", { text: findings, reply: "" })
    if (saved.ok) await record(inner, "objection.find", { kind: "objection", id: place.objection })
    return saved
  })

/** Where the sender of an objection looks its conclusion up, and who tells them that there is one. */
export type Told = { readonly link: string; readonly issuer: string; readonly mails: boolean }

/**
 * Concludes an objection as the responsible leader has signed it. Where it is upheld against one nominee and the notice
 * strikes lines, the line is struck out at once; otherwise the notice waits for its new list.
 */
export const conclude = (scope: Scope, place: Place, form: Omit<ConclusionForm, "version">, told: Told) =>
  transact(scope, async (inner): Promise<Result<void>> => {
    const found = await findFor(inner, place, form.verdict === "upheld" ? "uphold" : "dismiss")
    if (!found.ok) return found
    const { notice, objection, state } = found.value
    const { leaderName, signedOn } = form
    if (signedOn > dayOf(inner.now)) return refuse({ code: "signed_ahead", field: "signedOn" })
    if (signedOn < dayOf(objection.receivedAt)) return refuse({ code: "signed_before", field: "signedOn" })
    const strikes = state === "upheld" && objection.key !== null && notice.onUpheld === "strike"
    if (strikes && !form.words) return refuse({ code: "strike_words", field: "words" })
    const body = { text: form.conclusion, reply: form.reply }
    const set = { state, leaderName, signedOn, concludedAt: inner.now }
    const saved = await move(inner, place, set, "concluded", body)
    if (!saved.ok) return saved
    const struck =
      strikes && notice.state === "open"
        ? await strikeOut(inner, found.value, { key: objection.key ?? "", cause: "objection", words: form.words })
        : ok(undefined)
    if (!struck.ok) return struck
    await tell(inner, objection, told)
    await record(inner, "objection.conclude", { kind: "objection", id: objection.id }, { verdict: state, leaderName })
    return ok(undefined)
  })

async function tell(scope: Scope, objection: ObjectionRow, { mails, ...head }: Told): Promise<void> {
  const { mail: to } = openStatement(scope.keys, objection.statementSealed)
  if (!mails || !to) return
  const lang = objection.lang === "en" ? "en" : "zh-CN"
  const number = numberOf(objection.noticeId, objection.serial)
  await enqueue(scope, objectionMail, { ...head, to, lang, number } satisfies ObjectionMail)
}

/** Shows who objected to whoever looks into it; the trail says that it was looked at. */
export const revealObjector = (scope: Scope, { notice, objection }: Omit<Place, "version">) =>
  transact(scope, async (inner): Promise<Result<Statement>> => {
    const found = await findObjection(inner, notice, objection)
    if (!found) return refuse({ code: "not_found" })
    await record(inner, "objection.reveal", { kind: "objection", id: objection })
    return ok(openStatement(inner.keys, found.objection.statementSealed))
  })
