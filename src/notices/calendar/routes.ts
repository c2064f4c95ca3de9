import { Hono } from "hono"
import { holds, mayKeepCalendar } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, readForm, type Typed } from "#http/forms.ts"
import { doneOf, notFound, refused, seeOther, show } from "#http/show.ts"
import { dayOf, isDay } from "#lib/dates.ts"
import { announceYear, clearDay, setDay } from "./commands.ts"
import { dayForm, yearForm } from "./forms.ts"
import { calendarPage } from "./pages.ts"
import { yearOf } from "./queries.ts"

const path = "/manage/calendar"
const labels = "notices.calendar.fields"

/** The year that the address or a form names, or this one. */
function yearIn(c: C, typed: Typed): number {
  const asked = [typed.year, typeof typed.day === "string" ? typed.day.slice(0, 4) : undefined, c.req.query("year")]
  const year = asked.find((one) => typeof one === "string" && /^20\d\d$/.test(one))
  return Number(year ?? dayOf(c.var.scope.now).slice(0, 4))
}

type Again = { readonly typed: Typed; readonly problems: readonly Problem[] }

async function year(c: C, { typed, problems }: Again = { typed: {}, problems: [] }): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "notices.read")) return notFound(c)
  const shown = await yearOf(scope, yearIn(c, typed))
  const keeps = mayKeepCalendar(scope.actor)
  const done = doneOf(c, ["set", "cleared", "announced"])
  return show(c, calendarPage, { ...shown, keeps, done, typed, problems }, problems.length > 0 ? 422 : 200)
}

async function set(c: C): Promise<Response> {
  if (!mayKeepCalendar(c.var.scope.actor)) return notFound(c)
  const form = await readForm(c, dayForm, labels)
  if (!form.ok) return year(c, form)
  const done = await setDay(c.var.scope, form.value)
  return done.ok ? seeOther(c, `${path}?year=${form.value.day.slice(0, 4)}&done=set`) : refused(c, done.refusal, path)
}

async function clear(c: C, day: string): Promise<Response> {
  if (!isDay(day)) return notFound(c)
  const done = await clearDay(c.var.scope, day)
  return done.ok ? seeOther(c, `${path}?year=${day.slice(0, 4)}&done=cleared`) : refused(c, done.refusal, path)
}

async function announce(c: C): Promise<Response> {
  if (!mayKeepCalendar(c.var.scope.actor)) return notFound(c)
  const form = await readForm(c, yearForm, labels)
  if (!form.ok) return year(c, form)
  const done = await announceYear(c.var.scope, form.value)
  return done.ok ? seeOther(c, `${path}?year=${form.value.year}&done=announced`) : refused(c, done.refusal, path)
}

export const calendarRoutes = new Hono<Env>()
  .use(path, signedInOnly())
  .use(`${path}/*`, signedInOnly())
  .get(path, (c) => year(c))
  .post(`${path}/days`, set)
  .post(`${path}/days/:day/removal`, (c) => clear(c, c.req.param("day")))
  .post(`${path}/years`, announce)
