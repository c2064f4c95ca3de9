import { Hono } from "hono"
import { holds } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { nominationStates } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { idParam, idQuery } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { doneOf, notFound, refused, seeOther, show, statusOf } from "#http/show.ts"
import { refusalKey } from "#i18n/translate.ts"
import { definitionOf } from "../programmes/queries.ts"
import type { Step } from "../programmes/steps.ts"
import { movesFrom } from "./course/course.ts"
import type { Move } from "./course/moves.ts"
import { returnTargets } from "./course/timeline.ts"
import { dossierOf } from "./dossier/queries.ts"
import { seenForm } from "./forms.ts"
import { posterOf } from "./levels/names.ts"
import { filterChoices, listNominations, type NominationFilter, sorts } from "./listing/queries.ts"
import { mayMove, ownSignatures, partyToAsk, signsTwice, speaksFor } from "./moves/permission.ts"
import { type Colleague, colleaguesFor } from "./moves/queries.ts"
import { checkPage, dossierPage, nominationsPage, receiptPage } from "./pages.ts"
import { courseOf, findNomination, type Nominated, profileOf } from "./queries.ts"
import { discardNomination } from "./starting/commands.ts"
import { submitNomination } from "./submission/commands.ts"
import { seatProblem } from "./submission/queries.ts"

const own = "/manage/nominations"

const filterOf = (c: C): NominationFilter => ({
  name: (c.req.query("name") ?? "").slice(0, 50),
  programme: idQuery(c, "programme"),
  honour: idQuery(c, "honour"),
  state: nominationStates.find((one) => one === c.req.query("state")),
  step: /^[a-z][a-z0-9_]{0,39}$/.exec(c.req.query("step") ?? "")?.[0] ?? "",
  recommender: idQuery(c, "recommender"),
  overdue: c.req.query("overdue") === "yes",
  sort: sorts.find((one) => one === c.req.query("sort")) ?? "recent",
})

async function list(c: C): Promise<Response> {
  const { scope } = c.var
  if (!holds(scope.actor, "nominations.read")) return notFound(c)
  const [filter, page] = [filterOf(c), pageOf(c)]
  const { lines, total } = await listNominations(scope, filter, page)
  return show(c, nominationsPage, {
    ...{ filter, lines, first: page.offset + 1 },
    choices: await filterChoices(scope),
    mayStart: holds(scope.actor, "nominations.write"),
    mayReview: holds(scope.actor, "nominations.review"),
    done: doneOf(c, ["imported"]),
    pager: pager(c, page, total),
  })
}

const dones = ["started", "copied", "moved", "returned", "signed", "asked", "renewed"] as const

/** What the actor may do with it now; moves that ask for more have forms of their own. */
function actionsOf(c: C, found: Nominated, dossier: Awaited<ReturnType<typeof dossierOf>>) {
  const { actor } = c.var.scope
  const { steps, acts } = dossier
  const course = courseOf(found.nomination, acts)
  const may = (move: Move) => mayMove(actor, found.places, steps, course, move)
  const plain = movesFrom(steps, course).filter((move) => move !== "sign" && move !== "transfer")
  const [target = ""] = returnTargets(steps, course)
  const added = { key: "any", title: { zh: "", en: "" }, by: "office" as const }
  const whole = (move: (typeof plain)[number]): Move =>
    move === "return"
      ? { move, to: target }
      : move === "add_signer"
        ? { move, to: added }
        : move === "take_back"
          ? { move, signer: acts.at(-1)?.signer ?? "" }
          : ({ move } as Move)
  return {
    may: plain.filter((move) => may(whole(move))),
    signatures: ownSignatures(actor, found.places, steps, course),
    targets: returnTargets(steps, course),
  }
}

const placeToPut = ({ nomination, programme }: Nominated, step: Step): string => {
  const unit = posterOf(step) === "office" ? programme.unitId : nomination.recommendingUnitId
  return `/manage/programmes/${programme.slug}/notices?place=${step.key}@${unit}`
}

