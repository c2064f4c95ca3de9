import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { allotments, nominations, programmes } from "#db/schema/index.ts"
import { nearestSeats, seatsWithin } from "#honours/nominations/starting/places.ts"
import { seatsFree } from "#honours/nominations/submission/seats.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeNomination } from "../../support/honours.ts"
import { makeSelection } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { head, threeNotices, worker } from "./course/routes.ts"

const { db } = await freshDatabase()
const { as } = testApp(db, () => new Date("2026-03-02T02:00:00Z"))
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const mine = await makeUnit(db, "临江矿山", district)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const neighbour = await as(await makeOfficer(db, mine, "unit_operator"))
const start = (selection: { programme: { id: number } }, honour?: { id: number }) =>
  `/manage/nominations/new?programme=${selection.programme.id}${honour ? `&honour=${honour.id}` : ""}`
const note = (page: string, title: string) =>
  new RegExp(`<li>(<a [^>]*>)?${title}(?:</a>)? <span class="note">([^<]*)`).exec(page)?.slice(1)

const cell = (unitId: number, unitPath: string) => ({ unitId, unitPath })

test("a unit nominates for its own seats, or else for those of the nearest unit above it", () => {
  const cells = [cell(1, "1."), cell(2, "1.2."), cell(4, "1.2.4.")]
  const at = (path: string) => nearestSeats(path, cells)?.unitId
  expect([at("1.2.4."), at("1.2.3."), at("1.9."), at("7.")]).toEqual([4, 2, 1, undefined])
  const within = (...reach: string[]) => seatsWithin(reach, cells).map(({ unitId }) => unitId)
  expect([within("1.2.3."), within("1.2."), within("1."), within("7.")]).toEqual([[2], [2, 4], [1, 2, 4], []])
})

test("free is what could still be nominated: kinds of seats, differential and the limit of a unit counted", () => {
  const definition = {
    ...threeNotices,
    honours: [{ honour: "medal", seats: 9, differential: { perSeat: "1.2", rounding: "down" as const } }],
    seatTypes: [
      { key: "line", title: { zh: "一线", en: "Front line" }, when: { identityClasses: [worker.identityClass] } },
    ],
  } as typeof threeNotices
  const allotment = { honour: "medal", recipient: "person", seats: 5, typed: { line: 2 } } as unknown as Parameters<
    typeof seatsFree
  >[1]
  const of = (profile: typeof worker) => ({ ...profile, honour: "medal" })
  const [front, boss] = [of(worker), of(head)]
  const free = (...there: (typeof worker)[]) => seatsFree(definition, allotment, there)
  expect([free(), free(front), free(boss, boss), free(boss, boss, boss, boss)]).toEqual([6, 5, 4, 2])
  expect(free(...Array.from({ length: 6 }, () => front))).toBe(0)
  expect(seatsFree({ ...definition, perUnit: 2 }, allotment, [front])).toBe(1)
  expect(seatsFree({ ...definition, perUnit: 1 }, allotment, [front, front])).toBe(0)
  expect(seatsFree({ ...definition, honours: [] }, allotment, [])).toBe(0)
})

test("the page says how many seats are free, of the nearest unit alone, and leads to no honour without one", async () => {
  const selection = await makeSelection(db, city, district, { slug: "seats", seats: 2 })
  const { programme, medal, certificate } = selection
  const far = { programmeId: programme.id, unitId: city.id, honourId: medal.id, seats: 50, typed: {} }
  await db.insert(allotments).values(far)
  const page = await operator.text(start(selection))
  expect(note(page, medal.titleZh)?.[1]).toContain("本单位名额 2 个 · 还可推荐 2 个")
  const facts = {
    recommendingUnitId: district.id,
    profile: { ...worker, honour: medal.slug },
    state: "underway" as const,
  }
  for (const name of ["甲", "乙"]) {
    const person = await makePerson(db, mine, name)
    await makeNomination(db, programme, { honour: medal, unit: mine, person }, facts)
    if (name === "甲")
      expect(note(await operator.text(start(selection)), medal.titleZh)?.[1]).toContain("还可推荐 1 个")
  }
  const full = await operator.text(start(selection))
  expect(note(full, medal.titleZh)).toEqual([undefined, expect.stringContaining("名额已用完")])
  expect(note(full, certificate.titleZh)?.[0]).toContain(`honour=${certificate.id}`)
  expect(await operator.text(start(selection, medal))).not.toContain('name="person"')
})

