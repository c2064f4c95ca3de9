import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf } from "#http/ids.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import { brokenBy } from "./broken.ts"
import { decide, type Graded } from "./commands.ts"
import { namingForm } from "./forms.ts"
import { namingPage } from "./pages.ts"
import { exceptionsOf, findNaming, meterOf, type Naming } from "./queries.ts"

type Asked = {
  readonly problems: Problem[]
  readonly typed: Typed
  readonly ids?: readonly number[]
  readonly isCheck?: boolean
}
const fresh: Asked = { problems: [], typed: {} }
const idsIn = (texts: readonly string[]): number[] => texts.flatMap((text) => idOf(text) ?? [])

const gradesIn = (texts: readonly string[]): Graded[] =>
  texts.flatMap((text) => {
    const [id, grade] = text.split(":")
    return id && grade ? [{ id: Number(id), grade }] : []
  })

/** The choice as a form, and after its check the same page with what it comes to. */
async function naming(c: C, found: Naming, asked = fresh, status?: 409): Promise<Response> {
  const { scope } = c.var
  const { problems, typed, isCheck = false } = asked
  const chosen = [...(asked.ids ?? found.waiting.map(({ nomination }) => nomination.id))]
  const quota = await meterOf(scope, found, chosen)
  const exceptions = await exceptionsOf(scope, found.programme.id)
  const facts = { naming: found, chosen, quota, broken: brokenBy(quota.meter), exceptions, isCheck }
  const page = { ...facts, today: dayOf(scope.now), done: doneOf(c, ["decided"]), problems, typed }
  return show(c, namingPage, page, status ?? (problems.length > 0 ? 422 : 200))
}

async function decided(c: C, found: Naming, isCheck: boolean): Promise<Response> {
  const form = await readForm(c, namingForm, "naming.fields")
  if (!form.ok) return naming(c, found, { ...form, ids: idsIn([form.typed.nominee ?? []].flat()) })
  const { nominee, posthumous, grade, documentNumber, reason, basis, ...document } = form.value
  const ids = idsIn(nominee)
  if (isCheck) return naming(c, found, { problems: [], typed: form.typed, ids, isCheck })
  const named = {
    ids,
    posthumous: idsIn(posthumous),
    grades: gradesIn(grade),
    document: { ...document, number: documentNumber },
  }
  const done = await decide(c.var.scope, found.programme.slug, { ...named, exception: { reason, basis } })
  if (done.ok) return seeOther(c, `/manage/programmes/${found.programme.slug}/naming?done=decided`)
  if (done.refusal.code === "not_found") return notFound(c)
  const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed, ids }
  return naming(c, found, again, statusOf(done.refusal) === 409 ? 409 : undefined)
}

const withNaming = (handler: (c: C, found: Naming) => Promise<Response>) => async (c: C) => {
  const found = await findNaming(c.var.scope, c.req.param("slug") ?? "")
  return found ? handler(c, found) : notFound(c)
}

export const namingRoutes = new Hono<Env>()
  .use("/manage/programmes/:slug/naming", signedInOnly())
  .use("/manage/programmes/:slug/naming/*", signedInOnly())
  .get(
    "/manage/programmes/:slug/naming",
    withNaming((c, found) => naming(c, found)),
  )
  .post(
    "/manage/programmes/:slug/naming/check",
    withNaming((c, found) => decided(c, found, true)),
  )
  .post(
    "/manage/programmes/:slug/naming",
    withNaming((c, found) => decided(c, found, false)),
  )
