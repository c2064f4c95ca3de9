import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { findUnit, keepers, unitChoices } from "#directory/organisations/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam, idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { codeFrom } from "#lib/codes.ts"
import { ageOn, dayOf } from "#lib/dates.ts"
import { changePerson, createPerson, endDuty, giveDuty, openPersonAccount } from "./commands.ts"
import { accountForm, dutyForm, personForm } from "./forms.ts"
import { accountPage, peoplePage, personEditPage, personPage, typedPerson } from "./pages.ts"
import { contestChoices, findPerson, listPeople, type PersonLine, personFile } from "./queries.ts"

export const peopleRoutes = new Hono<Env>()
  .use("/manage/people", signedInOnly())
  .use("/manage/people/*", signedInOnly())
  .get("/manage/people", async (c) => {
    const { scope } = c.var
    if (!holds(scope.actor, keepers)) return notFound(c)
    const name = (c.req.query("name") ?? "").slice(0, 50)
    const unit = await findUnit(scope, idQuery(c, "unit") ?? 0)
    const page = pageOf(c)
    const { total, lines } = await listPeople(scope, { name, unitPath: unit?.path }, page)
    const units = await unitChoices(scope)
    const shape = { name, unit: unit?.id, units, lines, offset: page.offset, pager: pager(c, page, total) }
    return show(c, peoplePage, shape)
  })
  .get("/manage/people/new", async (c) => {
    if (!holds(c.var.scope.actor, keepers)) return notFound(c)
    return edit(c, undefined, { version: "0", unit: c.req.query("unit") ?? "" }, [])
  })
  .post("/manage/people/new", async (c) => {
    if (!holds(c.var.scope.actor, keepers)) return notFound(c)
    const form = await readForm(c, personForm, "directory.person_fields")
    if (!form.ok) return edit(c, undefined, form.typed, form.problems)
    const made = await createPerson(c.var.scope, form.value)
    if (made.ok) return seeOther(c, `/manage/people/${made.value}?done=created`)
    return edit(c, undefined, form.typed, [problemFrom(c, made.refusal)])
  })
  .get("/manage/people/:id", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    return person ? file(c, person, {}, []) : notFound(c)
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
    if (changed.refusal.code !== "stale") return edit(c, person, form.typed, problems, statusOf(changed.refusal))
    const now = typedPerson((await findPerson(c.var.scope, person.id)) ?? person)
    return edit(c, person, { ...form.typed, version: String(now.version) }, problems, 409, now)
  })
  .post("/manage/people/:id/duties", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    if (!person) return notFound(c)
    const form = await readForm(c, dutyForm, "directory.person_fields")
    if (!form.ok) return file(c, person, form.typed, form.problems)
    const given = await giveDuty(c.var.scope, person.id, form.value)
    if (given.ok) return seeOther(c, `/manage/people/${person.id}?done=given`)
    return file(c, person, form.typed, [problemFrom(c, given.refusal)])
  })
  .post("/manage/people/:id/duties/:duty/end", async (c) => {
    const id = idParam(c) ?? 0
    const ended = await endDuty(c.var.scope, id, idParam(c, "duty") ?? 0)
    return ended.ok ? seeOther(c, `/manage/people/${id}?done=ended`) : refused(c, ended.refusal, `/manage/people/${id}`)
  })
  .post("/manage/people/:id/account", async (c) => {
    const person = await findPerson(c.var.scope, idParam(c) ?? 0)
    if (!person) return notFound(c)
    const form = await readForm(c, accountForm, "directory.person_fields")
    if (!form.ok) return file(c, person, form.typed, form.problems)
    const password = codeFrom(c.var.random(64), 16)
    const opened = await openPersonAccount(c.var.scope, person.id, { username: form.value.username, password })
    if (!opened.ok) return file(c, person, form.typed, [problemFrom(c, opened.refusal)])
    return show(c, accountPage, { person, username: opened.value.username, password }, 201)
  })

const dones = ["created", "changed", "given", "ended"]

async function file(c: C, person: PersonLine, typed: Typed, problems: Problem[]) {
  const { scope } = c.var
  const shape = await personFile(scope, person)
  const units = await unitChoices(scope, ["administrator"])
  const contests = await contestChoices(scope)
  const age = ageOn(person.birthDate, dayOf(scope.now))
  const done = doneOf(c, dones)
  return show(c, personPage, { ...shape, age, units, contests, typed, problems, done }, problems.length > 0 ? 422 : 200)
}

async function edit(
  c: C,
  person: PersonLine | undefined,
  typed: Typed,
  problems: Problem[],
  status: ReturnType<typeof statusOf> = 422,
  latest?: Typed,
) {
  const units = await unitChoices(c.var.scope)
  const shown = { version: String(person?.version ?? 0), ...typed }
  return show(c, personEditPage, { person, typed: shown, problems, units, latest }, problems.length > 0 ? status : 200)
}
