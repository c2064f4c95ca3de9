import { expect, test } from "vitest"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeNomination } from "../../support/honours.ts"
import { makeSelection } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"
import { worker } from "./course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "临江机械厂", city)
const far = await makeUnit(db, "东山机械厂", city)
const selection = await makeSelection(db, city, works)
const now = new Date("2026-03-02T02:00:00Z")
const { as } = testApp(db, () => now)
const officer = await as(await makeOfficer(db, city, "honours_officer"))
const stranger = await as(await makeOfficer(db, far, "unit_operator"))

test("the list is narrowed by state and deadline, says how many there are, and shows nobody else's", async () => {
  const past = new Date("2026-03-01T00:00:00Z")
  const late = { state: "underway", stepKey: "first_review", dueAt: past, profile: worker } as const
  for (const [name, facts] of [
    ["何逾期", late],
    ["何在填", { profile: worker }],
  ] as const) {
    const person = await makePerson(db, works, name)
    await makeNomination(db, selection.programme, { honour: selection.medal, unit: works, person }, facts)
  }
  const seen = async (query: string) => {
    const page = await officer.text(`/manage/nominations?${query}`)
    return ["何逾期", "何在填"].map((name) => page.includes(`>${name}<`))
  }
  expect(await seen("")).toEqual([true, true])
  expect(await seen("overdue=yes")).toEqual([true, false])
  expect(await seen("state=draft")).toEqual([false, true])
  expect(await seen("step=first_review&sort=due")).toEqual([true, false])
  expect(await seen("name=逾期")).toEqual([true, false])
  expect((await officer.text("/manage/nominations")).includes("共 2 条")).toBe(true)
  expect((await stranger.text("/manage/nominations")).includes("何逾期")).toBe(false)
})

test("thirty rows cost as many queries as two", async () => {
  const count = async () => (await queriesOf(db, () => officer.text("/manage/nominations?size=50"))).length
  const few = await count()
  for (let at = 0; at < 28; at++) {
    const person = await makePerson(db, works, `提名${at}`)
    await makeNomination(db, selection.programme, { honour: selection.medal, unit: works, person }, { profile: worker })
  }
  expect((await officer.text("/manage/nominations?size=50")).includes("共 30 条")).toBe(true)
  expect([few > 3, await count()]).toEqual([true, few])
})
