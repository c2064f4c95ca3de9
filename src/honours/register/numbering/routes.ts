import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { findHonour } from "../queries.ts"
import { setFormat } from "./commands.ts"
import { formatForm } from "./forms.ts"
import { formatPage } from "./pages.ts"
import { certificateNumber, readPattern } from "./pattern.ts"
import { formatOf } from "./queries.ts"

const path = "/manage/register/honours/:id/numbering"
type Again = { readonly problems: Problem[]; readonly typed: Typed }

async function numbering(c: C, again: Again = { problems: [], typed: {} }, status?: 409): Promise<Response> {
  const { scope } = c.var
  const found = await findHonour(scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const { numbered, serials } = await formatOf(scope, found.honour.id)
  const year = Number(dayOf(scope.now).slice(0, 4))
  const pattern = readPattern(numbered?.pattern ?? "")
  const isKnown = typeof pattern !== "string"
  const last = isKnown ? serials.find((one) => one.year === (pattern.isYearly ? year : 0))?.last : undefined
  const example = isKnown ? certificateNumber(pattern, year, (last ?? 0) + 1) : ""
  const shape = { honour: found.honour, numbered, serials, example, done: doneOf(c, ["saved"]), ...again }
  return show(c, formatPage, shape, status ?? (again.problems.length > 0 ? 422 : 200))
}

async function save(c: C): Promise<Response> {
  const id = idParam(c) ?? 0
  if (!(await findHonour(c.var.scope, id))) return notFound(c)
  const form = await readForm(c, formatForm, "register.numbering")
  if (!form.ok) return numbering(c, form)
  const done = await setFormat(c.var.scope, id, form.value)
  if (done.ok) return seeOther(c, `/manage/register/honours/${id}/numbering?done=saved`)
  const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed }
  return numbering(c, again, statusOf(done.refusal) === 409 ? 409 : undefined)
}

export const numberingRoutes = new Hono<Env>()
  .get(path, signedInOnly(), (c) => numbering(c))
  .post(path, signedInOnly(), save)
