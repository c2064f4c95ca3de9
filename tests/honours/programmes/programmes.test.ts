import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import type { Scope } from "#db/db.ts"
import { auditEntries, honours, nominations, programmes } from "#db/schema/index.ts"
import { saveAllotments } from "#honours/programmes/allotments/commands.ts"
import * as commands from "#honours/programmes/commands.ts"
import { createProgramme } from "#honours/programmes/commands.ts"
import { startProgramme } from "#honours/programmes/making/commands.ts"
import { meterFor } from "#honours/programmes/metering/queries.ts"
import { cityMayDay } from "#honours/programmes/presets/may-day.ts"
import {
  allotmentsFor,
  allotmentsOf,
  definitionOf,
  openProgrammesFor,
  seeProgramme,
} from "#honours/programmes/queries.ts"
import { newHonour } from "#honours/programmes/starts.ts"
import { scopeOf } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { profile } from "../../support/profiles.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const elsewhere = await makeUnit(db, "东山区总工会", city)
const now = new Date("2026-03-01T04:00:00Z")

async function as(unit: typeof city, kind: Parameters<typeof makeOfficer>[2]): Promise<Scope> {
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), await makeOfficer(db, unit, kind))
  if (!actor) throw new Error("no actor")
  return scopeOf(db, actor, now)
}
const officer = await as(city, "honours_officer")
const operator = await as(works, "unit_operator")
const stranger = await as(elsewhere, "honours_officer")

const facts = {
  titleZh: "江城市五一劳动奖",
  titleEn: "May Day honours",
  year: 2026,
  opensAt: new Date("2026-02-01T00:00:00Z"),
  closesAt: new Date("2026-04-01T00:00:00+08:00"),
}
const given = (slug: string) => ({ ...facts, slug, unitId: city.id, batch: "regular" as const })
const names = Object.fromEntries(cityMayDay.honours.map((one) => [one.slug, newHonour(one, city, [])]))
const registered = Object.fromEntries(cityMayDay.honours.map(({ slug }) => [slug, slug]))
const { definition } = cityMayDay

const made = await createProgramme(officer, given("may-day"), { definition, names })
if (!made.ok) throw new Error(made.refusal.code)
const programme = made.value
const cells = [
  { unitId: district.id, honour: "may-day-medal", seats: 5, typed: { front_line: 1 } },
  { unitId: elsewhere.id, honour: "may-day-medal", seats: 3, typed: {} },
]

const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? "ok" : result.refusal?.code)
const actions = async () =>
  (await db.select().from(auditEntries).where(eq(auditEntries.subjectKind, "programme")).orderBy(auditEntries.id)).map(
    ({ action }) => action,
  )
const versionNow = async () => (await seeProgramme(officer, "may-day"))?.programme.version ?? 0

test("a programme from a preset sets up the honours that the register lacks, in the office's name", async () => {
  const rows = await db.select().from(honours).where(eq(honours.conferringUnitId, city.id))
  expect(rows.map(({ slug, titleZh }) => [slug, titleZh])).toEqual([
    ["may-day-certificate", "江城市五一劳动奖状"],
    ["may-day-medal", "江城市五一劳动奖章"],
    ["worker-pioneer", "江城市工人先锋号"],
  ])
  expect([programme.state, (await definitionOf(officer, programme)).number]).toEqual(["draft", 1])
  expect(await actions()).toEqual(["programme.create"])
})

test.each([
  ["the same slug once more", given("may-day"), "programme_slug_taken"],
  ["what is no slug", given("五一"), "not_a_slug"],
  ["an office that somebody else keeps", { ...given("other"), unitId: 999_999 }, "office_out_of_reach"],
])("%s is refused, and nothing stays behind", async (_, wrong, refusal) => {
  const before = await db.$count(programmes)
  expect(code(await createProgramme(officer, wrong, { definition, names: registered }))).toBe(refusal)
  expect(await db.$count(programmes)).toBe(before)
})

