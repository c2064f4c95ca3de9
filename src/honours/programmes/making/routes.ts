import { Hono } from "hono"
import { reachOf } from "#accounts/permissions.ts"
import { signedInOnly } from "#accounts/signed-in.ts"
import { unitChoices } from "#directory/organisations/queries.ts"
import { listHonours } from "#honours/register/queries.ts"
import type { C, Env } from "#http/env.ts"
import { type Problem, problemFrom, readForm, type Typed } from "#http/forms.ts"
import { notFound, seeOther, show } from "#http/show.ts"
import { dayOf } from "#lib/dates.ts"
import type { Start } from "../commands.ts"
import { type NewProgrammeForm, newProgrammeForm } from "../forms.ts"
import { type NeededHonour, newProgrammePage, startsPage } from "../pages.ts"
import { presetById, presets } from "../presets/all.ts"
import { allotmentsOf, definitionOf, findProgramme, knownHonours, listProgrammes, offeredHonours } from "../queries.ts"
import { likelyHonour, newHonour, type Source, sourceOfPreset } from "../starts.ts"
import { startProgramme } from "./commands.ts"

const makes = (c: C): boolean => reachOf(c.var.scope.actor, "programmes.keep").length > 0

/** The preset or earlier programme that the address names, such as `?from=preset:city-may-day`. */
async function sourceOf(c: C): Promise<Source | undefined> {
  const [kind, name = ""] = (c.req.query("from") ?? "").split(":")
  if (kind === "preset") {
    const preset = presetById(name)
    return preset && sourceOfPreset(preset)
  }
  const found = kind === "programme" ? await findProgramme(c.var.scope, name) : undefined
  if (!found) return undefined
  const { programme } = found
  const { definition } = await definitionOf(c.var.scope, programme)
  const honours = (await offeredHonours(c.var.scope, definition)).map(({ titleZh, titleEn, ...one }) => {
    return { ...one, title: { zh: titleZh, en: titleEn } }
  })
  const title = { zh: programme.titleZh, en: programme.titleEn }
  return { key: `programme:${name}`, title, batch: programme.batch, honours, definition }
}

async function starts(c: C): Promise<Response> {
  const filter = { year: undefined, state: undefined }
  const { lines } = await listProgrammes(c.var.scope, filter, { number: 1, size: 50, offset: 0 })
  return show(c, startsPage, { presets, earlier: lines.filter(({ keeps }) => keeps) })
}

async function neededHonours(c: C, { honours }: Source, unitId: number, typed: Typed): Promise<NeededHonour[]> {
  const { view, scope } = c.var
  const registered = (await listHonours(scope)).map(({ honour }) => honour)
  return honours.map((one, at) => {
    const fits = registered.filter(({ recipientKind }) => recipientKind === one.recipientKind)
    const name = `honour-${at}`
    const value = typed[name] ?? likelyHonour(one, unitId, registered)
    const options = fits.map(({ slug, titleZh, titleEn }) => {
      return { value: slug, text: view.lang === "en" ? titleEn : titleZh }
    })
    return { name, title: view.lang === "en" ? one.title.en : one.title.zh, value: String(value), options }
  })
}

const fresh = (c: C, source: Source): Typed => {
  const year = Number(dayOf(c.var.scope.now).slice(0, 4)) + (dayOf(c.var.scope.now).slice(5) > "05-01" ? 1 : 0)
  const isCopy = source.key.startsWith("programme:")
  const again = (title: string) =>
    isCopy ? title.replace(/\b(19|20)\d\d(?!\d)|(19|20)\d\d(?=年)/, String(year)) : `${year}`
  const [zh, en] = [source.title.zh, source.title.en]
  return {
    titleZh: isCopy ? again(zh) : `${year}年${zh.replace(/（.*）$/, "")}`,
    titleEn: isCopy ? again(en) : `${year} ${en.replace(/ \(.*\)$/, "")}`,
    year: String(year),
    slug: `${year}-${source.key.split(":")[1]?.replace(/^(19|20)\d\d-/, "")}`,
    batch: source.batch,
  }
}

async function ask(c: C, source: Source, typed: Typed, problems: readonly Problem[] = []): Promise<Response> {
  const choices = await unitChoices(c.var.scope, "programmes.keep")
  const offices = choices.filter(({ kind }) => kind === "federation" || kind === "industry_union")
  const shown = offices.length > 0 ? offices : choices
  const unitId = Number(typed.unitId ?? shown[0]?.value ?? 0)
  const shape = {
    from: { key: source.key, title: source.title },
    batch: source.batch,
    typed: { unitId: String(unitId), ...typed },
    offices: shown.map(({ value, text }) => ({ value, text })),
    honours: await neededHonours(c, source, unitId, typed),
    problems,
  }
  return show(c, newProgrammePage, shape, problems.length > 0 ? 422 : 200)
}

async function startOf(c: C, source: Source, form: NewProgrammeForm): Promise<Start> {
  const choices = await unitChoices(c.var.scope, "programmes.keep")
  const office = choices.find(({ value }) => value === form.unitId)
  const taken = (await knownHonours(c.var.scope)).map(({ slug }) => slug)
  const chosen = form as Readonly<Record<string, unknown>>
  const names = source.honours.map((one, at) => {
    const slug = String(chosen[`honour-${at}`] ?? "")
    return [one.slug, slug || newHonour(one, { id: form.unitId, name: office?.name ?? "" }, taken)] as const
  })
  return { definition: source.definition, names: Object.fromEntries(names) }
}

/** The seats of the programme that is copied. */
async function copiedCells(c: C, { key }: Source) {
  const [kind, name = ""] = key.split(":")
  const from = kind === "programme" ? await findProgramme(c.var.scope, name) : undefined
  return from ? allotmentsOf(c.var.scope, from.programme.id) : []
}

async function make(c: C): Promise<Response> {
  const source = await sourceOf(c)
  if (!makes(c) || !source) return notFound(c)
  const form = await readForm(c, newProgrammeForm, "programmes.fields")
  if (!form.ok) return ask(c, source, form.typed, form.problems)
  const { titleZh, titleEn, year, opensAt, closesAt, slug, unitId, batch } = form.value
  const facts = { titleZh, titleEn, year, opensAt, closesAt, slug, unitId, batch }
  const start = { ...(await startOf(c, source, form.value)), cells: await copiedCells(c, source) }
  const made = await startProgramme(c.var.scope, facts, start)
  if (!made.ok) return ask(c, source, form.typed, [problemFrom(c, made.refusal)])
  return seeOther(c, `/manage/programmes/${made.value.slug}?done=create`)
}

/** Stands before the routes of one programme: `new` is no programme's slug. */
export const makingRoutes = new Hono<Env>()
  .use("/manage/programmes/*", signedInOnly())
  .get("/manage/programmes/new", async (c) => {
    if (!makes(c)) return notFound(c)
    const source = await sourceOf(c)
    return source ? ask(c, source, fresh(c, source)) : starts(c)
  })
  .post("/manage/programmes/new", make)
