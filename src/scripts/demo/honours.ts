import type { RecipientKind } from "#db/words.ts"
import { addHonour, enterByHand } from "#honours/register/commands.ts"
import { dayOf } from "#lib/dates.ts"
import { type Chance, seededChance } from "./chance.ts"
import { demoUnits } from "./city.ts"
import { done } from "./done.ts"
import type { City } from "./people.ts"

type DemoHonour = {
  readonly slug: string
  readonly titleZh: string
  readonly titleEn: string
  readonly recipientKind: RecipientKind
  readonly rank: number
  /** How many a year, and in which years (`every` counts from the first). */
  readonly count: number
  readonly every: number
}

/** In the proportions of published decisions of cities (about 1 unit : 3.5 persons : 3.5 teams), made small. */
const demoHonours: readonly DemoHonour[] = [
  honour("may-day-medal", "澜江市五一劳动奖章", "Lanjiang May Day Labour Medal", "person", 10, 12, 1),
  honour("may-day-certificate", "澜江市五一劳动奖状", "Lanjiang May Day Labour Certificate", "unit", 20, 3, 1),
  honour("worker-pioneer", "澜江市工人先锋号", "Lanjiang Worker Pioneer Title", "team", 30, 9, 1),
  honour("craftsman", "澜江工匠", "Lanjiang Craftsman", "person", 40, 10, 2),
]

function honour(
  slug: string,
  titleZh: string,
  titleEn: string,
  recipientKind: RecipientKind,
  rank: number,
  count: number,
  every: number,
): DemoHonour {
  return { slug, titleZh, titleEn, recipientKind, rank, count, every }
}

/** The honour that the demo's contest prizes are conferred as. */
export const contestHonour = honour(
  "skills-contest",
  "澜江市职工职业技能竞赛奖",
  "Lanjiang Workers' Skills Contest Prize",
  "person",
  50,
  0,
  1,
)

const years = 10

/** Ten years of May Day honours and craftsmen, entered by hand from their decisions as a federation would. */
export async function remember(city: City, today: Date): Promise<number> {
  const keeper = await city.as("honours", new Date(today.getTime() - 150 * 86_400_000))
  const conferringUnitId = city.unitIds.get("city") as number
  const terms = { level: "municipal", conferredBy: "澜江市总工会", conferringUnitId } as const
  const contest = done(await addHonour(keeper, { ...terms, ...words(contestHonour) }))
  const last = Number(dayOf(keeper.now).slice(0, 4)) - (dayOf(keeper.now).slice(5) < "05-01" ? 1 : 0)
  for (const one of demoHonours) {
    const { id } = done(await addHonour(keeper, { ...terms, ...words(one) }))
    const chance = seededChance(one.slug)
    const pool = recipients(city, one.recipientKind)
    for (let year = last - years + 1; year <= last; year++)
      if ((last - year) % one.every === 0) await decide(keeper, id, one, year, taken(pool, one.count, chance))
  }
  return contest.id
}

const words = ({ slug, titleZh, titleEn, recipientKind, rank }: DemoHonour) => ({
  slug,
  titleZh,
  titleEn,
  recipientKind,
  rank,
})

type Recipient = { readonly recipientName: string; readonly unitName: string }

/** Nobody gets the same honour twice: each recipient leaves the pool. */
const taken = (pool: Recipient[], count: number, chance: Chance): Recipient[] =>
  Array.from({ length: Math.min(count, pool.length) }, () => pool.splice(chance.below(pool.length), 1)[0] as Recipient)

async function decide(
  keeper: Awaited<ReturnType<City["as"]>>,
  honourId: number,
  { slug }: DemoHonour,
  year: number,
  list: Recipient[],
) {
  const decidedOn = slug === "craftsman" ? `${year}-04-20` : `${year}-04-28`
  const documentNumber = `澜工发〔${year}〕${slug === "craftsman" ? 15 : 18}号`
  const grade = { gradeZh: "", gradeEn: "", gradeRank: 0, forZh: "", forEn: "" }
  for (const recipient of list)
    done(
      await enterByHand(keeper, {
        honourId,
        ...recipient,
        ...grade,
        year,
        decidedOn,
        documentNumber,
        visibleFrom: null,
      }),
    )
}

const squads = [
  "装配一班",
  "检修二班",
  "运行甲班",
  "技术攻关组",
  "客户服务班",
  "质量检验班",
  "急救护理组",
  "夜班班组",
  "维修突击队",
]

function recipients(city: City, kind: RecipientKind): Recipient[] {
  const names = new Map(demoUnits.map(({ key, name }) => [key, name]))
  const enterprises = demoUnits.filter(({ kind: unitKind }) => unitKind === "enterprise" || unitKind === "institution")
  if (kind === "unit")
    return Array.from({ length: 3 }, () =>
      enterprises.map(({ name }) => ({ recipientName: name, unitName: name })),
    ).flat()
  if (kind === "team")
    return enterprises.flatMap(({ name }) => squads.map((squad) => ({ recipientName: squad, unitName: name })))
  return city.people
    .filter(({ unit, isStudent }) => !isStudent && names.get(unit) !== undefined && unit !== "city")
    .map(({ name, unit }) => ({ recipientName: name, unitName: names.get(unit) as string }))
}
