import { eq } from "drizzle-orm"
import { accounts, noticeLists } from "#db/schema/index.ts"
import { twoReviewsThreeNotices } from "#honours/programmes/presets/steps.ts"
import type { World } from "#main/boot.ts"
import { makeSelection } from "../../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../../support/people.ts"
import type { Site } from "../../server.ts"

const day = 86_400_000
const both = (zh: string, en: string) => ({ zh, en })
export const slug = "story"
export const password = "correct horse battery"
export const nominees = { person: "何守一", team: "炼钢甲班", unit: "临江机械厂" } as const

/** Two departments are asked about everybody. */
const opinions = [
  {
    key: "everybody",
    title: both("全体人选", "Everybody"),
    when: {},
    departments: [
      { key: "tax", title: both("税务部门", "Tax office") },
      { key: "labour", title: both("人社部门", "Labour office") },
    ],
    workingDays: 10,
  },
]

/** A city, a district that recommends, a unit that nominates, and an open selection through 两审三公示. */
export async function makeCity({ db }: World) {
  const city = await makeUnit(db, "江城市总工会")
  const district = await makeUnit(db, "临江区总工会", city)
  const works = await makeUnit(db, nominees.unit, district)
  await makePerson(db, works, nominees.person)
  const programme = {
    year: new Date().getFullYear(),
    opensAt: new Date(Date.now() - 30 * day),
    closesAt: new Date(Date.now() + 30 * day),
  }
  await makeSelection(db, city, district, { slug, route: twoReviewsThreeNotices(), opinions, programme })
  const nameOf = async (id: number) => (await db.select().from(accounts).where(eq(accounts.id, id)))[0]?.username ?? ""
  const operatorId = await makeOfficer(db, works, "unit_operator")
  return {
    operatorId,
    operator: await nameOf(operatorId),
    district: await nameOf(await makeOfficer(db, district, "honours_officer")),
    office: await nameOf(await makeOfficer(db, city, "honours_officer")),
    unitIds: { city: city.id, district: district.id },
  }
}
export type City = Awaited<ReturnType<typeof makeCity>>

/** Nobody waits for five working days in a test: the periods of all notices are put into the past. */
export const letTimePass = async ({ database: { db } }: Site) =>
  void (await db.update(noticeLists).set({ endsAt: new Date(Date.now() - 60_000) }))
