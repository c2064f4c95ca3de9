import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { mergeFields } from "#directory/people/merging/fields.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { mergePeople } from "./commands.ts"
import { mergeForm } from "./forms.ts"
import { comparedOf, comparePage, doublesPage } from "./pages.ts"
import { findPair, listDoubles } from "./queries.ts"

/** The first number of a pair is the file that is kept. */
export const mergeRoutes = new Hono<Env>()
  .use("/manage/doubles", signedInOnly())
  .use("/manage/doubles/*", signedInOnly())
  .get("/manage/doubles", async (c) => {
    if (!holds(c.var.scope.actor, "people.merge")) return notFound(c)
    const page = pageOf(c)
    const { total, lines } = await listDoubles(c.var.scope, page)
    return show(c, doublesPage, { lines, offset: page.offset, pager: pager(c, page, total) })
  })
  .get("/manage/doubles/:id/:other", (c) => compare(c, {}, []))
  .post("/manage/doubles/:id/:other", async (c) => {
    const [into, from] = [idParam(c) ?? 0, idParam(c, "other") ?? 0]
    const form = await readForm(c, mergeForm, "merges.fields")
    if (!form.ok) return compare(c, form.typed, form.problems)
    const { version, otherVersion, ...sides } = form.value
    const taken = mergeFields.filter((field) => sides[field] === "from")
    const merged = await mergePeople(c.var.scope, { into, from, version, otherVersion, taken })
    if (merged.ok) return seeOther(c, `/manage/people/${merged.value}?done=merged`)
    const { version: _, otherVersion: __, ...typed } = form.typed
    return compare(c, typed, [problemFrom(c, merged.refusal)], statusOf(merged.refusal))
  })

async function compare(c: C, typed: Typed, problems: Problem[], status: ReturnType<typeof statusOf> = 422) {
  const pair = await findPair(c.var.scope, idParam(c) ?? 0, idParam(c, "other") ?? 0)
  if (!pair) return notFound(c)
  const compared = comparedOf(c.var.view.t, pair.into.person, pair.from.person)
  return show(c, comparePage, { ...pair, compared, typed, problems }, problems.length > 0 ? status : 200)
}
