import { Hono } from "hono"
import { take } from "#accounts/throttle.ts"
import { fileField, fileProblem, keepOf, uploadsOf } from "#attachments/forms.ts"
import { fileKinds } from "#db/words.ts"
import { clientAddress, networkOf } from "#http/address.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { notFound, show, statusOf, tooMany } from "#http/show.ts"
import { hex } from "#lib/codes.ts"
import type { Refusal } from "#lib/result.ts"
import { againstWords } from "../issuing/lines.ts"
import { type Notice, noticeById } from "../issuing/queries.ts"
import { shownRows } from "../issuing/shown.ts"
import { mostFiles, objectTo, type Sent } from "./commands.ts"
import { objectionForm, receiptForm } from "./forms.ts"
import { lookUpPage, objectPage, overPage, type Progress, receivedPage } from "./pages.ts"
import { byReceipt } from "./queries.ts"

const path = "/notices/:id{[0-9]+}/objection"
const labels = "notices.objection_fields"

type Again = { readonly typed: Typed; readonly problems: readonly Problem[] }
const fresh: Again = { typed: {}, problems: [] }

/** What a form for an objection shows; the line that the address names is chosen already. */
export function askShape(c: C, { notice, list, strikes }: Notice, { typed, problems }: Again) {
  if (!list) throw new Error("an objection needs a list")
  const chosen = { row: c.req.query("row") ?? "", named: "yes", ...typed }
  const once = typeof typed.once === "string" && typed.once ? typed.once : hex(c.var.random(16))
  const rows = shownRows(list.rows, strikes).filter(({ struck }) => !struck)
  return { notice, list, rows, once, file: fileField(c, fileKinds, mostFiles), typed: chosen, problems }
}

/** A refusal beside its field: files in words of their own. */
export const problemOf = (c: C, refusal: Refusal): Problem =>
  refusal.field === "files" ? fileProblem(c, refusal, "files", fileKinds) : problemFrom(c, refusal)

export const sentWith = async (c: C): Promise<Sent> => ({
  keep: keepOf(c),
  files: await uploadsOf(c, "files"),
  lang: c.var.view.lang,
})

async function shown(c: C): Promise<Notice | undefined> {
  const found = await noticeById(c.var.scope, idParam(c) ?? 0)
  return found?.list && found.notice.state !== "draft" ? found : undefined
}

async function ask(c: C, again = fresh, status?: ReturnType<typeof statusOf>): Promise<Response> {
  const found = await shown(c)
  if (!found?.list) return notFound(c)
  const over = found.notice.state !== "open" || c.var.scope.now >= found.list.endsAt
  if (over) return show(c, overPage, found, again.problems.length > 0 ? 409 : 200)
  return show(c, objectPage, askShape(c, found, again), status ?? (again.problems.length > 0 ? 422 : 200))
}

/** Twenty objections an hour from one network: an office or a street shares one. */
const objectionLanes = (network: string) => [
  { name: `objection ${network}`, limit: 20, minutes: 60, accountId: undefined },
]
/** Thirty look-ups a minute guess no code of sixteen letters. */
const receiptLanes = (network: string) => [{ name: `receipt ${network}`, limit: 30, minutes: 1, accountId: undefined }]

const networkIn = (c: C) => networkOf(clientAddress(c))

async function send(c: C): Promise<Response> {
  if (!(await shown(c))) return notFound(c)
  const form = await readForm(c, objectionForm, labels)
  if (!form.ok) return ask(c, form)
  const wait = await take(c.var.scope, objectionLanes(networkIn(c)))
  if (wait !== undefined) {
    c.header("Retry-After", String(wait))
    const message = c.var.view.t("notices.object.too_many", { count: Math.max(1, Math.ceil(wait / 60)) })
    return ask(c, { typed: form.typed, problems: [{ field: "", message }] }, 429)
  }
  const made = await objectTo(c.var.scope, idParam(c) ?? 0, form.value, await sentWith(c))
  if (!made.ok) return ask(c, { typed: form.typed, problems: [problemOf(c, made.refusal)] }, statusOf(made.refusal))
  const found = await shown(c)
  if (!found) return notFound(c)
  return show(c, receivedPage, { notice: found.notice, receipt: made.value, back: `/notices/${found.notice.id}` }, 201)
}

const lookUp = (c: C, again = fresh, progress?: Progress) =>
  show(c, lookUpPage, { ...again, progress }, again.problems.length > 0 ? 422 : 200)

async function findReceipt(c: C): Promise<Response> {
  const form = await readForm(c, receiptForm, labels)
  if (!form.ok) return lookUp(c, form)
  const wait = await take(c.var.scope, receiptLanes(networkIn(c)))
  if (wait !== undefined) return tooMany(c, wait, "/notices/receipt")
  const found = await byReceipt(c.var.scope, form.value.number, form.value.code)
  const problem = { field: "code", message: c.var.view.t("notices.look_up.unknown") }
  if (!found) return lookUp(c, { typed: form.typed, problems: [problem] })
  return lookUp(c, fresh, progressOf(c, form.value.number, found))
}

function progressOf(c: C, number: string, found: NonNullable<Awaited<ReturnType<typeof byReceipt>>>): Progress {
  const { objection, notice, list, reply, steps } = found
  const { state, receivedAt, concludedAt, leaderName, signedOn, key } = objection
  const at = list?.rows.findIndex((row) => row.key === key) ?? -1
  const row = list?.rows[at]
  return {
    ...{ number, notice, state, receivedAt, concludedAt, leaderName, signedOn, reply },
    against: againstWords(c.var.view.t, row && { number: at + 1, name: row.name }),
    assignedAt: steps.find(({ kind }) => kind === "assigned")?.at,
  }
}

export const objectionRoutes = new Hono<Env>()
  .get("/notices/receipt", (c) => lookUp(c))
  .post("/notices/receipt", findReceipt)
  .get(path, (c) => ask(c))
  .post(path, send)