test("a draft is there for its office alone, and opens only when it is complete", async () => {
  expect(await seeProgramme(stranger, "may-day")).toBeUndefined()
  expect(await seeProgramme(operator, "may-day")).toBeUndefined()
  const early = await commands.moveProgramme(officer, "may-day", programme.version, "open")
  expect(early).toEqual({ ok: false, refusal: { code: "programme_incomplete", parts: ["allotments"] } })
})

test.each([
  [
    "more than there are",
    [{ unitId: district.id, honour: "may-day-medal", seats: 101, typed: {} }],
    "allotment_seats_over",
  ],
  [
    "more of a type than of all",
    [{ unitId: district.id, honour: "may-day-medal", seats: 1, typed: { front_line: 2 } }],
    "allotment_typed_over",
  ],
  [
    "an honour of another programme",
    [{ unitId: district.id, honour: "other", seats: 1, typed: {} }],
    "allotment_elsewhere",
  ],
])("allotting %s is refused", async (_, wrong, refusal) => {
  expect(code(await saveAllotments(officer, "may-day", { seen: programme.version, cells: wrong }))).toBe(refusal)
})

test("seats are allotted at once for all; who saw an older allotment is refused", async () => {
  expect(code(await saveAllotments(officer, "may-day", { seen: programme.version, cells }))).toBe("ok")
  expect(code(await saveAllotments(officer, "may-day", { seen: programme.version, cells: [] }))).toBe("stale")
  expect(code(await saveAllotments(stranger, "may-day", { seen: 2, cells: [] }))).toBe("not_found")
  const kept = await allotmentsOf(officer, programme.id)
  expect(kept.map(({ unitId, honour, seats, typed }) => ({ unitId, honour, seats, typed }))).toEqual(cells)
})

test("an open programme is found by the units that nominate in it, from the opening up to the closing minute", async () => {
  expect(code(await commands.moveProgramme(officer, "may-day", await versionNow(), "open"))).toBe("ok")
  expect((await seeProgramme(operator, "may-day"))?.keeps).toBe(false)
  const at = async (instant: string) => (await openProgrammesFor({ ...operator, now: new Date(instant) }, works)).length
  expect(await at("2026-01-31T23:59:59.999Z")).toBe(0)
  expect(await at("2026-02-01T00:00:00Z")).toBe(1)
  expect(await at("2026-03-31T23:59:59.999+08:00")).toBe(1)
  expect(await at("2026-04-01T00:00:00+08:00")).toBe(0)
  const seats = await allotmentsFor(operator, programme.id, works)
  expect(seats.map(({ unitId, seats: count }) => [unitId, count])).toEqual([[district.id, 5]])
  expect(await allotmentsFor(operator, programme.id, city)).toEqual([])
})

test("rules change under the next number, with a reason once it is open, and never under what stands on them", async () => {
  const change = { seen: 1, reason: "上级调整", definition: { ...definition, substitutes: false } }
  expect(code(await commands.changeDefinition(officer, "may-day", { ...change, reason: "" }))).toBe(
    "definition_reason_missing",
  )
  expect(code(await commands.changeDefinition(stranger, "may-day", change))).toBe("not_found")
  const fewer = { ...definition, honours: definition.honours.map((one) => ({ ...one, seats: 7 })) }
  expect(code(await commands.changeDefinition(officer, "may-day", { ...change, definition: fewer }))).toBe(
    "seats_allotted",
  )
  const other = { ...definition, seatTypes: [] }
  expect(code(await commands.changeDefinition(officer, "may-day", { ...change, definition: other }))).toBe(
    "seat_type_allotted",
  )
  const endless = { ...definition, route: definition.route.slice(0, 3) }
  expect(code(await commands.changeDefinition(officer, "may-day", { ...change, definition: endless }))).toBe(
    "definition_decision_missing",
  )
  const both = await Promise.all([1, 2].map(() => commands.changeDefinition(officer, "may-day", change)))
  expect(both.map(code).sort()).toEqual(["definition_stale", "ok"])
  expect((await definitionOf(officer, programme)).definition.substitutes).toBe(false)
})

