import { type Context, Hono } from "hono"
import type { z } from "zod"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { fileField, fileProblem, keepOf, uploadsOf } from "#attachments/forms.ts"
import { fileLine, serveFile } from "#attachments/pages.ts"
import type { Scope } from "#db/db.ts"
import { fileKinds, type RecipientKind, revocationStates } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam, idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import type { Refusal, Result } from "#lib/result.ts"
import {
  addPapers,
  advise,
  decideCase,
  dismissCase,
  noteTokens,
  openCase,
  restoreCase,
  withdrawCase,
} from "./commands.ts"
import { caseForm, dismissalForm, endingForm, opinionForm, restoringForm, tokensForm, withdrawalForm } from "./forms.ts"
import { choicesFor, tokensOf } from "./grounds.ts"
import { casePage, casesPage, choosePage, openPage } from "./pages.ts"
import {
  countCases,
  filesOf,
  findCase,
  findRevocable,
  hasCases,
  listCases,
  listRevocable,
  tokensNoted,
} from "./queries.ts"
import { actsFor, type Parts } from "./workflow.ts"

const base = "/manage/revocations"
const words = "register.revocations.fields"
const most = 10

type Again = { readonly problems: Problem[]; readonly typed: Typed }
const fresh: Again = { problems: [], typed: {} }
type Status = 200 | 409 | 422
const statusFor = ({ problems }: Again): Status => (problems.length > 0 ? 422 : 200)

const papers = (c: C) => (c.var.files ? fileField(c, fileKinds, most) : undefined)

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  if (!hasCases(scope)) return notFound(c)
  const state = revocationStates.find((one) => one === c.req.query("state"))
  const page = pageOf(c)
  const total = await countCases(scope, state)
  return show(c, casesPage, { cases: await listCases(scope, state, page), state, pager: pager(c, page, total) })
}

async function choose(c: C): Promise<Response> {
  const { scope } = c.var
  if (!hasCases(scope)) return notFound(c)
  const q = (c.req.query("q") ?? "").trim().slice(0, 100)
  return show(c, choosePage, { q, entries: await listRevocable(scope, q, { number: 1, size: 20, offset: 0 }) })
}

async function opening(c: C, entryId: number, again = fresh): Promise<Response> {
  const found = await findRevocable(c.var.scope, entryId)
  if (!found) return notFound(c)
  const { entry, honour } = found
  const choices = choicesFor(honour.recipientKind as RecipientKind)
  return show(c, openPage, { entry, honour, ...choices, file: papers(c), ...again }, statusFor(again))
}

/** A refusal about the papers is said as those who keep files say it; any other in the words of the register. */
const problemOf = (c: C, refusal: Refusal): Problem =>
  refusal.field === "papers" ? fileProblem(c, refusal, "papers", fileKinds) : problemFrom(c, refusal)

async function open(c: C): Promise<Response> {
  const form = await readForm(c, caseForm, words)
  const entryId = idOf(form.typed.entry)
  if (entryId === undefined) return holds(c.var.scope.actor, "revocations.open") ? choose(c) : notFound(c)
  if (!form.ok) return opening(c, entryId, form)
  const done = await openCase(c.var.scope, form.value, keepOf(c), await uploadsOf(c, "papers"))
  if (!done.ok && done.refusal.code === "not_found") return notFound(c)
  if (!done.ok) return opening(c, entryId, { problems: [problemOf(c, done.refusal)], typed: form.typed })
  return seeOther(c, `${base}/${done.value.id}?done=opened`)
}

const notices = ["opened", "advise", "decide", "dismiss", "withdraw", "restore", "tokens", "papers"] as const

