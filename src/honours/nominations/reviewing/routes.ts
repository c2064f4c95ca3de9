import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { notFound, refusalWords, seeOther, show } from "#http/show.ts"
import { dayAfter, startOfDay } from "#lib/dates.ts"
import { reviewForm } from "../forms.ts"
import { reviewsPage } from "../pages.ts"
import { signaturesWaiting, type Waiting } from "../waiting/queries.ts"
import { type Chosen, reviewMany } from "./commands.ts"

const path = "/manage/nominations/reviews"

type Again = {
  readonly typed: Typed
  readonly problems: Problem[]
  readonly refused?: readonly { id: number; name: string; why: string }[]
  readonly count?: number
}
const fresh: Again = { typed: {}, problems: [] }

const groupOf = ({ nomination, step }: Waiting): string => `${nomination.programmeId}.${step.key}`

/** What waits at one step of one selection; the others are led to. */
async function reviews(c: C, { typed, problems, refused = [], count = 0 }: Again): Promise<Response> {
  const all = (await signaturesWaiting(c.var.scope)).filter(({ step }) => step.kind === "tier_review")
  const groups = [...Map.groupBy(all, groupOf)].map(([key, lines]) => ({ key, lines }))
  const asked = typeof typed.group === "string" ? typed.group : c.req.query("group")
  const group = groups.find(({ key }) => key === asked) ?? groups[0]
  const done = Number(c.req.query("done") ?? 0) || count
  return show(c, reviewsPage, { groups, group, typed, problems, refused, done }, problems.length > 0 ? 422 : 200)
}

/** `12.3`: the nomination and the version in which it was shown. */
const chosenOf = (texts: readonly string[]): Chosen[] =>
  texts.flatMap((text) => {
    const [, id, version] = /^(\d{1,9})\.(\d{1,9})$/.exec(text) ?? []
    return id && version ? [{ id: Number(id), version: Number(version) }] : []
  })

async function review(c: C): Promise<Response> {
  const form = await readForm(c, reviewForm, "nominations.fields.review")
  if (!form.ok) return reviews(c, form)
  const { nominee, group, act, reason, deadline } = form.value
  const again = (code: string, field: string) =>
    reviews(c, { typed: form.typed, problems: [problemFrom(c, { code, field })] })
  const chosen = chosenOf(nominee)
  if (chosen.length === 0) return again("no_nominee_chosen", "nominee")
  if (act !== "pass" && !reason) return again("review_reason_missing", "reason")
  const until = deadline ? startOfDay(dayAfter(deadline)) : null
  const reviewed = await reviewMany(c.var.scope, chosen, { act, reason, deadline: until })
  const refused = reviewed.flatMap(({ id, name, refusal }) =>
    refusal ? [{ id, name, why: refusalWords(c, refusal) }] : [],
  )
  const count = reviewed.length - refused.length
  if (refused.length === 0) return seeOther(c, `${path}?group=${encodeURIComponent(group)}&done=${count}`)
  return reviews(c, { ...fresh, typed: { group }, refused, count })
}

const mayReview = (handler: (c: C) => Promise<Response>) => async (c: C) => {
  const { actor } = c.var.scope
  return holds(actor, "nominations.review") || holds(actor, "nominations.write") ? handler(c) : notFound(c)
}

/** Stands behind the sign-in that the routes of nominations ask for. */
export const reviewingRoutes = new Hono<Env>()
  .get(
    path,
    mayReview((c) => reviews(c, fresh)),
  )
  .post(path, mayReview(review))
