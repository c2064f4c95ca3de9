import type { FileStore } from "#files/store.ts"
import { decide } from "#honours/decisions/commands.ts"
import { saveSection } from "#honours/nominations/papers/commands.ts"
import { startNomination } from "#honours/nominations/starting/commands.ts"
import { submitNomination } from "#honours/nominations/submission/commands.ts"
import { saveAllotments } from "#honours/programmes/allotments/commands.ts"
import { createProgramme, moveProgramme } from "#honours/programmes/commands.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { offer, plainTerms } from "#honours/programmes/presets/preset.ts"
import { decision, recommendation, unitNotice } from "#honours/programmes/presets/steps.ts"
import { findHonour, listHonours } from "#honours/register/queries.ts"
import { dayOf } from "#lib/dates.ts"
import { seededBytes } from "./chance.ts"
import { passReviews, recommending } from "./craftsmen.ts"
import { done } from "./done.ts"
import { agree, fill } from "./nominations.ts"
import type { City } from "./people.ts"

const day = 86_400_000
const honour = "may-day-medal"

/** Conferred soon after a flood: the unit recommends and gives notice, the city decides. */
const definition: Definition = {
  ...plainTerms,
  honours: [offer(honour, 3 * recommending.length)],
  route: [recommendation, unitNotice, decision],
}

type Rescuer = { readonly by: string; readonly at: number; readonly deeds: string; readonly hasDied: boolean }

const rescuers: readonly Rescuer[] = [
  {
    ...{ by: "power", at: 7, hasDied: false },
    deeds:
      "七月十九日夜，澜江水位超过警戒线一点二米，东山变电站进水。带领带电作业班连续奋战三十一小时，转移负荷四条线路，保住了市第二人民医院和两座排涝泵站的供电。\n退水后又逐户检查线路，三天内让一千二百户居民恢复用电，无一人受伤。",
  },
  {
    ...{ by: "lathe", at: 9, hasDied: false },
    deeds:
      "防汛抢险中自带工具赶到临江闸，用八小时现场车出两根断裂的启闭螺杆，使三号闸门按时落下。\n从事车工二十二年，改进刀具十七项，带出高级技师六名，徒弟中四人在市级以上竞赛中获奖。",
  },
  {
    ...{ by: "lathe", at: 11, hasDied: true },
    deeds: "在转移厂区职工和周边群众时，三次返回积水的厂房，先后救出十一人，最后一次没有回来。",
  },
]

/** Medals of the year's flood, with what each of the three did and, as they agreed, a picture. */
export async function rescue(city: City, store: FileStore, today: Date): Promise<void> {
  const ago = (days: number) => new Date(today.getTime() - days * day)
  const officer = await city.as("honours", ago(90))
  const year = Number(dayOf(ago(90)).slice(0, 4))
  const facts = { titleZh: `${year}年防汛抢险即时表彰`, titleEn: `Medals for flood relief ${year}`, year }
  const office = { unitId: city.unitIds.get("city") as number, batch: "immediate" as const, slug: `${year}-flood` }
  const given = { ...facts, ...office, opensAt: ago(90), closesAt: ago(80) }
  const { id, slug } = done(await createProgramme(officer, given, { definition, names: {} }))
  const cells = recommending.map(({ key }) => ({
    ...{ unitId: city.unitIds.get(key) as number, honour, seats: 3, typed: {} },
  }))
  const { version } = done(await saveAllotments(officer, slug, { seen: 1, cells }))
  const opened = done(await moveProgramme(officer, slug, version, "open"))
  const keep = { store, random: seededBytes("demo rescuers") }
  const ids: number[] = []
  for (const one of rescuers) ids.push(await nominate(city, keep, { programmeId: id, one, at: ago(85) }))
  const reviewed = done(await moveProgramme(officer, slug, opened.version, "review"))
  const deciding = await city.as("honours", ago(75))
  const document = {
    number: `澜工发〔${year}〕36号`,
    decidedOn: dayOf(ago(75)),
    titleZh: `关于表彰${year}年防汛抢险先进个人的决定`,
    titleEn: `Decision on medals for flood relief ${year}`,
    issuers: ["澜江市总工会"],
    visibleFrom: null,
  }
  const posthumous = ids.filter((_, at) => rescuers[at]?.hasDied)
  done(await decide(deciding, slug, { ids, posthumous, document, exception: { reason: "", basis: "" } }))
  done(await moveProgramme(deciding, slug, reviewed.version, "decide"))
}

type Nominated = { readonly programmeId: number; readonly one: Rescuer; readonly at: Date }

async function nominate(city: City, keep: Parameters<typeof fill>[0]["keep"], { programmeId, one, at }: Nominated) {
  const scope = await city.as(one.by, at)
  const keeper = await city.as("honours", at)
  const named = (await listHonours(keeper)).find((line) => line.honour.slug === honour)
  const found = await findHonour(keeper, named?.honour.id ?? 0)
  const person = city.people.filter(({ unit }) => unit === one.by)[one.at]
  const who = { personId: person?.id ?? null, unitId: city.unitIds.get(one.by) ?? null, teamName: "" }
  const { id } = done(await startNomination(scope, { programmeId, honourId: found?.honour.id ?? 0, ...who }))
  await fill({ scope, keep, id, today: at }, "person", ["basic", "resume", "honours", "democracy", "notice", "photo"])
  const typed = { summary: one.deeds, full: one.deeds.repeat(4), contribution: "" }
  done(await saveSection(scope, id, "deeds", { version: 0, typed }))
  await agree(scope, id)
  done(await submitNomination(scope, id, 1))
  await passReviews(keeper, id)
  return id
}