test("everything that is offered opens papers, and what would be refused is not offered", async () => {
  const selection = await makeSelection(db, city, district, { slug: "offers", seats: 30 })
  const { programme, medal, certificate } = selection
  const others = await makePerson(db, works, "早已推荐")
  await makeNomination(
    db,
    programme,
    { honour: medal, unit: works, person: others },
    { recommendingUnitId: district.id },
  )
  await makePerson(db, works, "可以推荐")
  const page = await operator.text(start(selection, medal))
  expect(page).toContain("早已推荐")
  const offered = [...page.matchAll(/name="person" value="(\d+)"/g)].map(([, id = ""]) => id)
  expect(offered).not.toContain(`${others.id}`)
  expect(offered.length).toBeGreaterThan(1)
  for (const person of offered) {
    const begun = await operator.post("/manage/nominations", {
      programme: `${programme.id}`,
      honour: `${medal.id}`,
      person,
    })
    expect(begun.status).toBe(303)
  }
  const unit = { programme: `${programme.id}`, honour: `${certificate.id}`, unit: `${works.id}` }
  expect(await operator.text(start(selection, certificate))).toContain(`value="${works.id}"`)
  expect((await operator.post("/manage/nominations", unit)).status).toBe(303)
  expect(await operator.text(start(selection, certificate))).toContain("没有可以推荐的单位")
  expect((await operator.post("/manage/nominations", unit)).status).toBe(422)
})

test("a selection that is founded on contest results alone, or closed, is not offered to a unit", async () => {
  const founded = await makeSelection(db, city, district, { slug: "founded", founded: "must" })
  const closed = await makeSelection(db, city, district, { slug: "closed" })
  const listed = async () => {
    const page = await operator.text("/manage/nominations/new")
    return [founded, closed].map(({ programme }) => page.includes(`?programme=${programme.id}"`))
  }
  const button = async (slug: string) =>
    (await operator.text(`/manage/programmes/${slug}`)).includes("/manage/nominations/new?programme=")
  expect([await listed(), await button("founded"), await button("closed")]).toEqual([[false, true], false, true])
  const closesAt = new Date("2026-03-01T00:00:00Z")
  await db.update(programmes).set({ closesAt }).where(eq(programmes.id, closed.programme.id))
  expect([await listed(), await button("closed")]).toEqual([[false, false], false])
})

test("whoever was nominated before, and is not yet here, is offered for copying, with the honour chosen", async () => {
  const before = await makeSelection(db, city, district, { slug: "before" })
  const now = await makeSelection(db, city, district, { slug: "now", seats: 9 })
  const facts = { recommendingUnitId: district.id, profile: worker, state: "honoured" as const }
  const nominate = async (name: string, unit = works) => {
    const person = await makePerson(db, unit, name)
    return makeNomination(db, before.programme, { honour: before.medal, unit, person }, facts)
  }
  const [again, here, theirs, moved] = [
    await nominate("何守一"),
    await nominate("程望舒"),
    await nominate("林静好", mine),
    await nominate("宋知远"),
  ]
  const copies = async (who = operator, name = "") => {
    const page = await who.text(`${start(now, now.medal)}&name=${encodeURIComponent(name)}`)
    const ids = [...page.matchAll(/nominations\/(\d+)\/copy\?programme=/g)].map(([, id]) => Number(id))
    return [again, here, theirs, moved].map(({ id }) => ids.includes(id))
  }
  expect([await copies(), await copies(neighbour)]).toEqual([
    [true, true, false, true],
    [false, false, true, false],
  ])
  expect(await copies(operator, "何守一")).toEqual([true, false, false, false])
  const path = `/manage/nominations/${here.id}/copy?programme=${now.programme.id}&honour=${now.medal.id}`
  expect(await operator.text(path)).toMatch(new RegExp(`value="${now.medal.id}"[^>]* checked`))
  const form = { programme: `${now.programme.id}`, honour: `${now.medal.id}` }
  expect((await operator.post(`/manage/nominations/${here.id}/copy`, form)).status).toBe(303)
  expect(await copies()).toEqual([true, false, false, true])
  expect(await operator.text(`/manage/nominations/${here.id}/copy`)).not.toContain(`?programme=${now.programme.id}"`)
  await db.update(nominations).set({ state: "withdrawn" }).where(eq(nominations.programmeId, now.programme.id))
  expect(await copies()).toEqual([true, true, false, true])
})
