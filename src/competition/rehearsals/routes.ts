import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { isCode } from "#competition/contests/check.ts"
import { type ContestRow, findContest } from "#competition/contests/queries.ts"
import { type ReadBundle, readBundle } from "#competition/ranking/read.ts"
import type { C, Env } from "#http/env.ts"
import { fileOf, type Problem, problemFrom, typedOf } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { rehearse } from "./commands.ts"
import { bundleWords, importPage, SHOWN } from "./pages.ts"

type Asked = { readonly code?: string; readonly problems?: readonly Problem[]; readonly read?: ReadBundle }

function ask(c: C, contest: ContestRow, { code = "", problems = [], read }: Asked = {}) {
  const wrong = read && !read.ok ? read.problems : []
  const found = wrong.slice(0, SHOWN).map((problem) => bundleWords(c.var.view.t, problem))
  const shape = { contest, code, problems, found, more: wrong.length - found.length }
  return show(c, importPage, shape, problems.length > 0 ? 422 : 200)
}

const words = (c: C) => {
  const { t } = c.var.view
  return {
    person: (code: string) => t("rehearsals.person", { code }),
    post: t("rehearsals.post"),
    reason: t("rehearsals.set_up"),
  }
}

async function sent(c: C) {
  const { code } = await typedOf(c)
  return { bytes: await fileOf(c, "file"), code: typeof code === "string" ? code.trim() : "" }
}

export const rehearsalRoutes = new Hono<Env>()
  .get("/manage/contests/:id/events/import", signedInOnly(), async (c) => {
    const found = await findContest(c.var.scope, idParam(c) ?? 0)
    return found ? ask(c, found.contest) : notFound(c)
  })
  .post("/manage/contests/:id/events/import", signedInOnly(), async (c) => {
    const found = await findContest(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const { contest } = found
    const { bytes, code } = await sent(c)
    const refusal = (problem: Problem, read?: ReadBundle) =>
      ask(c, contest, { code, problems: [problem], ...(read && { read }) })
    if (!bytes) return refusal(problemFrom(c, { code: "no_bundle", field: "file" }))
    const label = c.var.view.t("rehearsals.fields.code")
    if (code && !isCode(code))
      return refusal({ field: "code", message: c.var.view.t("common.problem.not_a_code", { label }) })
    const read = readBundle(bytes)
    if (!read.ok) return refusal(problemFrom(c, { code: "bundle_invalid", field: "file" }), read)
    const made = await rehearse(c.var.scope, contest.id, { bundle: read.value, code }, words(c))
    if (made.ok) return seeOther(c, `/manage/events/${made.value.id}?done=import`)
    return made.refusal.code === "not_found" ? notFound(c) : refusal(problemFrom(c, made.refusal))
  })
