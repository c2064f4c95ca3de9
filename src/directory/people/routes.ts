import { Hono } from "hono"
import { accountActs } from "#accounts/commands.ts"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { findUnit, unitChoices } from "#directory/organisations/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam, idQuery } from "#http/ids.ts"
import { inOrder, nameOrderOf, pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { ageOn, dayOf } from "#lib/dates.ts"
import { hasPrivateUse } from "#lib/names.ts"
import { changePerson, createPerson, endDuty, giveDuty, keepPersonAccount } from "./commands.ts"
import { contestChoices } from "./duties/queries.ts"
import { dutyForm, formerNameForm, personForm } from "./forms.ts"
import { addFormerName, removeFormerName } from "./names/commands.ts"
import { type Known, knownOf, peoplePage, personEditPage, personPage, typedPerson } from "./pages.ts"
import {
  findPerson,
  listPeople,
  mergedInto,
  type PersonLine,
  type PersonSeen,
  personFile,
  seePerson,
} from "./queries.ts"
import { givesDuties } from "./terms.ts"

export const peopleRoutes = new Hono<Env>()
  .use("/manage/people", signedInOnly())
  .use("/manage/people/*", signedInOnly())
  .get("/manage/people", async (c) => {
    const { scope } = c.var
    if (!holds(scope.actor, "directory.read")) return notFound(c)
    const name = (c.req.query("name") ?? "").slice(0, 50)
    const unit = await findUnit(scope, idQuery(c, "unit") ?? 0, "directory.read")
    const page = pageOf(c)
    const order = nameOrderOf(c)
    const oddNames = c.req.query("check") === "names"
    const filter = { name, unitPath: unit?.path, order, oddNames }
    const { total, lines } = await listPeople(scope, filter, page, "directory.read")
    const units = await unitChoices(scope, "directory.read")
    const listed = { lines, order, inOrder: inOrder(c), offset: page.offset, pager: pager(c, page, total) }
    const { actor } = scope
    const may = { keeps: holds(actor, "directory.keep"), mayMerge: holds(actor, "people.merge") }
    const imports = { people: holds(actor, "directory.import"), duties: givesDuties(actor) }
    return show(c, peoplePage, { name, unit: unit?.id, units, imports, oddNames, ...listed, ...may })
  })
  .get("/manage/people/new", async (c) => {
    if (!holds(c.var.scope.actor, "directory.keep")) return notFound(c)
    return edit(c, undefined, { version: "0", unit: c.req.query("unit") ?? "" }, [])
  })
  .post("/manage/people/new", async (c) => {
    if (!holds(c.var.scope.actor, "directory.keep")) return notFound(c)
    const form = await readForm(c, personForm, "directory.person_fields")
    if (!form.ok) return edit(c, undefined, form.typed, form.problems)
    const made = await createPerson(c.var.scope, form.value)
    if (made.ok) return seeOther(c, `/manage/people/${made.value}?done=created`)
    const problems = [problemFrom(c, made.refusal)]
    return edit(c, undefined, form.typed, problems, { known: knownOf(made.refusal) })
  })
  .get("/manage/people/:id", async (c) => {
    const id = idParam(c) ?? 0
    const person = await seePerson(c.var.scope, id)
    if (person) return file(c, person, {}, [])
    const into = await mergedInto(c.var.scope, id)
    return into ? c.redirect(`/manage/people/${into}`, 302) : notFound(c)
  })
  .get("/manage/people/:id/edit", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    return person ? edit(c, person, typedPerson(person), []) : notFound(c)
  })
  .post("/manage/people/:id/edit", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    if (!person) return notFound(c)
    const form = await readForm(c, personForm, "directory.person_fields")
    if (!form.ok) return edit(c, person, form.typed, form.problems)
    const changed = await changePerson(c.var.scope, person.id, form.value)
    if (changed.ok) return seeOther(c, `/manage/people/${person.id}?done=changed`)
    const problems = [problemFrom(c, changed.refusal)]
    const status = statusOf(changed.refusal)
    if (status !== 409) return edit(c, person, form.typed, problems, { status, known: knownOf(changed.refusal) })
    const latest = typedPerson((await findPerson(c.var.scope, person.id)) ?? person)
    return edit(c, person, { ...form.typed, version: String(latest.version) }, problems, { status, latest })
  })
  .post("/manage/people/:id/names", async (c) => {
    const person = await seePerson(c.var.scope, idParam(c) ?? 0)
    if (!person?.keeps) return notFound(c)
    const form = await readForm(c, formerNameForm, "directory.person_fields")
    if (!form.ok) return file(c, person, form.typed, form.problems)
    const { formerName: name, usedUntil } = form.value
    const added = await addFormerName(c.var.scope, person.id, { name, usedUntil })
    if (added.ok) return seeOther(c, `/manage/people/${person.id}?done=name_added`)
    return file(c, person, form.typed, [problemFrom(c, added.refusal)])
  })
  .post("/manage/people/:id/names/:name/removal", async (c) => {
    const id = idParam(c) ?? 0
    const removed = await removeFormerName(c.var.scope, id, idParam(c, "name") ?? 0)
    return removed.ok ? seeOther(c, `/manage/people/${id}?done=name_removed`) : notFound(c)
  })
  .post("/manage/people/:id/duties", async (c) => {
    const person = await seePerson(c.var.scope, idParam(c) ?? 0)
    if (!person?.keeps) return notFound(c)
    const form = await readForm(c, dutyForm, "directory.person_fields")
    if (!form.ok) return file(c, person, form.typed, form.problems)
    const given = await giveDuty(c.var.scope, c.var.policy, person.id, form.value)
    if (given.ok) return seeOther(c, `/manage/people/${person.id}?done=given`)
    return file(c, person, form.typed, [problemFrom(c, given.refusal)])
  })
  .post("/manage/people/:id/duties/:duty/end", async (c) => {
    const id = idParam(c) ?? 0
    const ended = await endDuty(c.var.scope, id, idParam(c, "duty") ?? 0)
    return ended.ok ? seeOther(c, `/manage/people/${id}?done=ended`) : refused(c, ended.refusal, `/manage/people/${id}`)
  })
  .post("/manage/people/:id/account/:act", async (c) => {
    const id = idParam(c) ?? 0
    const act = accountActs.find((one) => one === c.req.param("act"))
    if (!act) return notFound(c)
    const kept = await keepPersonAccount(c.var.scope, id, act)
    const back = `/manage/people/${id}`
    return kept.ok ? seeOther(c, `${back}?done=${act}`) : refused(c, kept.refusal, back)
  })

