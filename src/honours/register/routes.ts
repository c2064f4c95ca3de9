import { type Context, Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { findPerson } from "#directory/people/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam, idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { addHonour, changeHonour } from "./commands.ts"
import { entryFacts, withChanges } from "./corrections/facts.ts"
import { correctionsOf } from "./corrections/queries.ts"
import { enterByHand } from "./entering/commands.ts"
import { isByHand } from "./filing/filable.ts"
import { entryForm, honourForm, newHonourForm, repeatRules } from "./forms.ts"
import { entryPage, honourFormPage, honoursPage, newEntryPage, registerPage } from "./pages.ts"
import {
  countRegister,
  findEntry,
  findHonour,
  honourVersionsOf,
  listConferringUnits,
  listHonours,
  listRegister,
  type RegisterFilter,
  receiverOf,
  registerStates,
  sourceOf,
  versionInForce,
} from "./queries.ts"
import { casesOf } from "./revocations/queries.ts"
import { termOf } from "./terms/queries.ts"
import { changedFacts } from "./versions.ts"

type Again = { readonly problems: Problem[]; readonly typed: Typed }
const fresh: Again = { problems: [], typed: {} }

const statusFor = ({ problems }: Again) => (problems.length > 0 ? 422 : 200)

function filterOf(c: C): RegisterFilter {
  const state = registerStates.find((one) => one === c.req.query("state"))
  return { honour: idQuery(c, "honour"), year: idQuery(c, "year"), q: (c.req.query("q") ?? "").slice(0, 100), state }
}

async function register(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "register.read")) return notFound(c)
  const filter = filterOf(c)
  const page = pageOf(c)
  const years = await countRegister(scope, filter)
  const counted = years.filter(({ year }) => !filter.year || year === filter.year)
  const total = counted.reduce((sum, one) => sum + one.count, 0)
  return show(c, registerPage, {
    filter,
    entries: await listRegister(scope, filter, page),
    honours: await listHonours(scope, "register.read"),
    years: years.flatMap(({ year }) => year ?? []),
    keeps: holds(scope.actor, "register.keep"),
    confers: holds(scope.actor, "honours.confer"),
    done: c.req.query("done") ?? "",
    pager: pager(c, page, total),
  })
}

async function newEntry(c: C, again = fresh): Promise<Response> {
  if (!holds(c.var.scope.actor, "register.keep")) return notFound(c)
  return show(c, newEntryPage, { honours: await listHonours(c.var.scope), ...again }, statusFor(again))
}

async function enterEntry(c: C): Promise<Response> {
  const form = await readForm(c, entryForm, "register.fields")
  if (!form.ok) return newEntry(c, form)
  const done = await enterByHand(c.var.scope, form.value)
  if (!done.ok) return newEntry(c, { problems: [problemFrom(c, done.refusal)], typed: form.typed })
  return seeOther(c, `/manage/register/${done.value.id}?done=${done.value.isNew ? "entered" : "known"}`)
}

async function entry(c: C): Promise<Response> {
  const found = await findEntry(c.var.scope, idParam(c) ?? 0, "register.read")
  if (!found) return notFound(c)
  const { entry, honour, keeps } = found
  const receiver = keeps ? receiverOf(c.var.scope, entry) : undefined
  const source = await sourceOf(c.var.scope, entry.id)
  const cases = await casesOf(c.var.scope, entry.id)
  const corrections = withChanges(await correctionsOf(c.var.scope, entry.id), entryFacts(entry))
  const file = entry.personId ? (await findPerson(c.var.scope, entry.personId, "register.read"))?.id : undefined
  const term = await termOf(c.var.scope, entry.id)
  const inForce = await versionInForce(c.var.scope, honour.id, entry.createdAt)
  const done = c.req.query("done") ?? ""
  const mayFile = keeps && isByHand(entry, honour.recipientKind)
  const shape = { entry, honour, keeps, mayFile, receiver, cases, corrections, term, file, source, inForce, done }
  return show(c, entryPage, shape)
}

async function honours(c: C): Promise<Response> {
  if (!holds(c.var.scope.actor, "register.keep")) return notFound(c)
  return show(c, honoursPage, { honours: await listHonours(c.var.scope), done: c.req.query("done") ?? "" })
}

async function honour(c: C, id: number | undefined, again = fresh, status?: 409): Promise<Response> {
  const { scope } = c.var
  const found = id === undefined ? undefined : await findHonour(scope, id)
  if (id === undefined ? !holds(scope.actor, "register.keep") : !found) return notFound(c)
  const rows = id === undefined ? [] : await honourVersionsOf(scope, id)
  const versions = rows.map(({ version, by }, at) => {
    return { ...version, by, changed: changedFacts(rows[at + 1]?.version.facts, version.facts) }
  })
  const shape = { honour: found?.honour, units: await listConferringUnits(scope), versions, repeatRules, ...again }
  return show(c, honourFormPage, shape, status ?? statusFor(again))
}

async function makeHonour(c: C): Promise<Response> {
  const form = await readForm(c, newHonourForm, "register.fields")
  if (!form.ok) return honour(c, undefined, form)
  const done = await addHonour(c.var.scope, form.value)
  if (done.ok) return seeOther(c, "/manage/register/honours?done=added")
  return honour(c, undefined, { problems: [problemFrom(c, done.refusal)], typed: form.typed })
}

async function saveHonour(c: C, id: number): Promise<Response> {
  const form = await readForm(c, honourForm, "register.fields")
  if (!form.ok) return honour(c, id, form)
  const done = await changeHonour(c.var.scope, id, form.value)
  if (done.ok) return seeOther(c, "/manage/register/honours?done=changed")
  const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed }
  return honour(c, id, again, statusOf(done.refusal) === 409 ? 409 : undefined)
}

const idOr404 = (handler: (c: C, id: number) => Promise<Response>) => (c: Context<Env>) => {
  const id = idParam(c)
  return id === undefined ? notFound(c) : handler(c, id)
}

export const registerRoutes = new Hono<Env>()
  .use("/manage/register/*", signedInOnly())
  .get("/manage/register", signedInOnly(), register)
  .post("/manage/register", signedInOnly(), enterEntry)
  .get("/manage/register/new", (c) => newEntry(c))
  .get("/manage/register/honours", honours)
  .post("/manage/register/honours", makeHonour)
  .get("/manage/register/honours/new", (c) => honour(c, undefined))
  .get(
    "/manage/register/honours/:id",
    idOr404((c, id) => honour(c, id)),
  )
  .post("/manage/register/honours/:id", idOr404(saveHonour))
  .get("/manage/register/:id{[0-9]+}", (c) => entry(c))
