import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { Env } from "#http/env.ts"
import { readForm } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, refused, seeOther } from "#http/show.ts"
import { seenForm } from "../../forms.ts"
import { findNomination } from "../../queries.ts"
import { findDrawing } from "../queries.ts"
import { renewFoundation } from "./commands.ts"

export const foundationRoutes = new Hono<Env>().post(
  "/manage/nominations/:id{[0-9]+}/foundation",
  signedInOnly(),
  async (c) => {
    const id = idParam(c) ?? 0
    const found = await findNomination(c.var.scope, id)
    if (!found || !(await findDrawing(c.var.scope, found.programme.slug))) return notFound(c)
    const back = `/manage/nominations/${id}`
    const form = await readForm(c, seenForm, "nominations.fields")
    if (!form.ok) return refused(c, { code: "stale" }, back)
    const done = await renewFoundation(c.var.scope, id, form.value.version)
    return done.ok ? seeOther(c, `${back}?done=renewed`) : refused(c, done.refusal, back)
  },
)