const dones = [
  "created",
  "changed",
  "given",
  "ended",
  "name_added",
  "name_removed",
  "merged",
  "invited",
  ...accountActs,
]

async function file(c: C, person: PersonSeen, typed: Typed, problems: Problem[]) {
  const { scope } = c.var
  const shape = await personFile(scope, person)
  const units = await unitChoices(scope, "duties.give")
  const contests = await contestChoices(scope)
  const age = ageOn(person.birthDate, dayOf(scope.now))
  const done = doneOf(c, dones)
  return show(
    c,
    personPage,
    { ...shape, oddName: hasPrivateUse(person.name), age, units, contests, typed, problems, done },
    problems.length > 0 ? 422 : 200,
  )
}

async function edit(
  c: C,
  person: PersonLine | undefined,
  typed: Typed,
  problems: Problem[],
  more: { status?: ReturnType<typeof statusOf>; latest?: Typed; known?: Known | undefined } = {},
) {
  const { status = 422, latest, known } = more
  const units = await unitChoices(c.var.scope)
  const shape = { person, typed: { version: String(person?.version ?? 0), ...typed }, problems, units, latest, known }
  const oddName = hasPrivateUse(String(typed.name ?? ""))
  return show(c, personEditPage, { ...shape, oddName }, problems.length > 0 ? status : 200)
}
