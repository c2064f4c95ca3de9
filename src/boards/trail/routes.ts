import { Hono } from "hono"
import { mayReadTrail } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { outsideFile, rootCode } from "#audit/outside.ts"
import type { C, Env } from "#http/env.ts"
import { typedOf } from "#http/forms.ts"
import { idParam } from "#http/ids.ts"
import { longPageOf, pager } from "#http/paging.ts"
import { notFound, refusalWords, show, statusOf } from "#http/show.ts"
import { csvLine } from "#lib/csv-line.ts"
import { dayOf, secondOf } from "#lib/dates.ts"
import { qrPath } from "#lib/qr-path.ts"
import { exportTrail, mostLines } from "./commands.ts"
import { type TrailFilter, trailFilter } from "./filter.ts"
import { checkpointPage, trailEntryPage, trailPage } from "./pages.ts"
import { countTrail, findCheckpoint, findEntry, listActors, listTrail, type TrailLine, trailState } from "./queries.ts"
import { actions, factsOf, kindOf, kinds, sentenceOf, whatOf, whoOf } from "./sentences.ts"

export const trailRoutes = new Hono<Env>()
  .use("/manage/audit", signedInOnly())
  .use("/manage/audit/*", signedInOnly())
  .get("/manage/audit", async (c) => {
    if (!mayReadTrail(c.var.scope.actor)) return notFound(c)
    return list(c, trailFilter(c.req.query()))
  })
  .post("/manage/audit/export", async (c) => {
    const filter = trailFilter(await typedOf(c))
    const handed = await exportTrail(c.var.scope, filter)
    if (handed.ok)
      return download(csvOf(c, handed.value), "text/csv; charset=utf-8", `audit-${dayOf(c.var.scope.now)}.csv`)
    if (handed.refusal.code === "not_found") return notFound(c)
    return list(c, filter, refusalWords(c, handed.refusal), statusOf(handed.refusal))
  })
  .get("/manage/audit/checkpoint", async (c) => {
    const checkpoint = await findCheckpoint(c.var.scope)
    if (!checkpoint) return notFound(c)
    const code = rootCode(checkpoint.root)
    return show(c, checkpointPage, { checkpoint, code, qr: qrPath(`${checkpoint.number} ${code}`) })
  })
  .get("/manage/audit/checkpoint.json", async (c) => {
    const checkpoint = await findCheckpoint(c.var.scope)
    if (!checkpoint) return notFound(c)
    return download(outsideFile(checkpoint), "application/json", `audit-checkpoint-${checkpoint.number}.json`)
  })
  .get("/manage/audit/:id{[0-9]+}", async (c) => {
    const found = await findEntry(c.var.scope, idParam(c) ?? 0)
    if (!found) return notFound(c)
    const { t, lang } = c.var.view
    const { line, check } = found
    const en = lang === "en"
    const shape = { line, sentence: sentenceOf(t, en, line), by: whoOf(t, line), what: whatOf(t, en, line) }
    return show(c, trailEntryPage, { ...shape, facts: factsOf(t, line.facts), check })
  })

const download = (body: string, type: string, name: string): Response =>
  new Response(body, { headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` } })

async function list(c: C, filter: TrailFilter, message = "", status: ReturnType<typeof statusOf> = 200) {
  const { scope, view } = c.var
  const { t } = view
  const page = longPageOf(c)
  const rows = await listTrail(scope, filter, page)
  const state = await trailState(scope)
  const some = t("trail.actor.somebody")
  const shape = {
    filter,
    filtered: Object.values(filter).some(Boolean),
    lines: rows.map((line) => ({
      id: line.id,
      at: line.at,
      sentence: sentenceOf(t, view.lang === "en", line),
      href: line.href,
    })),
    whos: [...kindsOfActor(c), ...(await actorChoices(c))],
    actions: actions.map((value) => ({ value, text: t(`trail.action.${value}`, { who: some, what: some }) })),
    kinds: kinds.map((value) => ({ value, text: kindOf(t, value) })),
    state: { ...state, code: state.latest ? rootCode(state.latest.root) : "" },
    mostLines,
    message,
    pager: pager(c, page, await countTrail(scope, filter)),
  }
  return show(c, trailPage, shape, status)
}

const kindsOfActor = ({ var: { view } }: C) => [
  { value: "system", text: view.t("trail.actor.system") },
  { value: "seat", text: view.t("trail.actor.seats") },
  { value: "public", text: view.t("trail.actor.public") },
]

async function actorChoices(c: C) {
  const { t } = c.var.view
  const actors = await listActors(c.var.scope)
  return actors.map(({ id, name }) => ({ value: `account:${id}`, text: t("trail.actor.account", { name, id }) }))
}

const heads = [
  "csv.id",
  "time",
  "show.who",
  "csv.sentence",
  "show.action",
  "csv.subject_kind",
  "csv.subject_id",
  "csv.facts",
  "show.request",
  "show.chain",
  "show.sequence",
  "show.mac",
]

/** With a byte order mark, without which Excel takes Chinese for something else. */
function csvOf(c: C, lines: readonly TrailLine[]): string {
  const { t, lang } = c.var.view
  const head = csvLine(heads.map((key) => t(`trail.${key}`)))
  const rows = lines.map((line) =>
    csvLine([
      line.id,
      `${dayOf(line.at)} ${secondOf(line.at)}`,
      whoOf(t, line),
      sentenceOf(t, lang === "en", line),
      line.action,
      line.subjectKind,
      line.subjectId ?? "",
      JSON.stringify(line.facts),
      line.requestId ?? "",
      line.chain,
      line.sequence,
      line.mac,
    ]),
  )
  return `\ufeff${head}${rows.join("")}`
}
