import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { openedLetter } from "../../opinions/answering/middleware.ts"
import { findAsking, letterOf, nomineesOf } from "../../opinions/queries.ts"
import { letterFormPage } from "./pages.ts"

const officers = "/manage/programmes/:slug/opinions/:id/form"

/** One department's opinions on one sheet, for a seal on paper: by the department behind its link, or by the officer. */
export const letterFormRoutes = new Hono<Env>()
  .get("/opinions/letter/form", async (c) => {
    const found = await openedLetter(c)
    if (!found) return seeOther(c, "/opinions")
    const nominees = await nomineesOf(c.var.scope, found.letter.id)
    return show(c, letterFormPage, { ...found, nominees, back: "/opinions/letter" })
  })
  .get(officers, signedInOnly(), async (c) => {
    const found = await findAsking(c.var.scope, c.req.param("slug"))
    const letter = found && (await letterOf(c.var.scope, found.programme.id, idParam(c) ?? 0))
    if (!found || !letter) return notFound(c)
    const nominees = await nomineesOf(c.var.scope, letter.id)
    const back = `/manage/programmes/${found.programme.slug}/opinions/${letter.id}`
    return show(c, letterFormPage, { letter, programme: found.programme, issuer: found.office.name, nominees, back })
  })