async function one(c: C, again = fresh, status = statusFor(again)): Promise<Response> {
  const { scope } = c.var
  const found = await findCase(scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const { parts, entry, honour } = found
  const noted = await tokensNoted(scope, found.one.id)
  const shape = {
    one: found.one,
    entry,
    honour,
    parts,
    acts: actsFor(found.one.state, found.one.ground, parts),
    tokens: tokensOf(honour.recipientKind).map((token) => ({ token, noted: noted.find((row) => row.token === token) })),
    files: (await filesOf(scope, found.one.id)).map((file) =>
      fileLine(file, `${base}/${found.one.id}/files/${file.token}`),
    ),
    file: papers(c),
    done: notices.find((notice) => notice === c.req.query("done")) ?? "",
  }
  return show(c, casePage, { ...shape, ...again }, status)
}

type Does<T> = (scope: Scope, id: number, form: T) => Promise<Result<unknown>>

/** Whose form each is: nobody else's is even read. */
const mayAct = (notice: (typeof notices)[number], { opens, advises, decides }: Parts): boolean =>
  notice === "withdraw" ? opens : notice === "advise" ? advises : decides

/** A form about a case that the actor sees; what is refused comes back on the page of the case. */
const acting =
  <S extends z.ZodType>(schema: S, notice: (typeof notices)[number], does: Does<z.output<S>>) =>
  async (c: Context<Env>): Promise<Response> => {
    const id = idParam(c) ?? 0
    const found = await findCase(c.var.scope, id)
    if (!found || !mayAct(notice, found.parts)) return notFound(c)
    const form = await readForm(c, schema, words)
    if (!form.ok) return one(c, form)
    const done = await does(c.var.scope, id, form.value)
    if (done.ok) return seeOther(c, `${base}/${id}?done=${notice}`)
    if (done.refusal.code === "not_found") return notFound(c)
    const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed }
    return one(c, again, statusOf(done.refusal) === 409 ? 409 : 422)
  }

async function attach(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  const keep = keepOf(c)
  const uploads = await uploadsOf(c, "papers")
  const found = await findCase(c.var.scope, id)
  if (!keep || !(found?.parts.opens || found?.parts.advises)) return notFound(c)
  if (uploads.length === 0) return seeOther(c, `${base}/${id}`)
  const done = await addPapers(c.var.scope, id, keep, uploads)
  if (done.ok) return seeOther(c, `${base}/${id}?done=papers`)
  if (done.refusal.field !== "papers") return refused(c, done.refusal, `${base}/${id}`)
  return one(c, { problems: [problemOf(c, done.refusal)], typed: {} })
}

async function paper(c: C): Promise<Response> {
  const found = await findCase(c.var.scope, idParam(c) ?? 0)
  const files = found ? await filesOf(c.var.scope, found.one.id) : []
  const file = files.find(({ token }) => token === c.req.param("token"))
  return file ? serveFile(c, file) : notFound(c)
}

export const revocationRoutes = new Hono<Env>()
  .use(`${base}/*`, signedInOnly())
  .get(base, signedInOnly(), list)
  .post(base, signedInOnly(), open)
  .get(`${base}/new`, (c) => {
    const entryId = idQuery(c, "entry")
    return entryId === undefined ? choose(c) : opening(c, entryId)
  })
  .get(`${base}/:id{[0-9]+}`, (c) => one(c))
  .post(`${base}/:id{[0-9]+}/opinion`, acting(opinionForm, "advise", advise))
  .post(`${base}/:id{[0-9]+}/decision`, acting(endingForm, "decide", decideCase))
  .post(`${base}/:id{[0-9]+}/dismissal`, acting(dismissalForm, "dismiss", dismissCase))
  .post(`${base}/:id{[0-9]+}/withdrawal`, acting(withdrawalForm, "withdraw", withdrawCase))
  .post(`${base}/:id{[0-9]+}/restoration`, acting(restoringForm, "restore", restoreCase))
  .post(`${base}/:id{[0-9]+}/tokens`, acting(tokensForm, "tokens", noteTokens))
  .post(`${base}/:id{[0-9]+}/files`, attach)
  .get(`${base}/:id{[0-9]+}/files/:token`, paper)
