import { eq } from "drizzle-orm"
import { actorOfAccount } from "#accounts/actors.ts"
import { accounts, allotments, honours, programmes } from "#db/schema/index.ts"
import type { World } from "#main/boot.ts"
import { scopeOf } from "../../support/app.ts"
import { makeReviewed } from "../../support/committees.ts"
import { makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const day = 86_400_000
const both = (zh: string, en: string) => ({ zh, en })

/** A city whose contest has a published result, and an open selection of craftsmen that draws on it. */
export async function craftWorld({ db, keys }: World) {
  const city = await makeUnit(db, "江城市总工会")
  const works = await makeUnit(db, "江城机床厂", city)
  const yard = await makeUnit(db, "江城船厂", city)
  const institute = await makeUnit(db, "江城技师学院", city)
  const [admin, honoursOfficer] = [
    await makeOfficer(db, city, "administrator"),
    await makeOfficer(db, city, "honours_officer"),
  ]
  const operator = await makeOfficer(db, works, "unit_operator")
  await makeOfficer(db, city, "contest_officer")
  const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), admin)
  if (!actor) throw new Error("no administrator")
  const made = await makeEvent(db, city, { slug: "fitters" })
  const panel = await makePanel(db, made)
  for (const [at, [name, unit]] of (
    [
      ["韩铁心", works],
      ["苏远航", yard],
      ["丁一", works],
    ] as const
  ).entries()) {
    const mark = String(95 - at)
    await makeEntry(db, made, unit, panel, { code: `A${at}`, name, theory: mark, practice: [mark, mark, mark] })
  }
  await publishAtOnce({ ...scopeOf(db, actor), keys }, made)
  const ballot = { mode: "ballot" as const, quorum: "1/2", threshold: "50" }
  const foundation = { key: "winners", title: both("前两名", "First two"), honour: "craftsman", place: 2 }
  const terms = { tiers: [], entrants: 3, years: 2, seat: "regular" as const }
  const reviewed = await makeReviewed(db, city, ballot, "craftsman", {
    ...{ founded: "must", foundations: [{ ...foundation, ...terms }], cultivation: { months: 12 } },
  })
  const window = { opensAt: new Date(Date.now() - day), closesAt: new Date(Date.now() + 30 * day) }
  const open = { state: "open" as const, year: new Date().getFullYear(), ...window }
  await db.update(programmes).set(open).where(eq(programmes.id, reviewed.programmeId))
  await db
    .update(honours)
    .set({ titleZh: "江城工匠", titleEn: "Jiangcheng craftsman" })
    .where(eq(honours.id, reviewed.honour.id))
  const { programmeId, honour } = reviewed
  await db.insert(allotments).values({ programmeId, unitId: city.id, honourId: honour.id, seats: 2, typed: {} })
  const experts = [
    await makePerson(db, institute, "专家甲"),
    await makePerson(db, institute, "专家乙"),
    await makePerson(db, works, "专家丙"),
  ].map(({ id }) => id)
  const loginOf = async (id: number) => {
    const [account] = await db.select().from(accounts).where(eq(accounts.id, id))
    return { username: account?.username ?? "", password: "correct horse battery" }
  }
  return { programmeId, experts, officer: await loginOf(honoursOfficer), operator: await loginOf(operator) }
}

export type CraftWorld = Awaited<ReturnType<typeof craftWorld>>
