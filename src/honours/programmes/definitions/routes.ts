import { Hono } from "hono"
import { z } from "zod"
import { signedInOnly } from "#accounts/signed-in.ts"
import { recipientKinds, signingModes, stepKinds, stepParties } from "#db/words.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { notFound, seeOther, show, statusOf } from "#http/show.ts"
import type { Refusal } from "#lib/result.ts"
import { changeDefinition } from "../commands.ts"
import { definitionSchema } from "../definition.ts"
import { effects, standings } from "../eligibility-rules.ts"
import { cadreRanks } from "../filter.ts"
import { paperFields } from "../layouts/fields.ts"
import { paperForms } from "../layouts/layout.ts"
import { meterFor } from "../metering/queries.ts"
import {
  type DefinitionRow,
  definitionHistory,
  definitionOf,
  findProgramme,
  honourTitles,
  offeredHonours,
  type SeenProgramme,
  seeProgramme,
} from "../queries.ts"
import { roundings } from "../share.ts"
import { mayChange, needsReason } from "../workflow.ts"
import { heldLists, ruleKinds } from "./eligibility.ts"
import { filterLists } from "./filters.ts"
import { historyPage, itemsPage, partFormPage } from "./pages.ts"
import { changeFields, newKey } from "./part-form.ts"
import {
  changedParts,
  type ItemName,
  itemNames,
  itemsOf,
  type PartName,
  partForms,
  singleNames,
  without,
} from "./parts.ts"
import { committeeModes, hiddenFacts, signerRows } from "./steps.ts"

const choices = {
  ...filterLists,
  ...heldLists,
  cadreRanks,
  effects,
  standings,
  roundings,
  ruleKinds,
  stepKinds,
  signingModes,
  stepParties,
  committeeModes,
  hiddenFacts,
  recipientKinds,
  paperForms,
  paperFields,
  signerRows: signerRows.map(String),
}

const slugOf = (c: C): string => c.req.param("slug") ?? ""
const itemOf = (c: C): ItemName | undefined => itemNames.find((one) => one === c.req.param("part"))

type Place = {
  readonly found: SeenProgramme
  readonly row: DefinitionRow
  readonly part: PartName
  readonly key: string
}

/** The part that the address names, of a programme whose rules the actor may change now. */
async function placeOf(c: C): Promise<Place | undefined> {
  const [name, key = ""] = [c.req.param("part"), c.req.param("key")]
  const part = (key ? itemNames : singleNames).find((one) => one === name)
  const found = part && (await findProgramme(c.var.scope, slugOf(c)))
  if (!part || !found) return undefined
  return { found, part, key, row: await definitionOf(c.var.scope, found.programme) }
}

type Asked = { readonly typed: Typed; readonly problems?: readonly Problem[]; readonly seen?: number }

async function ask(c: C, place: Place, { typed, problems = [], seen }: Asked, refusal?: Refusal): Promise<Response> {
  const { found, row, part, key } = place
  const { programme } = found
  const shape = {
    programme,
    part,
    key,
    typed,
    seen: seen ?? row.number,
    asksReason: needsReason(programme.state),
    honours: await offeredHonours(c.var.scope, row.definition),
    registered: await honourTitles(c.var.scope),
    choices,
    problems,
  }
  const status = refusal && statusOf(refusal) === 409 ? 409 : problems.length > 0 ? 422 : 200
  return show(c, partFormPage, shape, status)
}

const worded = ["not_a_share", "share_or_count"]

/** The line of a layout in which something is wrong, as people count. */
const rowOf = (path: readonly PropertyKey[] = []): number =>
  1 + Number(path.find((one) => typeof one === "number") ?? 0)

/** The first thing by which what was typed makes no definition, beside its field. */
function issueOf(c: C, { issues }: z.ZodError): Problem {
  const [issue] = issues
  const code = worded.find((one) => one === issue?.message) ?? "definition_invalid"
  const at = issue?.path.filter((one) => typeof one === "string") ?? []
  const [part, paper = ""] = at
  if (part === "papers")
    return problemFrom(c, { code: "layout_unknown", field: `paper-${paper}`, row: rowOf(issue?.path) })
  const field =
    code === "share_or_count" || at.at(-1) === "share" ? (at.includes("approval") ? "approval" : "share") : at.at(-1)
  return problemFrom(c, { code, field: field ?? "" })
}

const partPath = ({ found, part, key }: Place): string => {
  const base = `/manage/programmes/${found.programme.slug}`
  return key ? `${base}/definition/${part}?done=saved` : `${base}?done=definition`
}