export async function dossier(
  c: C,
  typed: Typed = {},
  problems: Problem[] = [],
  open = "",
  status: ReturnType<typeof statusOf> = 422,
) {
  const { scope, view } = c.var
  const found = await findNomination(scope, idParam(c) ?? 0)
  if (!found) return notFound(c)
  const shown = await dossierOf(scope, found, view)
  const { targets, ...actions } = actionsOf(c, found, shown)
  const words = (key: string) => {
    const title = shown.steps.find((step) => step.key === key)?.title
    return view.lang === "en" ? (title?.en ?? key) : (title?.zh ?? key)
  }
  const [first] = actions.signatures
  const course = courseOf(found.nomination, shown.acts)
  const isKnown = ({ id }: Colleague) =>
    shown.standing?.signed.has(`account_${id}`) || shown.standing?.unsigned.some(({ key }) => key === `account_${id}`)
  const others = actions.may.includes("add_signer")
    ? (await colleaguesFor(scope, found.places, partyToAsk(shown.steps, course))).filter((one) => !isKnown(one))
    : []
  const needsOther = (shown.standing?.pending ?? []).some(
    ({ key, by }) => speaksFor(scope.actor, found.places, by) && signsTwice(scope.actor, shown.steps, course, key),
  )
  const colleagues = first ? await colleaguesFor(scope, found.places, first.by) : []
  const step = shown.standing?.step
  const isPoster = step?.kind === "public_notice" && speaksFor(scope.actor, found.places, posterOf(step))
  const putUp = isPoster ? placeToPut(found, step) : ""
  const readsNotices = holds(scope.actor, "notices.read")
  const mayWrite = shown.isWithUnit && speaksFor(scope.actor, found.places, "unit")
  const shape = {
    ...shown,
    ...actions,
    colleagues,
    others,
    needsOther,
    mayWrite,
    mails: c.var.mails,
    mayCopy: found.nomination.state !== "draft" && speaksFor(scope.actor, found.places, "unit"),
    putUp,
    readsNotices,
    typed,
    problems,
    open,
    done: doneOf(c, dones),
  }
  return show(
    c,
    dossierPage,
    { ...shape, targets: targets.map((value) => ({ value, text: words(value) })) },
    problems.length > 0 ? status : 200,
  )
}

/** The papers as they would be submitted, for the unit that has them in its hands. */
async function check(c: C, problems: Problem[] = [], status: ReturnType<typeof statusOf> = 422): Promise<Response> {
  const { scope, view } = c.var
  const found = await findNomination(scope, idParam(c) ?? 0)
  if (!found || !speaksFor(scope.actor, found.places, "unit")) return notFound(c)
  const shown = await dossierOf(scope, found, view)
  // Whoever comes back to this page by the back button finds what became of the papers.
  if (!shown.isWithUnit) return seeOther(c, `${own}/${found.nomination.id}/receipt`)
  const { definition } = await definitionOf(scope, found.programme)
  const full =
    found.nomination.state === "draft"
      ? await seatProblem(scope, found, definition, profileOf(found.nomination))
      : undefined
  const words = full ? view.t(refusalKey(full.code), full) : ""
  return show(c, checkPage, { ...shown, seatProblem: words, problems }, problems.length > 0 ? status : 200)
}

export const nominationRoutes = new Hono<Env>()
  .use(own, signedInOnly())
  .use(`${own}/*`, signedInOnly())
  .get(own, list)
  .get(`${own}/:id{[0-9]+}`, (c) => dossier(c))
  .get(`${own}/:id{[0-9]+}/check`, (c) => check(c))
  .post(`${own}/:id{[0-9]+}/submission`, async (c) => {
    const form = await readForm(c, seenForm, "nominations.fields")
    if (!form.ok) return check(c, form.problems)
    const submitted = await submitNomination(c.var.scope, idParam(c) ?? 0, form.value.version)
    // A second click, or the page that the back button brought, finds it submitted already: that is no fault.
    const isDone = !submitted.ok && submitted.refusal.code === "not_with_unit"
    if (submitted.ok || isDone) return seeOther(c, `${own}/${idParam(c)}/receipt`)
    if (submitted.refusal.code === "not_found") return notFound(c)
    return check(c, [problemFrom(c, submitted.refusal)], statusOf(submitted.refusal))
  })
  .get(`${own}/:id{[0-9]+}/receipt`, async (c) => {
    const found = await findNomination(c.var.scope, idParam(c) ?? 0)
    if (!found?.nomination.receipt) return notFound(c)
    const { steps } = await dossierOf(c.var.scope, found, c.var.view)
    return show(c, receiptPage, { ...found, steps })
  })
  .post(`${own}/:id{[0-9]+}/discarding`, async (c) => {
    const form = await readForm(c, seenForm, "nominations.fields")
    const id = idParam(c) ?? 0
    const gone = await discardNomination(c.var.scope, id, form.ok ? form.value.version : 0)
    return gone.ok ? seeOther(c, own) : refused(c, gone.refusal, `${own}/${id}`)
  })
