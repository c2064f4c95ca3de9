import { Hono } from "hono"
import { fileLine, serveFile } from "#attachments/pages.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import type { Result } from "#lib/result.ts"
import { findNotice } from "../../issuing/queries.ts"
import { objectionLines } from "../../issuing/running/routes.ts"
import { enterObjection } from "../commands.ts"
import { assignmentForm, conclusionForm, enteredForm, findingsForm } from "../forms.ts"
import { enterPage, objectionPage, receivedPage } from "../pages.ts"
import { filesOf, findObjection, stepsOf, textOf } from "../queries.ts"
import { numberOf } from "../receipt.ts"
import { askShape, problemOf, sentWith } from "../routes.ts"
import type { Statement } from "../statement.ts"
import { assign, conclude, noteFindings, revealObjector } from "./commands.ts"

const path = "/manage/notices/:id{[0-9]+}/objections"
const single = `${path}/:objection{[0-9]+}`
const labels = "notices.objection_fields"

type Again = {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly status?: ReturnType<typeof statusOf>
}
const fresh: Again = { typed: {}, problems: [] }

const ids = (c: C) => ({ notice: idParam(c) ?? 0, objection: idParam(c, "objection") ?? 0 })
const hrefOf = ({ notice, objection }: ReturnType<typeof ids>) => `/manage/notices/${notice}/objections/${objection}`

async function one(c: C, again = fresh, objector?: Statement): Promise<Response> {
  const { scope } = c.var
  const place = ids(c)
  const found = await findObjection(scope, place.notice, place.objection, "notices.read")
  if (!found) return notFound(c)
  const { objection, notice } = found
  const { statementSealed: _, codeHash: __, once: ___, ...seen } = objection
  const files = (await filesOf(scope, objection.id)).map((file) =>
    fileLine(file, `${hrefOf(place)}/files/${file.token}`),
  )
  const line = (await objectionLines(c, found)).find(({ id }) => id === objection.id)
  const shape = {
    ...found,
    objection: seen,
    number: numberOf(notice.id, objection.serial),
    against: line?.against ?? "",
    text: textOf(scope, objection),
    files,
    steps: await stepsOf(scope, objection.id),
    objector,
    strikes: objection.key !== null && notice.onUpheld === "strike",
    done: doneOf(c, ["assigned", "found", "concluded"]),
    typed: again.typed,
    problems: again.problems,
  }
  return show(c, objectionPage, shape, again.status ?? (again.problems.length > 0 ? 422 : 200))
}

/** Handles a form on the page of an objection of the actor's reach. */
const handle =
  <T extends { readonly version: number }>(
    schema: Parameters<typeof readForm>[1],
    done: "assigned" | "found" | "concluded",
    work: (c: C, place: ReturnType<typeof ids> & { readonly version: number }, form: T) => Promise<Result<void>>,
  ) =>
  async (c: C): Promise<Response> => {
    const place = ids(c)
    if (!(await findObjection(c.var.scope, place.notice, place.objection))) return notFound(c)
    const read = await readForm(c, schema, labels)
    if (!read.ok) return one(c, read)
    const form = read.value as T
    const did = await work(c, { ...place, version: form.version }, form)
    if (did.ok) return seeOther(c, `${hrefOf(place)}?done=${done}`)
    return one(c, { typed: read.typed, problems: [problemFrom(c, did.refusal)], status: statusOf(did.refusal) })
  }

type Of<S extends { readonly _zod: { readonly output: unknown } }> = S["_zod"]["output"]

const assignment = handle<Of<typeof assignmentForm>>(assignmentForm, "assigned", (c, place, { assignedTo }) =>
  assign(c.var.scope, place, assignedTo),
)
const findings = handle<Of<typeof findingsForm>>(findingsForm, "found", (c, place, form) =>
  noteFindings(c.var.scope, place, form.findings),
)
const conclusion = handle<Of<typeof conclusionForm>>(conclusionForm, "concluded", (c, place, form) => {
  const { origin, mails, view } = c.var
  return conclude(c.var.scope, place, form, { link: `${origin}/notices/receipt`, issuer: view.issuer, mails })
})

async function reveal(c: C): Promise<Response> {
  const done = await revealObjector(c.var.scope, ids(c))
  return done.ok ? one(c, fresh, done.value) : refused(c, done.refusal, hrefOf(ids(c)))
}

async function ask(c: C, again = fresh): Promise<Response> {
  const found = await findNotice(c.var.scope, idParam(c) ?? 0)
  if (!found?.list || found.notice.state !== "open") return notFound(c)
  return show(c, enterPage, askShape(c, found, again), again.status ?? (again.problems.length > 0 ? 422 : 200))
}

async function enter(c: C): Promise<Response> {
  const found = await findNotice(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const form = await readForm(c, enteredForm, labels)
  if (!form.ok) return ask(c, form)
  const made = await enterObjection(c.var.scope, found.notice.id, form.value, await sentWith(c))
  if (!made.ok)
    return ask(c, { typed: form.typed, problems: [problemOf(c, made.refusal)], status: statusOf(made.refusal) })
  const back = hrefOf({ notice: found.notice.id, objection: made.value.id })
  return show(c, receivedPage, { notice: found.notice, receipt: made.value, back }, 201)
}

async function file(c: C): Promise<Response> {
  const place = ids(c)
  const found = await findObjection(c.var.scope, place.notice, place.objection, "notices.read")
  const files = found ? await filesOf(c.var.scope, found.objection.id) : []
  const wanted = files.find(({ token }) => token === c.req.param("token"))
  return wanted ? serveFile(c, wanted) : notFound(c)
}

/** Stands behind the sign-in that the routes of issuing ask for. */
export const investigationRoutes = new Hono<Env>()
  .get(`${path}/new`, (c) => ask(c))
  .post(path, enter)
  .get(single, (c) => one(c))
  .post(`${single}/assignment`, assignment)
  .post(`${single}/findings`, findings)
  .post(`${single}/conclusion`, conclusion)
  .post(`${single}/revelation`, reveal)
  .get(`${single}/files/:token`, file)