async function nominate(
  honour: string,
  facts: Parameters<typeof profile>[0],
  state: "underway" | "draft" = "underway",
) {
  const [kind] = await db.select().from(honours).where(eq(honours.slug, honour))
  await db.insert(nominations).values({
    programmeId: programme.id,
    honourId: kind?.id ?? 0,
    recipientKind: "person",
    personId: (await makePerson(db, works, "甲")).id,
    unitId: works.id,
    recommendingUnitId: district.id,
    name: "甲",
    profile: profile({ honour, ...facts }),
    seat: "regular",
    state,
    stepKey: state === "underway" ? "unit_notice" : "",
    searchKey: "x",
    sortPinyin: "x",
    sortStroke: "x",
    createdAt: now,
  })
}

test("the meter of a unit reads its own seats, that of the office all of them", async () => {
  await nominate("may-day-medal", { flags: ["woman"] })
  await nominate("may-day-medal", { identityClass: "cadre" }, "draft")
  const own = await meterFor(operator, programme, { unit: works })
  expect(own.meter.seats).toEqual([
    {
      honour: "may-day-medal",
      seats: 5,
      now: { taken: 2, seated: 2, fits: true },
      after: undefined,
      typed: [{ type: "front_line", seats: 1, filled: 1 }],
    },
  ])
  const all = await meterFor(officer, programme)
  expect(all.meter.seats.map(({ seats, now: { taken } }) => [seats, taken])).toEqual([
    [28, 0],
    [100, 2],
    [100, 0],
  ])
  const women = (view: typeof own) => view.meter.ratios.find(({ ratio }) => ratio.key === "women")?.now
  expect(women(own)).toEqual({ has: 1, size: 5, needs: 1, holds: true, reachable: true })
  expect(women(all)).toEqual({ has: 1, size: 100, needs: 20, holds: false, reachable: true })
})

test("what stands on the route or in a seat is not taken away, and nothing is decided over its head", async () => {
  const { number, definition: current } = await definitionOf(officer, programme)
  const without = { ...current, route: current.route.filter(({ key }) => key !== "unit_notice") }
  const change = { seen: number, reason: "精简", definition: without }
  expect(code(await commands.changeDefinition(officer, "may-day", change))).toBe("step_in_use")
  const seen = await versionNow()
  const less = [{ unitId: district.id, honour: "may-day-medal", seats: 1, typed: {} }]
  expect(code(await saveAllotments(officer, "may-day", { seen, cells: less }))).toBe("allotment_below_nominations")
  expect(code(await commands.moveProgramme(officer, "may-day", seen, "review"))).toBe("ok")
  const decide = async () => code(await commands.moveProgramme(officer, "may-day", await versionNow(), "decide"))
  expect(await decide()).toBe("nominations_underway")
  await db.update(nominations).set({ state: "passed", stepKey: "" })
  expect(await decide()).toBe("ok")
  expect(code(await commands.changeProgramme(officer, "may-day", await versionNow(), facts))).toBe("programme_fixed")
})

test("a copy brings the allotments of the year before along", async () => {
  const start = { definition, names: registered, cells: await allotmentsOf(officer, programme.id) }
  const copy = await startProgramme(officer, { ...given("may-day-2"), year: 2027 }, start)
  if (!copy.ok) throw new Error(copy.refusal.code)
  const seats = await allotmentsOf(officer, copy.value.id)
  expect(seats.map(({ unitId, seats: count, typed }) => [unitId, count, typed])).toEqual([
    [district.id, 5, { front_line: 1 }],
    [elsewhere.id, 3, {}],
  ])
  expect(await actions()).toEqual([
    "programme.create",
    "programme.allot",
    "programme.open",
    "programme.change_definition",
    "programme.review",
    "programme.decide",
    "programme.create",
    "programme.allot",
  ])
})
