import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idOf, idParam } from "#http/ids.ts"
import { longPageOf, pager } from "#http/paging.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import { findDecision } from "../decisions/queries.ts"
import { listHonours } from "../queries.ts"
import { printCertificates } from "./commands.ts"
import { printForm } from "./forms.ts"
import { certificatesPage, printPage, sheetPage } from "./pages.ts"
import { paperOf } from "./paper.ts"
import { chosenEntries, isOpen, mostSheets } from "./printed.ts"
import { type Asked, countCertifiable, findPrint, listCertifiable, listPrints } from "./queries.ts"
import { printedWords } from "./wording.ts"

const base = "/manage/certificates"
type Again = { readonly problems: Problem[]; readonly typed: Typed }

function askedOf(c: C): Asked {
  const { decision, honour, year, entry } = c.req.query()
  return { decision: idOf(decision), honour: idOf(honour), year: idOf(year), entry: idOf(entry) }
}

async function list(c: C, again: Again = { problems: [], typed: {} }, status?: 409): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "register.read")) return notFound(c)
  const asked = askedOf(c)
  const isAsked = Object.values(asked).some((one) => one !== undefined)
  const page = longPageOf(c)
  const entries = isAsked ? await listCertifiable(scope, asked, page) : []
  const missing = entries.filter(({ format }) => !format).map(({ honour }) => honour)
  const shape = {
    asked,
    isAsked,
    entries,
    document: (asked.decision && (await findDecision(scope, asked.decision))?.decision.number) || "",
    honours: await listHonours(scope),
    unnumbered: [...new Map(missing.map((honour) => [honour.id, honour])).values()],
    pager: pager(c, page, isAsked ? await countCertifiable(scope, asked) : 0),
    prints: await listPrints(scope, { number: 1, size: 20, offset: 0 }),
    most: mostSheets,
    ...again,
  }
  return show(c, certificatesPage, shape, status ?? (again.problems.length > 0 ? 422 : 200))
}

async function print(c: C): Promise<Response> {
  if (!holds(c.var.scope.actor, "register.keep")) return notFound(c)
  const form = await readForm(c, printForm, "certificates")
  if (!form.ok) return list(c, form)
  const given = { entryIds: chosenEntries(form.value.entries), reason: form.value.reason }
  const done = await printCertificates(c.var.scope, given, c.var.random)
  if (done.ok) return seeOther(c, `${base}/prints/${done.value.id}`)
  if (done.refusal.code === "not_found") return notFound(c)
  const again = { problems: [problemFrom(c, done.refusal)], typed: form.typed }
  return list(c, again, statusOf(done.refusal) === 409 ? 409 : undefined)
}

async function printed(c: C): Promise<Response> {
  const found = await findPrint(c.var.scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  return show(c, printPage, { ...found, isOpen: found.keeps && isOpen(found.print.at, c.var.scope.now) })
}

/** The sheets themselves: for whoever keeps the register, for as long as the print is open; nothing that was revoked since. */
async function sheets(c: C): Promise<Response> {
  const found = await findPrint(c.var.scope, idParam(c) ?? 0)
  if (!found?.keeps) return notFound(c)
  const back = `${base}/prints/${found.print.id}`
  if (!isOpen(found.print.at, c.var.scope.now)) return seeOther(c, back)
  const standing = found.sheets.filter(({ entry }) => !entry.revokedAt)
  return show(c, sheetPage, {
    papers: standing.map((sheet) => paperOf(sheet, c.var.origin)),
    says: printedWords,
    back,
  })
}

export const certificateRoutes = new Hono<Env>()
  .use(`${base}/*`, signedInOnly())
  .get(base, signedInOnly(), (c) => list(c))
  .post(base, signedInOnly(), print)
  .get(`${base}/prints/:id{[0-9]+}`, printed)
  .get(`${base}/prints/:id{[0-9]+}/sheets`, sheets)
