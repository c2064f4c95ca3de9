import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { nominations, people } from "#db/schema/index.ts"
import { presetById } from "#honours/programmes/presets/all.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { begin, consent, fillPapers, makeSelection } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const { as, browser } = testApp(db, () => new Date("2026-03-02T02:00:00Z"))
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "临江机械厂", city)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const { eligibility = [], route = [] } = presetById("honorary-medal")?.definition ?? {}
const selection = await makeSelection(db, city, city, { slug: "guests", eligibility, route, seats: 5 })

test("an honorary medal asks for a passport or a residence card in the file, and then takes its papers", async () => {
  const guest = await makePerson(db, works, "Anna Müller", { identityKind: "resident_id", ethnicGroup: null })
  const id = await begin(operator, selection, { person: `${guest.id}` })
  await fillPapers(operator, id, "person", ["notice"])
  await consent(operator, browser(), id)
  const submit = async () => {
    const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
    return operator.post(`/manage/nominations/${id}/submission`, { version: `${row?.version}` })
  }
  expect(await operator.text(`/manage/nominations/${id}`)).toContain("人员档案中没有本荣誉要求的身份证件")
  expect((await submit()).status).toBe(422)
  await db.update(people).set({ identityKind: "passport" }).where(eq(people.id, guest.id))
  expect(await operator.text(`/manage/nominations/${id}`)).not.toContain("本荣誉要求的身份证件")
  expect((await submit()).headers.get("location")).toBe(`/manage/nominations/${id}/receipt`)
})
