import { Hono } from "hono"
import { holds, mayInUnit, reachOf } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { programmeStates } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, refusalWords, seeOther, show, statusOf } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { partsOf } from "./check.ts"
import { changeProgramme, moveProgramme } from "./commands.ts"
import { programmeForm, versionForm } from "./forms.ts"
import { meterFor } from "./metering/queries.ts"
import * as pages from "./pages.ts"
import {
  allotmentsOf,
  definitionOf,
  faultsOf,
  findProgramme,
  listProgrammes,
  offeredHonours,
  ownAllotments,
  type ProgrammeRow,
  programmeYears,
  type SeenProgramme,
  seeProgramme,
} from "./queries.ts"
import { readiness } from "./readiness.ts"
import { takesNominations } from "./window.ts"
import { mayChange, moveNames, type ProgrammeMove, programmeAfter } from "./workflow.ts"

const slugOf = (c: C): string => c.req.param("slug") ?? ""

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "programmes.read")) return notFound(c)
  const state = programmeStates.find((each) => each === c.req.query("state"))
  const filter = { year: idQuery(c, "year"), state }
  const page = pageOf(c)
  const { lines, total } = await listProgrammes(scope, filter, page)
  return show(c, pages.programmesPage, {
    lines,
    filter,
    years: await programmeYears(scope),
    kinds: pages.programmeKinds,
    mayMake: reachOf(scope.actor, "programmes.keep").length > 0,
    first: page.offset + 1,
    pager: pager(c, page, total),
  })
}

/** What an officer has to settle: nobody else is shown it. */
async function tasksOf(c: C, { programme, keeps }: SeenProgramme, allotted: { seats: number; units: number }) {
  if (!keeps || !mayChange(programme.state)) return []
  const { definition } = await definitionOf(c.var.scope, programme)
  const faulty = partsOf(await faultsOf(c.var.scope, definition))
  return readiness({ ...programme, definition, allotted, faulty })
}

const movesOf = ({ programme, keeps }: SeenProgramme) =>
  keeps ? moveNames.filter((move) => programmeAfter(programme.state, move)) : []

async function overview(c: C, problem = "", status: 200 | 409 | 422 = 200): Promise<Response> {
  const { scope } = c.var
  const seen = await seeProgramme(scope, slugOf(c))
  if (!seen) return notFound(c)
  const { programme, office, keeps, reads } = seen
  const { definition, number } = await definitionOf(scope, programme)
  const cells = await allotmentsOf(scope, programme.id)
  const units = new Set(cells.map(({ unitId }) => unitId)).size
  const seats = cells.reduce((sum, cell) => sum + cell.seats, 0)
  const own = reads ? [] : ownAllotments(scope, cells)
  const unit = own[0] && { id: own[0].unitId, path: own[0].unitPath }
  const isMeasured = programme.state !== "draft" && (reads || unit !== undefined)
  const sumOf = (slug: string) => cells.reduce((sum, cell) => sum + (cell.honour === slug ? cell.seats : 0), 0)
  const honours = (await offeredHonours(scope, definition)).map((one) => ({ ...one, allotted: sumOf(one.slug) }))
  const posts = keeps || (unit !== undefined && mayInUnit(scope.actor, "nominations.review", unit))
  const shape = {
    programme,
    office,
    keeps,
    posts,
    reads,
    definition,
    number,
    honours,
    own,
    problem,
    kinds: pages.programmeKinds,
  }
  return show(
    c,
    pages.programmePage,
    {
      ...shape,
      changes: keeps && mayChange(programme.state),
      mayNominate:
        definition.founded !== "must" &&
        takesNominations(programme, scope.now) &&
        holds(scope.actor, "nominations.write"),
      tasks: await tasksOf(c, seen, { seats, units }),
      quota: isMeasured ? await meterFor(scope, programme, unit && { unit }) : undefined,
      moves: movesOf(seen),
      done: doneOf(c, pages.programmeNotices),
    },
    status,
  )
}

type Asked = { readonly typed: Typed; readonly problems?: readonly Problem[]; readonly version?: number }

function askFacts(c: C, programme: ProgrammeRow, { typed, problems = [], version }: Asked, no?: Refusal) {
  const there = no?.code === "stale" ? pages.typedOfProgramme(programme) : undefined
  const seen = there ? programme.version : (version ?? programme.version)
  const shape = { programme, typed, there, problems, version: seen }
  return show(c, pages.programmeFormPage, shape, problems.length > 0 ? (no ? (statusOf(no) as 422) : 422) : 200)
}

async function saveFacts(c: C): Promise<Response> {
  const found = await findProgramme(c.var.scope, slugOf(c))
  if (!found) return notFound(c)
  const { programme } = found
  const form = await readForm(c, programmeForm, "programmes.fields")
  if (!form.ok) return askFacts(c, programme, form)
  const { version, ...facts } = form.value
  const changed = await changeProgramme(c.var.scope, programme.slug, version, facts)
  if (changed.ok) return seeOther(c, `/manage/programmes/${programme.slug}?done=change`)
  const problems = [problemFrom(c, changed.refusal)]
  return askFacts(c, programme, { typed: form.typed, problems, version }, changed.refusal)
}

/** The parts that keep a programme from opening, in the page's words. */
function wordsOf(c: C, refusal: Refusal): string {
  const { t } = c.var.view
  if (refusal.code !== "programme_incomplete") return refusalWords(c, refusal)
  const parts = (refusal.parts as readonly string[]).map((part) => t(`programmes.parts.${part}`))
  return refusalWords(c, { ...refusal, parts: parts.join(t("programmes.comma")) })
}

const moveBy = (move: ProgrammeMove) => async (c: C) => {
  if (!(await findProgramme(c.var.scope, slugOf(c)))) return notFound(c)
  const form = await readForm(c, versionForm, "programmes.fields")
  if (!form.ok) return overview(c, form.problems[0]?.message, 422)
  const moved = await moveProgramme(c.var.scope, slugOf(c), form.value.version, move)
  if (moved.ok) return seeOther(c, `/manage/programmes/${moved.value.slug}?done=${move}`)
  return overview(c, wordsOf(c, moved.refusal), statusOf(moved.refusal) === 409 ? 409 : 422)
}

export const programmeRoutes = new Hono<Env>()
  .use("/manage/programmes", signedInOnly())
  .use("/manage/programmes/*", signedInOnly())
  .get("/manage/programmes", list)
  .get("/manage/programmes/:slug", (c) => overview(c))
  .get("/manage/programmes/:slug/edit", async (c) => {
    const found = await findProgramme(c.var.scope, slugOf(c))
    if (!found) return notFound(c)
    return askFacts(c, found.programme, { typed: pages.typedOfProgramme(found.programme) })
  })
  .post("/manage/programmes/:slug/edit", saveFacts)
  .post("/manage/programmes/:slug/opening", moveBy("open"))
  .post("/manage/programmes/:slug/review", moveBy("review"))
  .post("/manage/programmes/:slug/reopening", moveBy("reopen"))
  .post("/manage/programmes/:slug/decision", moveBy("decide"))
  .post("/manage/programmes/:slug/archiving", moveBy("archive"))
