import { count, eq } from "drizzle-orm"
import { type Keep, saveUpload } from "#attachments/commands.ts"
import { record } from "#audit/record.ts"
import { type Scope, transact } from "#db/db.ts"
import { notices, objectionFiles, objectionSteps, objections } from "#db/schema/index.ts"
import { fileKinds, type ObjectionChannel } from "#db/words.ts"
import { ok, type Refusal, type Result, refuse } from "#lib/result.ts"
import { isAddress } from "#mail/mailer.ts"
import { findNotice, type Notice, noticeById } from "../issuing/queries.ts"
import type { EnteredForm, ObjectionForm } from "./forms.ts"
import { codeHashOf, codeOf, numberOf } from "./receipt.ts"
import { type Statement, sealStatement } from "./statement.ts"
import { cameFault, isTimely } from "./workflow.ts"

export type Receipt = { readonly id: number; readonly number: string; readonly code: string }

/** Files that come with an objection; where the installation takes none, `keep` is absent. */
export type Sent = { readonly keep: Keep | undefined; readonly files: readonly File[]; readonly lang: string }

/** The most files with one objection. */
export const mostFiles = 5

type Came = {
  readonly channel: ObjectionChannel
  readonly receivedAt: Date
  readonly postmarkedOn: string | null
}

/** Whoever objects to one notice takes turns with whoever closes or restarts it. */
const lockShown = ({ db }: Scope, id: number) =>
  db.select({ id: notices.id }).from(notices).where(eq(notices.id, id)).for("update")

/** Objects on the page of a notice, by anybody: while its period runs, to one line of it or to the whole. */
export const objectTo = (scope: Scope, noticeId: number, form: ObjectionForm, sent: Sent) =>
  transact(scope, async (inner): Promise<Result<Receipt>> => {
    await lockShown(inner, noticeId)
    const found = await noticeById(inner, noticeId)
    if (!found || found.notice.state === "draft") return refuse({ code: "not_found" })
    const again = await sentBefore(inner, noticeId, form.once)
    if (again) return ok(again)
    const came = { channel: "online", receivedAt: inner.now, postmarkedOn: null } as const
    if (found.notice.state !== "open" || !found.list || inner.now >= found.list.endsAt)
      return refuse({ code: "period_over" })
    return keepObjection(inner, found, form, came, sent)
  })

/** Writes down an objection that came to the office by letter, visit or call, also a late one, until the notice ends. */
export const enterObjection = (scope: Scope, noticeId: number, form: EnteredForm, sent: Sent) =>
  transact(scope, async (inner): Promise<Result<Receipt>> => {
    await lockShown(inner, noticeId)
    const found = await findNotice(inner, noticeId)
    if (!found) return refuse({ code: "not_found" })
    const again = await sentBefore(inner, noticeId, form.once)
    if (again) return ok(again)
    if (found.notice.state !== "open") return refuse({ code: "wrong_state" })
    const { channel, receivedAt } = form
    const came = { channel, receivedAt, postmarkedOn: channel === "letter" ? form.postmarkedOn || null : null }
    const fault = cameFault(came, inner.now)
    if (fault) return refuse({ code: fault, field: fault === "received_ahead" ? "receivedAt" : "postmarkedOn" })
    return keepObjection(inner, found, form, came, sent)
  })

/** The receipt of an objection that this very form has made already. */
async function sentBefore({ db, keys }: Scope, noticeId: number, once: string): Promise<Receipt | undefined> {
  const [row] = await db.select().from(objections).where(eq(objections.once, once))
  const known = row?.noticeId === noticeId
  return known ? { id: row.id, number: numberOf(noticeId, row.serial), code: codeOf(keys, once) } : undefined
}

/** What speaks against a statement; an anonymous one keeps no name, whatever was typed. */
function statementOf({ named, name, contact, mail, text }: ObjectionForm): Result<Statement> {
  if (mail && !isAddress(mail)) return refuse({ code: "no_address", field: "mail" })
  if (named === "no") return ok({ text, mail, name: "", contact: "" })
  if (!name) return refuse({ code: "objector_unnamed", field: "name" })
  return contact ? ok({ text, mail, name, contact }) : refuse({ code: "no_contact", field: "contact" })
}

function keyOf({ list, strikes }: Notice, form: ObjectionForm): Result<string | null> {
  if (list?.number !== form.list) return refuse({ code: "list_changed" })
  if (form.row === null) return ok(null)
  const row = list.rows[form.row - 1]
  if (!row || strikes.some(({ key }) => key === row.key)) return refuse({ code: "no_such_row", field: "row" })
  return ok(row.key)
}

async function keepObjection(
  scope: Scope,
  found: Notice,
  form: ObjectionForm,
  came: Came,
  sent: Sent,
): Promise<Result<Receipt>> {
  const [key, statement] = [keyOf(found, form), statementOf(form)]
  if (!key.ok) return key
  if (!statement.ok) return statement
  const { notice, list } = found
  if (!list) return refuse({ code: "wrong_state" })
  const code = codeOf(scope.keys, form.once)
  const facts = {
    noticeId: notice.id,
    listNumber: list.number,
    key: key.value,
    ...came,
    isTimely: isTimely(came, list),
  }
  const id = await insertObjection(scope, {
    ...facts,
    once: form.once,
    isNamed: form.named === "yes",
    statementSealed: sealStatement(scope.keys, statement.value),
    codeHash: codeHashOf(code),
    lang: sent.lang,
  })
  const refused = await attach(scope, id.id, sent)
  if (refused) return refuse(refused)
  await record(
    scope,
    "objection.receive",
    { kind: "objection", id: id.id },
    { notice: notice.id, channel: came.channel },
  )
  return ok({ id: id.id, number: numberOf(notice.id, id.serial), code })
}

type NewObjection = Omit<typeof objections.$inferInsert, "serial" | "state" | "enteredBy">

async function insertObjection(scope: Scope, row: NewObjection): Promise<{ id: number; serial: number }> {
  const { actor, db, now } = scope
  const enteredBy = row.channel !== "online" && actor.kind === "account" ? actor.accountId : null
  const [held] = await db.select({ count: count() }).from(objections).where(eq(objections.noticeId, row.noticeId))
  const serial = (held?.count ?? 0) + 1
  const [made] = await db
    .insert(objections)
    .values({ ...row, serial, state: "received", enteredBy })
    .returning({ id: objections.id })
  if (!made) throw new Error("an objection was not kept")
  await db.insert(objectionSteps).values({ objectionId: made.id, kind: "received", at: now, byAccountId: enteredBy })
  return { id: made.id, serial }
}

async function attach(scope: Scope, objectionId: number, { keep, files }: Sent): Promise<Refusal | undefined> {
  for (const [standing, file] of files.entries()) {
    if (!keep) return { code: "not_found" }
    const saved = await saveUpload(scope, keep, file, { kinds: fileKinds, most: mostFiles, standing })
    if (!saved.ok) return { ...saved.refusal, field: "files" }
    await scope.db.insert(objectionFiles).values({ objectionId, fileId: saved.value.id })
  }
  return undefined
}
