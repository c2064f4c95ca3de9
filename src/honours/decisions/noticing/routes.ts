import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { doneOf, notFound, seeOther, show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { announcementForm, conclusionForm } from "../forms.ts"
import { noticesPage } from "../pages.ts"
import { findNaming, type Naming } from "../queries.ts"
import { announceNominees, conclude } from "./commands.ts"
import { noticesAt } from "./queries.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed }

const pathOf = ({ programme }: Naming, done: string) => `/manage/programmes/${programme.slug}/notices?done=${done}`

async function notices(c: C, naming: Naming, { problems, typed }: Again): Promise<Response> {
  const { scope } = c.var
  const steps = await noticesAt(scope, naming)
  const done = doneOf(c, ["announced", "concluded"])
  const page = { naming, steps, today: dayOf(scope.now), done, problems, typed }
  return show(c, noticesPage, page, problems.length > 0 ? 422 : 200)
}

async function open(c: C, naming: Naming): Promise<Response> {
  const form = await readForm(c, announcementForm, "naming.notice_fields")
  if (!form.ok) return notices(c, naming, form)
  const opened = await announceNominees(c.var.scope, naming.programme.slug, form.value)
  if (opened.ok) return seeOther(c, pathOf(naming, "announced"))
  return notices(c, naming, { problems: [problemFrom(c, opened.refusal)], typed: form.typed })
}

async function moveOn(c: C, naming: Naming): Promise<Response> {
  const form = await readForm(c, conclusionForm, "naming.notice_fields")
  if (!form.ok) return notices(c, naming, form)
  const { stepKey, upheld } = form.value
  const moved = await conclude(c.var.scope, naming.programme.slug, stepKey, upheld)
  if (moved.ok) return seeOther(c, pathOf(naming, "concluded"))
  return notices(c, naming, { problems: [problemFrom(c, moved.refusal)], typed: form.typed })
}

const withNaming = (handler: (c: C, naming: Naming) => Promise<Response>) => async (c: C) => {
  const naming = await findNaming(c.var.scope, c.req.param("slug") ?? "")
  return naming ? handler(c, naming) : notFound(c)
}

export const noticingRoutes = new Hono<Env>()
  .use("/manage/programmes/:slug/notices", signedInOnly())
  .use("/manage/programmes/:slug/notices/*", signedInOnly())
  .get(
    "/manage/programmes/:slug/notices",
    withNaming((c, naming) => notices(c, naming, { problems: [], typed: {} })),
  )
  .post("/manage/programmes/:slug/notices", withNaming(open))
  .post("/manage/programmes/:slug/notices/conclusion", withNaming(moveOn))
