import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { findEntry } from "../queries.ts"
import { correctEntry } from "./commands.ts"
import { entryFacts } from "./facts.ts"
import { correctionForm } from "./forms.ts"
import { correctionPage } from "./pages.ts"

const path = "/manage/register/:id{[0-9]+}/correction"
type Again = { readonly problems: Problem[]; readonly typed: Typed }

async function correction(c: C, again?: Again, status?: 409): Promise<Response> {
  const found = await findEntry(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const { entry, honour } = found
  if (entry.revokedAt) return refused(c, { code: "revoked_stays" }, `/manage/register/${entry.id}`)
  const stands = Object.entries({ ...entryFacts(entry), version: entry.version })
  const typed = again?.typed ?? Object.fromEntries(stands.map(([name, value]) => [name, String(value ?? "")]))
  const problems = again?.problems ?? []
  return show(c, correctionPage, { entry, honour, problems, typed }, status ?? (problems.length > 0 ? 422 : 200))
}

async function correct(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  if (!(await findEntry(c.var.scope, id))) return notFound(c)
  const form = await readForm(c, correctionForm, "register.fields")
  if (!form.ok) return correction(c, form)
  const done = await correctEntry(c.var.scope, id, form.value)
  if (done.ok) return seeOther(c, `/manage/register/${id}?done=corrected`)
  const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed }
  return correction(c, again, statusOf(done.refusal) === 409 ? 409 : undefined)
}

export const correctionRoutes = new Hono<Env>()
  .get(path, signedInOnly(), (c) => correction(c))
  .post(path, signedInOnly(), correct)
