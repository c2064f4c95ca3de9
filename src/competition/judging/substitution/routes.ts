import { Hono } from "hono"
import { signedInOnly } from "#accounts/signed-in.ts"
import { seeEvent } from "#competition/contests/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam } from "#http/ids.ts"
import { doneOf, notFound, seeOther, show } from "#http/show.ts"
import { choicesFor, type ManagedSeat, seatOf } from "../panel/queries.ts"
import { unsentOf } from "../seats/queries.ts"
import { substitute } from "./commands.ts"
import { substituteForm } from "./forms.ts"
import { recordPage, substitutePage } from "./pages.ts"
import { gapsIn, recordOf } from "./queries.ts"

async function showForm(c: C, found: ManagedSeat, given: Typed, problems: readonly Problem[] = []) {
  const q = c.req.query("q") ?? ""
  const asked = { role: found.seat.role, q, chosen: idOf(given.personId) }
  const { people, alias } = await choicesFor(c.var.scope, found, asked)
  const unsent = await unsentOf(c.var.scope, found.seat.id)
  const page = { ...found, unsent, typed: { alias, ...given }, q, people, problems }
  return show(c, substitutePage, page, problems.length > 0 ? 422 : 200)
}

/** A seat of an event that the actor runs, while one may take another's place. */
async function changing(c: C): Promise<ManagedSeat | undefined> {
  const found = await seatOf(c.var.scope, idParam(c) ?? 0)
  return found?.event.state === "judging" && !found.seat.endedAt ? found : undefined
}

export const substitutionRoutes = new Hono<Env>()
  .use("/manage/events/:id/desk/record", signedInOnly())
  .get("/manage/seats/:id/substitution", async (c) => {
    const found = await changing(c)
    return found ? showForm(c, found, {}) : notFound(c)
  })
  .post("/manage/seats/:id/substitution", async (c) => {
    const found = await changing(c)
    if (!found) return notFound(c)
    const form = await readForm(c, substituteForm, "judging.fields")
    if (!form.ok) return showForm(c, found, form.typed, form.problems)
    const made = await substitute(c.var.scope, found.seat.id, form.value)
    if (made.ok) return seeOther(c, `/manage/events/${found.event.id}/desk/record?done=substituted`)
    return showForm(c, found, form.typed, [problemFrom(c, made.refusal)])
  })
  .get("/manage/events/:id/desk/record", async (c) => {
    const seen = await seeEvent(c.var.scope, idParam(c) ?? 0)
    if (!seen) return notFound(c)
    const { scope } = c.var
    const [lines, gaps] = [await recordOf(scope, seen.event.id), await gapsIn(scope, seen.event.id)]
    return show(c, recordPage, { ...seen, lines, gaps, done: doneOf(c, ["substituted"]) })
  })
