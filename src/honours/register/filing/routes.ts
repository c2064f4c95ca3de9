import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { findEntry } from "../queries.ts"
import { fileEntry, unfileEntry } from "./commands.ts"
import { isByHand } from "./filable.ts"
import { filingForm, unfilingForm } from "./forms.ts"
import { filingPage } from "./pages.ts"
import { holderById, holdersNamed } from "./queries.ts"

const path = "/manage/register/:id{[0-9]+}/file"
type Again = { readonly problems: Problem[]; readonly typed: Typed; readonly status?: ReturnType<typeof statusOf> }
const fresh: Again = { problems: [], typed: {} }

/** An entry by hand whose register the actor keeps; of any other there is no such page. */
async function filable(c: C) {
  const found = await findEntry(c.var.scope, idParam(c) ?? 0)
  return found && isByHand(found.entry, found.honour.recipientKind) ? found : undefined
}

async function filing(c: C, { problems, typed, status }: Again = fresh): Promise<Response> {
  const { scope } = c.var
  const found = await filable(c)
  if (!found) return notFound(c)
  const { entry, honour } = found
  const q = (c.req.query("q") ?? entry.recipientName).slice(0, 100)
  const holder = entry.personId === null ? undefined : await holderById(scope, entry.personId)
  const people = entry.personId === null ? await holdersNamed(scope, q) : []
  const shape = { entry, honour, q, people, holder, problems, typed }
  return show(c, filingPage, shape, status ?? (problems.length > 0 ? 422 : 200))
}

const failed = (c: C, refusal: Refusal, typed: Typed): Again => ({
  problems: [problemFrom(c, refusal)],
  typed,
  status: statusOf(refusal),
})

async function file(c: C): Promise<Response> {
  const found = await filable(c)
  if (!found) return notFound(c)
  const form = await readForm(c, filingForm, "register.filing.fields")
  if (!form.ok) return filing(c, form)
  const done = await fileEntry(c.var.scope, found.entry.id, form.value)
  return done.ok
    ? seeOther(c, `/manage/register/${found.entry.id}?done=filed`)
    : filing(c, failed(c, done.refusal, form.typed))
}

async function unfile(c: C): Promise<Response> {
  const found = await filable(c)
  if (!found) return notFound(c)
  const form = await readForm(c, unfilingForm, "register.filing.fields")
  if (!form.ok) return filing(c, form)
  const done = await unfileEntry(c.var.scope, found.entry.id, form.value)
  return done.ok
    ? seeOther(c, `/manage/register/${found.entry.id}?done=unfiled`)
    : filing(c, failed(c, done.refusal, form.typed))
}

export const filingRoutes = new Hono<Env>()
  .get(path, signedInOnly(), (c) => filing(c))
  .post(path, signedInOnly(), file)
  .post(`${path}/removal`, signedInOnly(), unfile)
