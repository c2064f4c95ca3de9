import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show } from "#http/show.ts"
import { layoutFor } from "../programmes/layouts/ready.ts"
import { type Numbers, numbersForForm } from "./commands.ts"
import { numbersForm } from "./forms.ts"
import { gridOf } from "./grid.ts"
import { formPage } from "./pages.ts"
import { formFactsOf } from "./queries.ts"
import type { Speech } from "./wording/said.ts"
import { wordsOf } from "./wording/wording.ts"

const own = "/manage/nominations/:id{[0-9]+}/forms/:form"

export const speechOf = ({ var: { view } }: C): Speech => ({ t: view.t, isEnglish: view.lang === "en" })

type Asked = { readonly numbers?: Numbers; readonly typed?: Typed; readonly problems?: Problem[] }

async function form(c: C, { numbers, typed = {}, problems = [] }: Asked = {}): Promise<Response> {
  const id = idParam(c) ?? 0
  const kind = (["approval", "opinion"] as const).find((one) => one === c.req.param("form"))
  const found = kind && (await formFactsOf(c.var.scope, id))
  if (!kind || !found) return notFound(c)
  const { definition, photo, ...rest } = found
  const { recipientKind } = rest.facts.nomination
  const shape = {
    ...rest,
    form: kind,
    grid: gridOf(layoutFor(definition.papers, kind, recipientKind)),
    values: { ...wordsOf(speechOf(c), rest.facts), ...numbers },
    photo: photo && `/manage/nominations/${id}/files/${photo}?show`,
    isWhole: numbers !== undefined,
    typed,
    problems,
  }
  return show(c, formPage, shape, problems.length > 0 ? 422 : 200)
}

async function withNumbers(c: C): Promise<Response> {
  if (!(await formFactsOf(c.var.scope, idParam(c) ?? 0))?.mayReveal) return notFound(c)
  const read = await readForm(c, numbersForm, "printing.form_fields")
  if (!read.ok) return form(c, read)
  const numbers = await numbersForForm(c.var.scope, idParam(c) ?? 0, read.value.reason)
  if (numbers.ok) return form(c, { numbers: numbers.value })
  if (numbers.refusal.code === "not_found") return notFound(c)
  return form(c, { typed: read.typed, problems: [problemFrom(c, numbers.refusal)] })
}

export const printingRoutes = new Hono<Env>()
  .use(own, signedInOnly())
  .get(own, (c) => form(c))
  .post(own, withNumbers)
