import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf } from "#http/ids.ts"
import { refused, seeOther, show } from "#http/show.ts"
import { minutesPage, selectionPage } from "../committee/pages.ts"
import { backTo, committee, committeePath, ofCommittee } from "../committee/routes.ts"
import { honourForm, minutesForm, selectionForm } from "../forms.ts"
import type { Seated } from "../queries.ts"
import { closeSecondVote, openSecondVote, select, writeMinutes } from "./commands.ts"
import { meterOf, resultsOf } from "./queries.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed }
type Chosen = { readonly ids?: readonly number[]; readonly isCheck?: boolean } & Again

/** The choice as a form, filled in by the result; after its check the same page says what it comes to. */
async function selection(c: C, seated: Seated, { ids, isCheck = false, problems, typed }: Chosen): Promise<Response> {
  const results = await resultsOf(c.var.scope, seated)
  const byResult = results.honours.flatMap(({ lines }) =>
    lines.flatMap(({ case: { id }, where }) => (where === "in" ? [id] : [])),
  )
  const chosen = [...(ids ?? byResult)]
  const quota = meterOf(seated, results, chosen)
  const page = { seated, results, quota, chosen, isCheck, problems, typed }
  return show(c, selectionPage, page, problems.length > 0 ? 422 : 200)
}

async function choose(c: C, seated: Seated, isCheck: boolean): Promise<Response> {
  const form = await readForm(c, selectionForm, "reviews.fields")
  if (!form.ok) return selection(c, seated, form)
  const { caseId, reason, version } = form.value
  const ids = caseId.flatMap((id) => idOf(id) ?? [])
  if (isCheck) return selection(c, seated, { ids, isCheck, problems: [], typed: form.typed })
  const chosen = await select(c.var.scope, seated.committee.id, { caseIds: ids, reason, version })
  if (chosen.ok) return seeOther(c, committeePath(seated.committee.id, "?done=selected"))
  const own = ["tie_at_line", "over_seats", "seats_of_type", "departure_unexplained", "not_eligible_here"]
  if (!own.includes(chosen.refusal.code)) return backTo(c, seated, chosen, "selected")
  return selection(c, seated, { ids, problems: [problemFrom(c, chosen.refusal)], typed: form.typed })
}

async function secondVote(c: C, seated: Seated): Promise<Response> {
  const form = await readForm(c, honourForm, "reviews.fields")
  if (!form.ok) return refused(c, { code: "no_tie" }, committeePath(seated.committee.id))
  const { honourId } = form.value
  return backTo(c, seated, await openSecondVote(c.var.scope, seated.committee.id, honourId), "second_vote")
}

async function minutes(c: C, seated: Seated): Promise<Response> {
  const form = await readForm(c, minutesForm, "reviews.fields")
  if (!form.ok) return committee(c, seated, form)
  return backTo(c, seated, await writeMinutes(c.var.scope, seated.committee.id, form.value), "written")
}

export const selectionRoutes = new Hono<Env>()
  .use("/manage/committees/*", signedInOnly())
  .get(
    "/manage/committees/:id/selection",
    ofCommittee((c, seated) => selection(c, seated, { problems: [], typed: {} })),
  )
  .post(
    "/manage/committees/:id/selection/check",
    ofCommittee((c, seated) => choose(c, seated, true)),
  )
  .post(
    "/manage/committees/:id/selection",
    ofCommittee((c, seated) => choose(c, seated, false)),
  )
  .post("/manage/committees/:id/second-vote", ofCommittee(secondVote))
  .post(
    "/manage/committees/:id/second-vote/closure",
    ofCommittee(async (c, seated) =>
      backTo(c, seated, await closeSecondVote(c.var.scope, seated.committee.id), "second_closed"),
    ),
  )
  .get(
    "/manage/committees/:id/minutes",
    ofCommittee(async (c, seated) => show(c, minutesPage, { seated, results: await resultsOf(c.var.scope, seated) })),
  )
  .post("/manage/committees/:id/minutes", ofCommittee(minutes))
