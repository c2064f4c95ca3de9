import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam, idQuery } from "#http/ids.ts"
import { inOrder, pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, seeOther, show, statusOf } from "#http/show.ts"
import { hasPrivateUse } from "#lib/names.ts"
import { changeUnit, createUnit } from "./commands.ts"
import { formerNameForm, unitForm } from "./forms.ts"
import { addFormerUnitName, removeFormerUnitName } from "./names/commands.ts"
import { typedUnit, unitPage, unitsPage } from "./pages.ts"
import { findUnit, formerNames, listUnits, parentOf, type UnitRow, unitChoices, unitOrders } from "./queries.ts"

export const unitRoutes = new Hono<Env>()
  .use("/manage/units", signedInOnly())
  .use("/manage/units/*", signedInOnly())
  .get("/manage/units", async (c) => {
    const { scope } = c.var
    if (!holds(scope.actor, "directory.read")) return notFound(c)
    const name = (c.req.query("name") ?? "").slice(0, 100)
    const under = await findUnit(scope, idQuery(c, "under") ?? 0, "directory.read")
    const page = pageOf(c)
    const order = unitOrders.find((one) => one === c.req.query("order")) ?? "tree"
    const { total, lines } = await listUnits(scope, { name, under, order }, page)
    const done = doneOf(c, ["created", "changed"])
    const ordered = { order, orders: unitOrders, inOrder: inOrder(c) }
    const listed = { lines, ...ordered, offset: page.offset, pager: pager(c, page, total), done }
    const shape = { name, under, formerNames: await namesOf(c, under), ...listed }
    return show(c, unitsPage, {
      ...shape,
      keeps: holds(scope.actor, "directory.keep"),
      imports: holds(scope.actor, "directory.import"),
      oddName: hasPrivateUse(under?.name ?? ""),
    })
  })
  .get("/manage/units/new", async (c) => {
    if (!holds(c.var.scope.actor, "directory.keep")) return notFound(c)
    const typed = { version: "0", parent: c.req.query("under") ?? "" }
    return edit(c, undefined, typed, [])
  })
  .post("/manage/units/new", async (c) => {
    if (!holds(c.var.scope.actor, "directory.keep")) return notFound(c)
    const form = await readForm(c, unitForm, "directory.fields")
    if (!form.ok) return edit(c, undefined, form.typed, form.problems)
    const made = await createUnit(c.var.scope, form.value)
    if (made.ok) return seeOther(c, `/manage/units?under=${made.value}&done=created`)
    return edit(c, undefined, form.typed, [problemFrom(c, made.refusal)])
  })
  .get("/manage/units/:id", async (c) => {
    const unit = await findUnit(c.var.scope, idParam(c) ?? 0)
    return unit ? edit(c, unit, typedUnit(unit), []) : notFound(c)
  })
  .post("/manage/units/:id", async (c) => {
    const unit = await findUnit(c.var.scope, idParam(c) ?? 0)
    if (!unit) return notFound(c)
    const form = await readForm(c, unitForm, "directory.fields")
    if (!form.ok) return edit(c, unit, form.typed, form.problems)
    const changed = await changeUnit(c.var.scope, unit.id, form.value)
    if (changed.ok) return seeOther(c, `/manage/units?under=${unit.id}&done=changed`)
    const problems = [problemFrom(c, changed.refusal)]
    if (changed.refusal.code !== "stale") return edit(c, unit, form.typed, problems, statusOf(changed.refusal))
    const now = typedUnit((await findUnit(c.var.scope, unit.id)) ?? unit)
    return edit(c, unit, { ...form.typed, version: String(now.version) }, problems, 409, now)
  })
  .post("/manage/units/:id/names", async (c) => {
    const unit = await findUnit(c.var.scope, idParam(c) ?? 0)
    if (!unit) return notFound(c)
    const form = await readForm(c, formerNameForm, "directory.fields")
    const typed = { ...typedUnit(unit), ...form.typed }
    if (!form.ok) return edit(c, unit, typed, form.problems)
    const { formerName: name, usedUntil } = form.value
    const added = await addFormerUnitName(c.var.scope, unit.id, { name, usedUntil })
    if (added.ok) return seeOther(c, `/manage/units/${unit.id}?done=name_added`)
    return edit(c, unit, typed, [problemFrom(c, added.refusal)])
  })
  .post("/manage/units/:id/names/:name/removal", async (c) => {
    const id = idParam(c) ?? 0
    const removed = await removeFormerUnitName(c.var.scope, id, idParam(c, "name") ?? 0)
    return removed.ok ? seeOther(c, `/manage/units/${id}?done=name_removed`) : notFound(c)
  })

const namesOf = async (c: C, unit: UnitRow | undefined) => (unit ? formerNames(c.var.scope, unit.id) : [])

async function edit(
  c: C,
  unit: UnitRow | undefined,
  typed: Typed,
  problems: Problem[],
  status: ReturnType<typeof statusOf> = 422,
  latest?: Typed,
) {
  const { scope } = c.var
  const choices = (await unitChoices(scope)).filter(({ path }) => !unit || !path.startsWith(unit.path))
  const parent = unit && (await parentOf(scope, unit))
  const known = !parent || choices.some(({ value }) => value === parent.id)
  const parents = known ? choices : [{ value: parent.id, text: parent.name }, ...choices]
  const shown = { version: String(unit?.version ?? 0), ...typed }
  const shape = { unit, formerNames: await namesOf(c, unit), typed: shown, problems, parents, latest }
  const done = doneOf(c, ["name_added", "name_removed"])
  return show(
    c,
    unitPage,
    { ...shape, done, oddName: hasPrivateUse(String(typed.name ?? "")) },
    problems.length > 0 ? status : 200,
  )
}
