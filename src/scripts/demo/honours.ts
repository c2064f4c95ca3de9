import type { Scope } from "#db/db.ts"
import type { RecipientKind } from "#db/words.ts"
import { addHonour } from "#honours/register/commands.ts"
import { changeDecision } from "#honours/register/decisions/commands.ts"
import { listDecisions } from "#honours/register/decisions/queries.ts"
import { enterByHand } from "#honours/register/entering/commands.ts"
import { dayOf } from "#lib/dates.ts"
import { type Chance, seededChance } from "./chance.ts"
import { demoUnits } from "./city.ts"
import { contestHonour, demoHonours } from "./decisions.ts"
import { done } from "./done.ts"
import { canary } from "./known.ts"
import type { City } from "./people.ts"

const years = 10

/** Ten years of honours, entered by hand from their decisions as a federation would. */
export async function remember(city: City, today: Date): Promise<number> {
  const keeper = await city.as("honours", new Date(today.getTime() - 150 * 86_400_000))
  const conferringUnitId = city.unitIds.get("city") as number
  const terms = { level: "municipal", conferredBy: "澜江市总工会", conferringUnitId } as const
  const contest = done(await addHonour(keeper, { ...terms, ...contestHonour }))
  for (const { count, when, day, document, ...words } of demoHonours) {
    const { id } = done(await addHonour(keeper, { ...terms, ...words }))
    const chance = seededChance(words.slug)
    const pool = recipients(city, words)
    const last = lastYear(dayOf(keeper.now), day)
    for (let year = last - years + 1; year <= last; year++)
      if (when(year)) {
        const decision = { year, decidedOn: `${year}-${day}`, documentNumber: `澜工发〔${year}〕${document}号` }
        for (const recipient of taken(pool, count, chance))
          await enter(keeper, { honourId: id, ...decision, ...recipient })
      }
  }
  await entitle(keeper)
  return contest.id
}

/** Gives each decision its title, from the honours that it confers. */
async function entitle(keeper: Scope): Promise<void> {
  const page = { number: 1, size: 100, offset: 0 }
  for (const { decision } of await listDecisions(keeper, page)) {
    const year = Number(decision.decidedOn.slice(0, 4))
    const its = demoHonours.filter((one) => decision.number.endsWith(`〕${one.document}号`) && one.when(year))
    const titleZh = `关于授予${year}年${its.map((one) => one.titleZh).join("、")}的决定`
    const titleEn = `Decision to confer the ${its.map((one) => one.titleEn).join(", the ")} of ${year}`
    const { body, version } = decision
    done(await changeDecision(keeper, decision.id, { titleZh, titleEn, issuers: [...decision.issuers], body, version }))
  }
}

/** The last year in which that day has passed. */
const lastYear = (today: string, day: string): number => Number(today.slice(0, 4)) - (today.slice(5) < day ? 1 : 0)

type Recipient = { readonly recipientName: string; readonly unitName: string }

/** Nobody gets the same honour twice: each recipient leaves the pool. Whoever it begins with is the first. */
const taken = (pool: Recipient[], count: number, chance: Chance): Recipient[] =>
  Array.from(
    { length: Math.min(count, pool.length) },
    (_, at) => pool.splice(at === 0 ? 0 : chance.below(pool.length), 1)[0] as Recipient,
  )

type Entered = Recipient & { honourId: number; year: number; decidedOn: string; documentNumber: string }

const enter = async (keeper: Scope, entered: Entered) =>
  done(
    await enterByHand(keeper, {
      ...entered,
      gradeZh: "",
      gradeEn: "",
      gradeRank: 0,
      forZh: "",
      forEn: "",
      visibleFrom: null,
      sortKeyOverride: "",
      isPosthumous: false,
      receiverName: "",
      receiverRelation: "",
    }),
  )

const squads = "装配一班 检修二班 运行甲班 技术攻关组 客户服务班 质量检验班 急救护理组 夜班班组 维修突击队".split(" ")
const staff = ["organ", "public_institution"]

function recipients(city: City, { slug, recipientKind }: { slug: string; recipientKind: RecipientKind }): Recipient[] {
  const employers = demoUnits.filter(({ kind }) => kind === "enterprise" || kind === "institution" || kind === "organ")
  if (recipientKind === "unit") return employers.map(({ name }) => ({ recipientName: name, unitName: name }))
  if (recipientKind === "team")
    return employers.flatMap(({ name }) => squads.map((squad) => ({ recipientName: squad, unitName: name })))
  const units = new Map(demoUnits.map((unit) => [unit.key, unit]))
  const people = city.people.filter(({ unit, isStudent }) => {
    const { level, ownership = "other" } = units.get(unit) ?? {}
    if (level !== "unit" || isStudent) return false
    return slug === "advanced-worker"
      ? staff.includes(ownership)
      : slug !== "model-worker" || !staff.includes(ownership)
  })
  const first = people.filter(({ name }) => name === canary.name)
  return [...first, ...people.filter(({ name }) => name !== canary.name)].map(({ name, unit }) => ({
    recipientName: name,
    unitName: units.get(unit)?.name ?? "",
  }))
}
