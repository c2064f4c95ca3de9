import type { Keep } from "#attachments/commands.ts"
import type { FileStore } from "#files/store.ts"
import { currentStanding } from "#honours/nominations/course/standing.ts"
import { lockNomination, moveNomination } from "#honours/nominations/moves/commands.ts"
import { startNomination } from "#honours/nominations/starting/commands.ts"
import { submitNomination } from "#honours/nominations/submission/commands.ts"
import { saveAllotments } from "#honours/programmes/allotments/commands.ts"
import { createProgramme, moveProgramme } from "#honours/programmes/commands.ts"
import { tenCraftsmen } from "#honours/programmes/presets/craftsmen.ts"
import { offeredHonours } from "#honours/programmes/queries.ts"
import { recordVeto } from "#honours/vetoes/commands.ts"
import { dayOf } from "#lib/dates.ts"
import { seededBytes } from "./chance.ts"
import { deliberate } from "./committee.ts"
import { done } from "./done.ts"
import type { Card } from "./judging.ts"
import { agree, fill } from "./nominations.ts"
import type { City } from "./people.ts"

const day = 86_400_000
const before = (today: Date, days: number) => new Date(today.getTime() - days * day)

type Nominee = { readonly by: string; readonly at: number }
const nominees: readonly Nominee[] = [
  { by: "lathe", at: 6 },
  { by: "lathe", at: 7 },
  { by: "power", at: 6 },
  { by: "power", at: 7 },
]

/** A selection of craftsmen, who come from contests and from recommendation, two of them for each seat. */
async function open(city: City, today: Date) {
  const scope = await city.as("honours", before(today, 30))
  const unitId = city.unitIds.get("city") as number
  const [honour] = await offeredHonours(scope, tenCraftsmen.definition)
  const year = Number(dayOf(today).slice(0, 4))
  const titles = { titleZh: `${year}年澜江工匠（第二批）`, titleEn: `Lanjiang Craftsmen ${year}, second batch` }
  const window = { opensAt: before(today, 28), closesAt: before(today, -60) }
  const given = { slug: `${year}-craftsmen-2`, unitId, ...titles, year, batch: "regular" as const, ...window }
  const { id, slug } = done(await createProgramme(scope, given, { definition: tenCraftsmen.definition, names: {} }))
  const cells = ["machinery", "dongshan", "linjiang", "transport"].map((key) => {
    return { unitId: city.unitIds.get(key) as number, honour: "craftsman", seats: 2, typed: {} }
  })
  const { version } = done(await saveAllotments(scope, slug, { seen: 1, cells }))
  done(await moveProgramme(scope, slug, version, "open"))
  return { programmeId: id, honourId: honour?.id ?? 0 }
}

/** Brings somebody before the committee: papers, consent, submission, and the review of the recommending unit. */
async function bring(city: City, keep: Keep, { by, at }: Nominee, to: Awaited<ReturnType<typeof open>>, today: Date) {
  const scope = await city.as(by, before(today, 20))
  const person = city.people.filter(({ unit }) => unit === by)[at]
  const { id } = done(await startNomination(scope, { ...to, personId: person?.id ?? null, unitId: null, teamName: "" }))
  const keys = ["basic", "resume", "honours", "deeds", "democracy", "notice", "photo"]
  await fill({ scope, keep, id, today: before(today, 10) }, "person", keys)
  await agree(scope, id)
  const { version } = done(await submitNomination(scope, id, 1))
  const officer = await city.as("honours", before(today, 15))
  const locked = await lockNomination(officer, id)
  const signer = locked && currentStanding(locked.steps, locked.course)?.pending[0]?.key
  const move = { move: "sign", signer: signer ?? "", verdict: "agree" } as const
  done(await moveNomination(officer, id, { move, version, words: "同意推荐。" }))
}

/** Craftsmen before their committee, and a unit on the veto list; gives the cards of the committee. */
export async function choose(city: City, store: FileStore, today: Date): Promise<Card[]> {
  const programme = await open(city, today)
  const keep = { store, random: seededBytes("demo experts") }
  for (const nominee of nominees) await bring(city, keep, nominee, programme, today)
  const officer = await city.as("honours", before(today, 12))
  const unitId = city.unitIds.get("cement") as number
  const event = { fromDay: dayOf(before(today, 90)), untilDay: null, document: "（澜）应急罚〔2026〕21号" }
  done(await recordVeto(officer, { unitId, ground: "accident", source: "澜江市应急管理局", ...event }))
  return deliberate(city, programme.programmeId, today)
}