async function save(c: C): Promise<Response> {
  const place = await placeOf(c)
  const form = place && partForms[place.part]
  if (!place || !form?.typed(place.row.definition, place.key, c.var.view.t)) return notFound(c)
  const { definition, number } = place.row
  const read = await readForm(c, z.strictObject({ ...changeFields, ...form.fields(definition) }), "programmes.fields")
  if (!read.ok) return ask(c, place, { ...read, seen: Number(read.typed.seen) || number })
  const { seen, reason } = read.value
  const made = definitionSchema.safeParse(form.apply(definition, read.value, place.key))
  if (!made.success) return ask(c, place, { typed: read.typed, problems: [issueOf(c, made.error)], seen })
  const saved = await changeDefinition(c.var.scope, slugOf(c), { seen, reason, definition: made.data })
  if (saved.ok) return seeOther(c, partPath(place))
  // What was typed is laid over what is there now: sending it again is then a decision.
  const problems = [problemFrom(c, saved.refusal)]
  const next = saved.refusal.code === "definition_stale" ? number : seen
  return ask(c, place, { typed: read.typed, problems, seen: next }, saved.refusal)
}

async function edit(c: C): Promise<Response> {
  const place = await placeOf(c)
  const typed = place && partForms[place.part].typed(place.row.definition, place.key, c.var.view.t)
  if (!place || !typed) return notFound(c)
  const kind = ruleKinds.find((one) => one === c.req.query("kind"))
  if (!mayChange(place.found.programme.state)) return seeOther(c, `/manage/programmes/${slugOf(c)}`)
  return ask(c, place, {
    typed: place.part === "eligibility" && place.key === newKey && kind ? { ...typed, kind } : typed,
  })
}

async function items(c: C, part: ItemName, problems: readonly Problem[] = [], status: 200 | 409 | 422 = 200) {
  const { scope } = c.var
  const seen = await seeProgramme(scope, slugOf(c))
  if (!seen?.reads) return notFound(c)
  const { programme, keeps } = seen
  const { definition, number } = await definitionOf(scope, programme)
  const titles = Object.fromEntries(
    (await honourTitles(scope)).map((one) => [one.slug, { zh: one.titleZh, en: one.titleEn }]),
  )
  const may = { changes: keeps && mayChange(programme.state), asksReason: needsReason(programme.state) }
  const quota = await meterFor(scope, programme)
  return show(c, itemsPage, { programme, part, ...may, definition, seen: number, titles, quota, problems }, status)
}

async function remove(c: C): Promise<Response> {
  const part = itemOf(c)
  const found = part && (await findProgramme(c.var.scope, slugOf(c)))
  const key = c.req.param("key") ?? ""
  const row = found && (await definitionOf(c.var.scope, found.programme))
  if (!part || !row || !itemsOf(row.definition, part).some((one) => one.key === key)) return notFound(c)
  const read = await readForm(c, z.strictObject(changeFields), "programmes.fields")
  if (!read.ok) return items(c, part, read.problems, 422)
  const definition = without(row.definition, part, key)
  const saved = await changeDefinition(c.var.scope, slugOf(c), { ...read.value, definition })
  if (saved.ok) return seeOther(c, `/manage/programmes/${slugOf(c)}/definition/${part}`)
  return items(c, part, [{ ...problemFrom(c, saved.refusal), field: "" }], statusOf(saved.refusal) === 409 ? 409 : 422)
}

export const definitionRoutes = new Hono<Env>()
  .use("/manage/programmes/*", signedInOnly())
  .get("/manage/programmes/:slug/definition", async (c) => {
    const seen = await seeProgramme(c.var.scope, slugOf(c))
    if (!seen) return notFound(c)
    const rows = await definitionHistory(c.var.scope, seen.programme.id)
    const versions = rows.map((row, at) => {
      const before = rows[at + 1]
      return { row, parts: before ? changedParts(before.definition, row.definition) : [] }
    })
    return show(c, historyPage, { programme: seen.programme, versions })
  })
  .get("/manage/programmes/:slug/definition/:part", (c) => {
    const part = itemOf(c)
    return part ? items(c, part) : edit(c)
  })
  .post("/manage/programmes/:slug/definition/:part", save)
  .get("/manage/programmes/:slug/definition/:part/:key", edit)
  .post("/manage/programmes/:slug/definition/:part/:key", save)
  .post("/manage/programmes/:slug/definition/:part/:key/removal", remove)
