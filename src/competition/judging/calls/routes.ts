import { Hono } from "hono"
import type { Env } from "#http/env.ts"
import { readForm } from "#http/forms.ts"
import { seeOther, show } from "#http/show.ts"
import { pathOf } from "../marks/path.ts"
import { carryOut } from "../operations/commands.ts"
import { notHere, seatOnly } from "../seats/middleware.ts"
import { notHerePage } from "../seats/pages.ts"
import { callForm } from "./forms.ts"

/** Calling the head judge from a mark, for tablets that run no script. */
export const callRoutes = new Hono<Env>()
  .use("/judge/calls", seatOnly("judge", "scorekeeper"))
  .post("/judge/calls", async (c) => {
    const form = await readForm(c, callForm, "judging.fields")
    if (!form.ok) return show(c, notHerePage, {}, 422)
    const { id, entry, slot, topic, note } = form.value
    const said = [c.var.view.t(`judging.call.${topic}`), note].filter(Boolean).join(": ")
    const called = await carryOut(c.var.scope, { id, kind: "call", entry, note: said })
    return called.ok ? seeOther(c, `${pathOf({ code: entry, slot })}?done=called`) : notHere(c)
  })
