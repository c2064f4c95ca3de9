import { Hono } from "hono"
import { fileField, fileProblem, keepOf, uploadsOf } from "#attachments/forms.ts"
import { imageKinds } from "#attachments/kinds.ts"
import { serveFile } from "#attachments/pages.ts"
import { fileKinds } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { takenElsewhere } from "#http/files-elsewhere.ts"
import { type Problem, problemFrom, type Typed, typedOf } from "#http/forms.ts"
import { idOf, idParam } from "#http/ids.ts"
import { doneOf, notFound, refused, seeOther, show } from "#http/show.ts"
import { dossierOf } from "../dossier/queries.ts"
import { speaksFor } from "../moves/permission.ts"
import { type Part, savedPage, sectionPage } from "../pages.ts"
import { findNomination } from "../queries.ts"
import { attachFile, detachFile, saveSection } from "./commands.ts"
import { charactersOf, keptOf } from "./fields.ts"
import { consentRow, paperFiles, sectionRow } from "./queries.ts"

const own = "/manage/nominations/:id{[0-9]+}"
const keyOf = (c: C): string => c.req.param("section") ?? ""

async function partFor(c: C, key = keyOf(c)) {
  const { scope, view } = c.var
  const found = await findNomination(scope, idParam(c) ?? 0)
  if (!found || !speaksFor(scope.actor, found.places, "unit")) return undefined
  const shown = await dossierOf(scope, found, view)
  const part = shown.parts.find(({ section }) => section.key === key)
  return part && shown.isWithUnit ? { found, shown, part } : undefined
}

const countsOf = ({ section }: Part, values: Typed) =>
  Object.fromEntries(
    section.fields
      .filter(({ kind }) => kind === "text")
      .map(({ key }) => [key, charactersOf(String(values[key] ?? ""))]),
  )

const kindsOf = (purpose: string) => (purpose === "photo" ? imageKinds : fileKinds)

/** A section with what was kept, or with what was typed where another tab was quicker. */
export async function section(
  c: C,
  key: string,
  typed?: Typed,
  problems: Problem[] = [],
  status: 200 | 409 | 422 = 422,
): Promise<Response> {
  const at = await partFor(c, key)
  if (!at) return notFound(c)
  const { found, shown, part } = at
  const row = await sectionRow(c.var.scope, found.nomination.id, part.section.key)
  const values = typed ?? row?.fields ?? {}
  const fileFields = part.section.files.map(({ purpose, most, isRequired }) => ({
    ...{ purpose, isRequired, file: fileField(c, kindsOf(purpose), most) },
    files: part.files.filter((one) => one.purpose === purpose),
  }))
  const shape = {
    ...found,
    part,
    known: shown.known,
    held: shown.held,
    mails: c.var.mails,
    consent: await consentRow(c.var.scope, found.nomination.id),
    version: row?.version ?? 0,
    values,
    fileFields,
    problems,
  }
  const other = status === 409 ? (row?.fields ?? {}) : undefined
  return show(
    c,
    sectionPage,
    { ...shape, counts: countsOf(part, values), other, done: doneOf(c, ["saved", "attached", "detached", "mailed"]) },
    problems.length > 0 ? status : 200,
  )
}

async function save(c: C): Promise<Response> {
  const typed = await typedOf(c)
  const id = idParam(c) ?? 0
  const version = Number(idOf(typed.version) ?? 0)
  const saved = await saveSection(c.var.scope, id, keyOf(c), { version, typed })
  const isQuiet = c.req.header("HX-Request") !== undefined
  if (isQuiet) return quietly(c, typed, saved.ok ? undefined : saved.refusal.code)
  if (saved.ok)
    return seeOther(c, `/manage/nominations/${id}${typed.then === "next" ? "" : `/sections/${keyOf(c)}`}?done=saved`)
  if (saved.refusal.code === "not_found") return notFound(c)
  return saved.refusal.code === "section_stale"
    ? section(c, keyOf(c), typed, [problemFrom(c, saved.refusal)], 409)
    : refused(c, saved.refusal, `/manage/nominations/${id}`)
}

/** What an autosave answers: how the section stands now, and the version that the next save has to name. */
async function quietly(c: C, typed: Typed, code: string | undefined): Promise<Response> {
  const at = await partFor(c)
  if (!at) return notFound(c)
  const row = await sectionRow(c.var.scope, at.found.nomination.id, at.part.section.key)
  const version = code ? Number(idOf(typed.version) ?? 0) : (row?.version ?? 0)
  const base = `/manage/nominations/${at.found.nomination.id}/sections/${at.part.section.key}`
  const values = keptOf(at.part.section.fields, typed)
  return show(c, savedPage, {
    version,
    counts: countsOf(at.part, values),
    state: at.part.state,
    stale: code !== undefined,
    base,
  })
}

async function attach(c: C): Promise<Response> {
  const keep = keepOf(c)
  if (!keep) return takenElsewhere(c)
  const id = idParam(c) ?? 0
  const purpose = c.req.param("purpose") ?? ""
  const uploads = await uploadsOf(c, purpose)
  if (uploads.length === 0)
    return section(c, keyOf(c), undefined, [problemFrom(c, { code: "file_absent", field: purpose })])
  for (const upload of uploads) {
    const kept = await attachFile(c.var.scope, keep, id, { purpose, upload })
    if (kept.ok) continue
    if (kept.refusal.code === "not_found") return notFound(c)
    return section(c, keyOf(c), undefined, [fileProblem(c, kept.refusal, purpose, kindsOf(purpose))])
  }
  return seeOther(c, `/manage/nominations/${id}/sections/${keyOf(c)}?done=attached`)
}

export const paperRoutes = new Hono<Env>()
  .get(`${own}/sections/:section`, (c) => section(c, keyOf(c)))
  .post(`${own}/sections/:section`, save)
  .post(`${own}/sections/:section/files/:purpose`, attach)
  .get(`${own}/files/:token`, async (c) => {
    const found = await findNomination(c.var.scope, idParam(c) ?? 0)
    const files = found ? await paperFiles(c.var.scope, found.nomination.id) : []
    const file = files.find(({ token }) => token === c.req.param("token"))
    return file ? serveFile(c, file) : notFound(c)
  })
  .post(`${own}/sections/:section/files/:token/removal`, async (c) => {
    const id = idParam(c) ?? 0
    const gone = await detachFile(c.var.scope, id, c.req.param("token") ?? "")
    return gone.ok
      ? seeOther(c, `/manage/nominations/${id}/sections/${keyOf(c)}?done=detached`)
      : refused(c, gone.refusal, `/manage/nominations/${id}`)
  })
