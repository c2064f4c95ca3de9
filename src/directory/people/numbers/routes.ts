import { Hono } from "hono"
import { holds, mayInUnit } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, refused, seeOther, show } from "#http/show.ts"
import { findPerson, type PersonLine } from "../queries.ts"
import { revealNumber } from "./commands.ts"
import type { RevealedField } from "./fields.ts"
import { numberForm, revelationForm } from "./forms.ts"
import { numberPage, revealedPage, revelationPage } from "./pages.ts"
import { findByNumber } from "./queries.ts"

/** No number ever stands in an address: what is looked for is posted, and leads to the person's page by its id. */
export const numberRoutes = new Hono<Env>()
  .use("/manage/people/*", signedInOnly())
  .get("/manage/people/number", (c) =>
    holds(c.var.scope.actor, "directory.keep") ? show(c, numberPage, bare) : notFound(c),
  )
  .post("/manage/people/number", async (c) => {
    if (!holds(c.var.scope.actor, "directory.keep")) return notFound(c)
    const form = await readForm(c, numberForm, "directory.person_fields")
    if (!form.ok) return show(c, numberPage, { ...bare, typed: form.typed, problems: form.problems }, 422)
    const lines = await findByNumber(c.var.scope, form.value.number)
    const [only] = lines
    if (only && lines.length === 1) return seeOther(c, `/manage/people/${only.id}`)
    const problems = only ? [] : [problemFrom(c, { code: "number_unknown", field: "number" })]
    return show(c, numberPage, { typed: form.typed, problems, lines }, only ? 200 : 422)
  })
  .get("/manage/people/:id/revelation", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    return person && maySee(c, person) ? ask(c, person, {}, []) : notFound(c)
  })
  .post("/manage/people/:id/revelation", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    if (!person || !maySee(c, person)) return notFound(c)
    const form = await readForm(c, revelationForm, "directory.person_fields")
    if (!form.ok) return ask(c, person, form.typed, form.problems)
    const shown = await revealNumber(c.var.scope, person.id, form.value)
    if (shown.ok) return show(c, revealedPage, shown.value)
    if (shown.refusal.field) return ask(c, person, form.typed, [problemFrom(c, shown.refusal)])
    return refused(c, shown.refusal, `/manage/people/${person.id}`)
  })

const bare = { typed: {}, problems: [], lines: [] }

const maySee = (c: C, person: PersonLine): boolean =>
  mayInUnit(c.var.scope.actor, "people.reveal", { path: person.unitPath })

function ask(c: C, person: PersonLine, typed: Typed, problems: Problem[]) {
  const fields: RevealedField[] = []
  if (person.identityMask) fields.push("identity_number")
  if (person.phoneMask) fields.push("phone")
  return show(c, revelationPage, { person, fields, typed, problems }, problems.length > 0 ? 422 : 200)
}
