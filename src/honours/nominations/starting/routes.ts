import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { findUnit, unitChoices } from "#directory/organisations/queries.ts"
import { listPeople } from "#directory/people/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idQuery } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { startForm } from "../forms.ts"
import { startPage } from "../pages.ts"
import { startNomination } from "./commands.ts"
import { offersFor } from "./queries.ts"

/** Which selection, then which honour, then whom: each step is a page, and what was chosen stands in the address. */
async function start(c: C, typed: Typed = {}, problems: Problem[] = []): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "nominations.write")) return notFound(c)
  const ask = (name: string) => idQuery(c, name) ?? idOf(typed[name])
  const { programmes, honours } = await offersFor(scope, ask("programme"))
  const honour = honours.find(({ id }) => id === ask("honour"))
  const name = (c.req.query("name") ?? "").slice(0, 50)
  const wanted = { name, unitPath: undefined }
  const people =
    honour?.recipientKind === "person"
      ? await listPeople(scope, wanted, { size: 20, offset: 0 }, "nominations.write")
      : undefined
  const units = honour && honour.recipientKind !== "person" ? await unitChoices(scope, "nominations.write") : []
  const programme = programmes.find(({ id }) => id === ask("programme"))
  const shape = { programmes, programme, honours, honour, name, people: people?.lines ?? [], units, typed, problems }
  return show(c, startPage, shape, problems.length > 0 ? 422 : 200)
}

export const startingRoutes = new Hono<Env>()
  .get("/manage/nominations/new", (c) => start(c))
  .post("/manage/nominations", async (c) => {
    if (!holds(c.var.scope.actor, "nominations.write")) return notFound(c)
    const form = await readForm(c, startForm, "nominations.fields")
    if (!form.ok) return start(c, form.typed, form.problems)
    const { programme, honour, person, unit, team } = form.value
    const who = { personId: idOf(person) ?? null, unitId: idOf(unit) ?? null, teamName: team.normalize("NFC") }
    if (who.personId === null && !(await findUnit(c.var.scope, who.unitId ?? 0, "nominations.write")))
      return start(c, form.typed, [problemFrom(c, { code: "unit_not_chosen", field: "unit" })])
    const started = await startNomination(c.var.scope, { programmeId: programme, honourId: honour, ...who })
    if (started.ok) return seeOther(c, `/manage/nominations/${started.value.id}?done=started`)
    if (started.refusal.code === "not_found") return notFound(c)
    return start(c, form.typed, [problemFrom(c, started.refusal)])
  })
