import { Hono } from "hono"
import { z } from "zod"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, whole } from "#http/forms.ts"
import { idOf, idParam, idQuery } from "#http/ids.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { definitionOf } from "../../programmes/queries.ts"
import { speaksFor } from "../moves/permission.ts"
import { sectionRows } from "../papers/queries.ts"
import { findNomination } from "../queries.ts"
import { offersFor } from "../starting/queries.ts"
import { copyNomination } from "./commands.ts"
import { copiedFrom, doneAnew } from "./copied.ts"
import { copyPage } from "./pages.ts"
import { selectionsOf } from "./queries.ts"

const path = "/manage/nominations/:id{[0-9]+}/copy"
const copyForm = z.strictObject({ programme: whole(1, 999_999_999), honour: whole(1, 999_999_999) })

async function ask(c: C, programmeId: number | undefined, problems: Problem[] = []): Promise<Response> {
  const { scope } = c.var
  const found = await findNomination(scope, idParam(c) ?? 0)
  if (!found || !speaksFor(scope.actor, found.places, "unit") || found.nomination.state === "draft") return notFound(c)
  const { recipientKind, id, programmeId: own } = found.nomination
  const offers = await offersFor(scope, programmeId)
  const taken = await selectionsOf(scope, found.nomination)
  const programmes = offers.programmes.filter((one) => one.id !== own && !taken.has(one.id))
  const chosen = programmes.find((one) => one.id === programmeId)
  const seats = offers.honours.filter((one) => one.recipientKind === recipientKind && one.free !== 0)
  const steps = (await definitionOf(scope, chosen ?? found.programme)).definition.route
  const typed = Object.fromEntries((await sectionRows(scope, id)).map((row) => [row.section, row.fields]))
  return show(
    c,
    copyPage,
    {
      ...{ ...found, programmes, chosen, problems },
      honours: chosen ? seats : [],
      honourId: idQuery(c, "honour"),
      copied: Object.keys(copiedFrom(typed, recipientKind, steps)),
      anew: doneAnew(recipientKind, steps),
    },
    problems.length > 0 ? 422 : 200,
  )
}

export const copyingRoutes = new Hono<Env>()
  .get(path, (c) => ask(c, idQuery(c, "programme")))
  .post(path, async (c) => {
    const form = await readForm(c, copyForm, "nominations.fields")
    if (!form.ok) return ask(c, idOf(form.typed.programme), form.problems)
    const { programme, honour } = form.value
    const made = await copyNomination(c.var.scope, idParam(c) ?? 0, { programmeId: programme, honourId: honour })
    if (made.ok) return seeOther(c, `/manage/nominations/${made.value.id}?done=copied`)
    if (made.refusal.code === "not_found") return notFound(c)
    return ask(c, programme, [{ ...problemFrom(c, made.refusal), field: "" }])
  })
