import { and, asc, eq, ne } from "drizzle-orm"
import type { Scope } from "#db/db.ts"
import { honours, registerEntries } from "#db/schema/index.ts"
import { keepHistory } from "#honours/history/commands.ts"
import { addHonour } from "#honours/register/commands.ts"
import { changeDecision } from "#honours/register/decisions/commands.ts"
import { listDecisions } from "#honours/register/decisions/queries.ts"
import { enterByHand } from "#honours/register/entering/commands.ts"
import { advise, decideCase, noteTokens, openCase } from "#honours/register/revocations/commands.ts"
import { setTerm } from "#honours/register/terms/commands.ts"
import { dayOf, monthsAfter } from "#lib/dates.ts"
import { certify } from "./certificates.ts"
import { done } from "./done.ts"
import { canary } from "./known.ts"
import type { City } from "./people.ts"

const day = 86_400_000
const plain = {
  ...{ gradeZh: "", gradeEn: "", gradeRank: 0, forZh: "", forEn: "", visibleFrom: null, sortKeyOverride: "" },
  ...{ isPosthumous: false, receiverName: "", receiverRelation: "" },
}

/** Gives the decision of a number its title. */
async function entitle(keeper: Scope, number: string, titleZh: string, titleEn: string): Promise<void> {
  const decisions = await listDecisions(keeper, { number: 1, size: 200, offset: 0 })
  const found = decisions.find(({ decision }) => decision.number === number)?.decision
  if (!found) return
  const { id, body, version } = found
  done(await changeDecision(keeper, id, { titleZh, titleEn, issuers: [...found.issuers], body, version }))
}

/** The entries of an honour, the oldest first, without the person whom a test looks for everywhere. */
const entriesOf = ({ db }: Scope, slug: string) =>
  db
    .select({ id: registerEntries.id, honourId: honours.id, unitName: registerEntries.unitName })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .where(and(eq(honours.slug, slug), ne(registerEntries.recipientName, canary.name)))
    .orderBy(asc(registerEntries.year), asc(registerEntries.id))

/** One case waits for the decision, one was decided: its medal came back, its certificate is lost. */
async function revoke(city: City, today: Date): Promise<void> {
  const keeper = await city.as("honours", new Date(today.getTime() - 40 * day))
  const [gone] = await entriesOf(keeper, "skills-pacesetter")
  const [asked] = (await entriesOf(keeper, "may-day-medal")).slice(-3)
  const untrue = { kind: "revocation", ground: "untrue_deeds", statement: "经核查，主要事迹失实。" } as const
  const { id } = done(await openCase(keeper, { entry: gone?.id ?? 0, ...untrue }))
  const year = dayOf(keeper.now).slice(0, 4)
  const ending = { documentNumber: `澜工发〔${year}〕44号`, decidedOn: dayOf(keeper.now), isPublic: true }
  done(await decideCase(keeper, id, { version: 1, ...ending }))
  const tokens = [
    { token: "certificate" as const, recoveredOn: "", reason: "遗失，已登报声明作废" },
    { token: "bonus" as const, recoveredOn: dayOf(keeper.now), reason: "" },
  ]
  done(await noteTokens(keeper, id, { version: 2, tokens }))
  const punished = { kind: "revocation", ground: "criminal_punishment", statement: "已有生效判决，附判决书。" } as const
  const later = await city.as("honours", new Date(today.getTime() - 8 * day))
  const open = done(await openCase(later, { entry: asked?.id ?? 0, ...punished }))
  done(await advise(later, open.id, { version: 1, verdict: "agree", opinion: "情况属实，同意撤销。" }))
}

/** Given after death, to the family. */
async function honourTheDead(keeper: Scope, year: number): Promise<void> {
  const [medal] = await entriesOf(keeper, "may-day-medal")
  const documentNumber = `澜工发〔${year}〕26号`
  const paper = { year, decidedOn: `${year}-06-18`, documentNumber, isPosthumous: true }
  const family = { receiverName: "苏敏", receiverRelation: "妻子" }
  const who = { recipientName: "高卫东", unitName: "澜江市城乡建设工会", forZh: "抢险救援", forEn: "Rescue" }
  done(await enterByHand(keeper, { ...plain, honourId: medal?.honourId ?? 0, ...paper, ...family, ...who }))
  await entitle(
    keeper,
    documentNumber,
    "关于追授高卫东同志五一劳动奖章的决定",
    "Decision to confer a medal posthumously",
  )
}

/** Two studios of nearly three years ago: one is due for reconfirmation, one has a year to go. */
async function keepStudios(city: City, keeper: Scope, today: Date): Promise<void> {
  const conferringUnitId = city.unitIds.get("city") as number
  const titles = { slug: "innovation-studio", titleZh: "澜江市创新工作室", titleEn: "Lanjiang Innovation Studio" }
  const kind = { level: "municipal", recipientKind: "team", conferredBy: "澜江市总工会", rank: 80 } as const
  const { id: honourId } = done(await addHonour(keeper, { ...titles, ...kind, conferringUnitId }))
  const [medal] = await entriesOf(keeper, "may-day-certificate")
  for (const [at, name] of ["高玉兰创新工作室", "沈立新创新工作室"].entries()) {
    const endsOn = monthsAfter(dayOf(today), 3 + 12 * at)
    const decidedOn = monthsAfter(endsOn, -36)
    const year = Number(decidedOn.slice(0, 4))
    const documentNumber = `澜工发〔${year}〕37号`
    const who = { recipientName: name, unitName: medal?.unitName ?? "", honourId }
    const { id } = done(await enterByHand(keeper, { ...plain, ...who, year, decidedOn, documentNumber }))
    await entitle(
      keeper,
      documentNumber,
      `关于命名${year}年创新工作室的决定`,
      `Decision naming innovation studios of ${year}`,
    )
    done(await setTerm(keeper, id, { years: 3, reconfirmationMonths: 6, endsOn, basis: documentNumber }))
  }
}

const blank = { decidedOn: "", documentNumber: "", grade: "", reason: "", birthYear: "", archive: "卷3 第12页" }
/** Rows of an old list; in the database they are sealed. */
export const demoRoll = [
  ["丁长河", "澜江机床厂", "澜江市劳动模范", "1979"],
  ["孙桂香", "澜江纺织厂", "市劳模", "八十年代初"],
  ["丁长河", "澜江机床厂", "澜江市先进工作者", "1983"],
  ["", "澜江港务局", "澜江市劳动模范", "1988"],
] as const

/** Old lists that somebody has begun to bring in: spellings of units and honours are still to be decided. */
const remind = async (keeper: Scope) =>
  done(
    await keepHistory(keeper, {
      fileName: "1978—1989年劳模名册.xlsx",
      bytes: new TextEncoder().encode("demo history"),
      rows: demoRoll.map(([name, unit, honour, year], at) => ({
        row: at + 2,
        given: { ...blank, name, unit, honour, year },
      })),
    }),
  )

/** What the register sees after its decisions: cases, the dead, terms, and old lists. */
export async function live(city: City, today: Date): Promise<void> {
  const keeper = await city.as("honours", new Date(today.getTime() - 100 * day))
  await revoke(city, today)
  await honourTheDead(keeper, Number(dayOf(keeper.now).slice(0, 4)) - 1)
  await keepStudios(city, keeper, today)
  await certify(city, new Date(today.getTime() - 2 * day))
  await remind(await city.as("honours", new Date(today.getTime() - 2 * day)))
}
