import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm } from "#http/forms.ts"
import { idOf, idQuery } from "#http/ids.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { winnersForm } from "../forms.ts"
import { eligibilityWords } from "../pages.ts"
import { nominateWinners } from "./commands.ts"
import { correctedFoundations } from "./corrections/queries.ts"
import { drawingsPage, foundingPage, type Shown } from "./pages.ts"
import { drawingsOf, findDrawing, type WinnerLine, winnersFor } from "./queries.ts"
import { stateOf } from "./winners.ts"

const path = "/manage/programmes/:slug/founding"

const shown =
  (c: C) =>
  (one: WinnerLine): Shown => ({
    ...one,
    state: stateOf(one),
    against: [
      ...one.bars.map((bar) => c.var.view.t(`nominations.founding.against.${bar}`)),
      ...one.reasons.map((reason) => eligibilityWords(c.var.view, reason)),
    ],
  })

async function founding(c: C, problems: Problem[] = [], status: ReturnType<typeof statusOf> = 422): Promise<Response> {
  const { scope } = c.var
  const drawing = await findDrawing(scope, c.req.param("slug") ?? "")
  if (!drawing) return notFound(c)
  const eventId = idQuery(c, "event")
  const winners = (await winnersFor(scope, drawing, eventId)).map(shown(c))
  const groups = [...Map.groupBy(winners, ({ result }) => result.versionId).values()].flatMap((own) =>
    own[0] ? [{ result: own[0].result, winners: own }] : [],
  )
  const page = {
    ...{ drawing, eventId, groups, problems, made: /^\d{1,5}$/.exec(c.req.query("made") ?? "")?.[0] },
    ready: winners.filter(({ state }) => state === "ready").length,
    corrected: await correctedFoundations(scope, drawing.programme.slug),
  }
  return show(c, foundingPage, page, problems.length > 0 ? status : 200)
}

export const foundingRoutes = new Hono<Env>()
  .use("/manage/founding", signedInOnly())
  .use(path, signedInOnly())
  .get("/manage/founding", async (c) =>
    holds(c.var.scope.actor, "programmes.keep")
      ? show(c, drawingsPage, { drawings: await drawingsOf(c.var.scope), eventId: idQuery(c, "event") })
      : notFound(c),
  )
  .get(path, (c) => founding(c))
  .post(path, async (c) => {
    const form = await readForm(c, winnersForm, "nominations.founding.fields")
    if (!form.ok) return founding(c, form.problems)
    const { placing } = form.value
    const slug = c.req.param("slug")
    const made = await nominateWinners(
      c.var.scope,
      slug,
      placing.flatMap((id) => idOf(id) ?? []),
    )
    if (made.ok) return seeOther(c, `/manage/programmes/${slug}/founding?made=${made.value.made}`)
    if (made.refusal.code === "not_found") return notFound(c)
    return founding(c, [problemFrom(c, made.refusal)], statusOf(made.refusal))
  })
