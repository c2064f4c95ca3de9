import type { Keep } from "#attachments/commands.ts"
import type { Scope } from "#db/db.ts"
import type { FileStore } from "#files/store.ts"
import { listForCultivation } from "#honours/decisions/cultivating/commands.ts"
import { currentStanding } from "#honours/nominations/course/standing.ts"
import { lockNomination, moveNomination } from "#honours/nominations/moves/commands.ts"
import { startNomination } from "#honours/nominations/starting/commands.ts"
import { submitNomination } from "#honours/nominations/submission/commands.ts"
import { saveAllotments } from "#honours/programmes/allotments/commands.ts"
import { createProgramme, moveProgramme } from "#honours/programmes/commands.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { tenCraftsmen } from "#honours/programmes/presets/craftsmen.ts"
import { decision, firstReview, recommendation, secondReview, unitNotice } from "#honours/programmes/presets/steps.ts"
import { findHonour, listHonours } from "#honours/register/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { seededBytes } from "./chance.ts"
import { demoUnits } from "./city.ts"
import { done } from "./done.ts"
import { agree, fill } from "./nominations.ts"
import type { City } from "./people.ts"

const day = 86_400_000
const honour = "craftsman"

const definition: Definition = {
  ...tenCraftsmen.definition,
  basis: { document: "澜委办〔2025〕18号", body: "中共澜江市委办公室", most: 10 },
  ratios: [],
  eligibility: [],
  route: [recommendation, unitNotice, firstReview, secondReview, decision],
}

export const recommending = demoUnits.filter(({ under, kind }) => under === "city" && /federation|union/.test(kind))

/** Signs for the recommending unit and the office until the decision is all that is left. */
export async function passReviews(officer: Scope, id: number): Promise<void> {
  for (;;) {
    const locked = await lockNomination(officer, id)
    const here = locked && currentStanding(locked.steps, locked.course)
    const [signer] = here?.pending ?? []
    if (!locked || !here || !signer || here.step.kind === "decision") return
    const { version } = locked.found.nomination
    const move = { move: "sign", signer: signer.key, verdict: "agree" } as const
    done(await moveNomination(officer, id, { move, version, words: "同意。" }))
  }
}

async function nominate(city: City, keep: Keep, programmeId: number, at: Date): Promise<number> {
  const scope = await city.as("lathe", at)
  const keeper = await city.as("honours", at)
  const named = (await listHonours(keeper)).find((one) => one.honour.slug === honour)
  const found = await findHonour(keeper, named?.honour.id ?? 0)
  const person = city.people.filter(({ unit }) => unit === "lathe")[5]
  const who = { personId: person?.id ?? null, unitId: city.unitIds.get("lathe") ?? null, teamName: "" }
  const { id } = done(await startNomination(scope, { programmeId, honourId: found?.honour.id ?? 0, ...who }))
  const keys = ["basic", "honours", "deeds", "democracy", "notice", "resume", "photo"]
  await fill({ scope, keep, id, today: at }, "person", keys)
  await agree(scope, id)
  done(await submitNomination(scope, id, 1))
  await passReviews(keeper, id)
  return id
}

/** A selection of craftsmen in its time of cultivation: who was listed for it waits to be named. */
export async function cultivate(city: City, store: FileStore, today: Date): Promise<void> {
  const ago = (days: number) => new Date(today.getTime() - days * day)
  const officer = await city.as("honours", ago(148))
  const year = Number(dayOf(ago(148)).slice(0, 4))
  const facts = { titleZh: `${year}年澜江工匠`, titleEn: `Lanjiang Craftsmen ${year}`, year, slug: `${year}-craftsmen` }
  const office = { unitId: city.unitIds.get("city") as number, batch: tenCraftsmen.batch }
  const given = { ...facts, ...office, opensAt: ago(148), closesAt: ago(120) }
  const { id, slug } = done(await createProgramme(officer, given, { definition, names: {} }))
  const cells = recommending.map(({ key }) => ({
    unitId: city.unitIds.get(key) as number,
    honour,
    seats: 1,
    typed: {},
  }))
  const { version } = done(await saveAllotments(officer, slug, { seen: 1, cells }))
  const opened = done(await moveProgramme(officer, slug, version, "open"))
  const keep = { store, random: seededBytes("demo craftsmen") }
  const nomination = await nominate(city, keep, id, ago(140))
  done(await moveProgramme(officer, slug, opened.version, "review"))
  const document = {
    number: `澜工发〔${year}〕33号`,
    decidedOn: dayOf(ago(110)),
    titleZh: `关于公布${year}年澜江工匠培育对象的决定`,
    titleEn: `Decision listing candidates for Lanjiang Craftsmen ${year}`,
    issuers: ["澜江市总工会"],
  }
  done(await listForCultivation(await city.as("honours", ago(109)), slug, { ids: [nomination], document }))
}
