import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { nominationActs, nominations } from "#db/schema/index.ts"
import { markOverdue } from "#honours/nominations/deadlines/commands.ts"
import { isLate } from "#honours/nominations/deadlines/late.ts"
import { moveNomination } from "#honours/nominations/moves/commands.ts"
import { scopeOf, testApp } from "../../../support/app.ts"
import { freshDatabase, onPostgres } from "../../../support/database.ts"
import { makeNomination } from "../../../support/honours.ts"
import { makeSelection } from "../../../support/nominations.ts"
import { scopeAs } from "../../../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../../../support/people.ts"
import { threeNotices, worker } from "../course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "临江机械厂", city)
const midnight = new Date("2026-03-10T00:00:00+08:00")
const second = (text: string) => new Date(`2026-03-${text}+08:00`)
const system = (now: Date) => scopeOf(db, { kind: "system", name: "test" }, now)
const officer = await makeOfficer(db, city, "honours_officer")

async function stand(slug: string, overdue: "wait" | "pass") {
  const route = threeNotices.route.map((step) => (step.key === "first_review" ? { ...step, overdue } : step))
  const { programme, medal } = await makeSelection(db, city, works, { slug, route })
  const person = await makePerson(db, works, "何守一")
  const place = { recommendingUnitId: works.id, profile: worker, state: "underway" as const, stepKey: "first_review" }
  return makeNomination(db, programme, { honour: medal, unit: works, person }, { ...place, dueAt: midnight })
}
const actsOf = async (id: number) =>
  (await db.select().from(nominationActs).where(eq(nominationActs.nominationId, id))).map(({ move }) => move)
const sign = async (id: number, now: Date) =>
  moveNomination(await scopeAs(db, officer, now), id, {
    move: { move: "sign", signer: "district", verdict: "agree" },
    version: 1,
  })

test("23:59:59 in Shanghai is in time, and 00:00:00 is not: on the page, in the list and for the mark", async () => {
  const { id } = await stand("minute", "wait")
  const [last, over] = [second("09T23:59:59.999"), second("10T00:00:00")]
  expect([isLate(midnight, last), isLate(midnight, over), isLate(null, over)]).toEqual([false, true, false])
  let now = last
  const page = await testApp(db, () => now).as(officer)
  const seen = async () => {
    const list = await page.text("/manage/nominations?overdue=yes")
    return [(await page.text(`/manage/nominations/${id}`)).includes("已逾期"), list.includes("何守一")]
  }
  expect([await seen(), await markOverdue(system(now))]).toEqual([[false, false], 0])
  expect(await page.text(`/manage/nominations/${id}`)).toContain("2026-03-09")
  now = over
  expect([await seen(), await markOverdue(system(now)), await markOverdue(system(now))]).toEqual([[true, true], 1, 0])
  expect(await actsOf(id)).toEqual(["expire"])
  await db.update(nominations).set({ state: "rejected" }).where(eq(nominations.id, id))
})

test.skipIf(!onPostgres())(
  "of a signature in the deadline's minute and the mark of that deadline, each is made once",
  async () => {
    const { id } = await stand("race", "pass")
    const [signed, first, again] = await Promise.all([
      sign(id, second("09T23:59:59")),
      markOverdue(system(midnight)),
      markOverdue(system(midnight)),
    ])
    const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
    expect(row?.stepKey).toBe("city_notice")
    expect([await actsOf(id), first + again]).toEqual(signed.ok ? [["sign"], 0] : [["expire"], 1])
  },
)
