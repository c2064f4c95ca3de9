import { and, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { publish, reopen } from "#competition/results/commands.ts"
import {
  auditEntries,
  events,
  marks,
  nominations,
  placings,
  programmeDefinitions,
  registerEntries,
  resultVersions,
} from "#db/schema/index.ts"
import { nominateWinners } from "#honours/nominations/founding/commands.ts"
import { mayBeRenewed } from "#honours/nominations/founding/corrections/renewal.ts"
import { findDrawing, winnersFor } from "#honours/nominations/founding/queries.ts"
import { bestPlacings } from "#honours/nominations/founding/winners.ts"
import { type Foundation, foundationFor } from "#honours/programmes/foundations.ts"
import { contestWinners, tenCraftsmen } from "#honours/programmes/presets/craftsmen.ts"
import { withHonours } from "#honours/programmes/renaming.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { makeHonour, makeProgramme } from "../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"

const now = new Date("2026-03-02T02:00:00Z")
const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
const yard = await makeUnit(db, "海州船厂", other)
const { as, browser } = testApp(db, () => now)
const officerId = await makeOfficer(db, city, "administrator")
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const operator = await as(await makeOfficer(db, works, "unit_operator"))
await makeOfficer(db, city, "contest_officer")
const officer = await as(officerId)
const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
if (!actor) throw new Error("no officer")
const scope = scopeOf(db, actor, now)

const rule = (facts: Partial<Foundation> = {}): Foundation => ({
  ...{ key: "winners", title: { zh: "前三名", en: "First three" }, honour: "medal", place: 3 },
  ...{ tiers: [], entrants: 10, years: 2, seat: "regular" as const, ...facts },
})
const placing = { place: 3, tier: "一类", entrants: 10, year: 2026 }

test.each([
  ["the last place that qualifies", {}, placing, true],
  ["one place behind", {}, { ...placing, place: 4 }, false],
  ["no place", {}, { ...placing, place: null }, false],
  ["too few placed", {}, { ...placing, entrants: 9 }, false],
  ["the year before", {}, { ...placing, year: 2025 }, true],
  ["two years before", {}, { ...placing, year: 2024 }, false],
  ["a year that is still to come", {}, { ...placing, year: 2027 }, false],
  ["its class", { tiers: ["一类"] }, placing, true],
  ["another class", { tiers: ["二类"] }, placing, false],
])("a placing qualifies or not: %s", (_, facts, given, qualifies) => {
  expect(foundationFor([rule(facts)], given, 2026) !== undefined).toBe(qualifies)
})

test("the first rule that fits says for which honour", () => {
  const rules = [rule({ place: 1, honour: "medal" }), rule({ honour: "expert" })]
  expect([1, 2].map((place) => foundationFor(rules, { ...placing, place }, 2026)?.honour)).toEqual(["medal", "expert"])
})

test("whoever is placed twice is put forward for the better place, and for the earlier of two that are equal", () => {
  const line = (personId: number, placingId: number, place: number) => ({ personId, placingId, place })
  expect([...bestPlacings([line(1, 10, 2), line(1, 11, 1), line(2, 12, 1), line(2, 13, 1)])]).toEqual([11, 12])
})

async function programme(slug: string, preset: typeof contestWinners, facts: Partial<Foundation> = {}) {
  const [first] = preset.definition.honours
  const honour = await makeHonour(db, city, slug)
  const definition = withHonours(preset.definition, { [first?.honour ?? ""]: honour.slug })
  const foundations = definition.foundations.map((one) => ({ ...one, entrants: 3, ...facts }))
  const made = await makeProgramme(db, city, slug, { batch: preset.batch })
  const whole = { ...definition, foundations }
  const row = { programmeId: made.id, number: 1, definition: whole, reason: "", createdAt: now }
  await db.insert(programmeDefinitions).values(row)
  return { ...made, honour }
}
const fenced = await programme("winners", contestWinners)
const path = "/manage/programmes/winners/founding"

let event: MadeEvent
const lines = async (slug = "winners") => {
  const drawing = await findDrawing(scope, slug)
  return drawing ? winnersFor(scope, drawing) : []
}
const founded = () =>
  db.select().from(nominations).where(eq(nominations.programmeId, fenced.id)).orderBy(nominations.id)

/** A published event in which the first is of the city's works, the second of another federation. */
async function playedEvent(slug: string, names: readonly string[], units = [works, yard, works, works]) {
  const made = await makeEvent(db, city, { slug })
  const panel = await makePanel(db, made)
  for (const [at, name] of names.entries()) {
    const mark = String(95 - at)
    const entrant = { code: `A${at + 1}`, name, theory: mark, practice: [mark, mark, mark] }
    await makeEntry(db, made, units[at % units.length] ?? works, panel, entrant)
  }
  await publishAtOnce(scope, made)
  return made
}
beforeAll(async () => {
  event = await playedEvent("fitters", ["甲一", "乙二", "丙三", "丁四"])
})

test("the page lists who qualifies, says why somebody is barred, and opens the papers of the others once", async () => {
  const page = await officer.text(path)
  for (const words of ["甲一", "乙二", "不在本级工会范围内", "丙三", "第 1 版成绩"]) expect(page).toContain(words)
  expect(page).not.toContain("丁四")
  const ready = (await lines()).filter(({ bars }) => bars.length === 0).map(({ placingId }) => String(placingId))
  expect(ready).toHaveLength(2)
  const sent = await officer.post(path, { placing: ready })
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `${path}?made=2`])
  const again = await officer.post(path, { placing: ready })
  expect(again.headers.get("location")).toBe(`${path}?made=0`)
  const rows = await founded()
  expect(
    rows.map(({ name, seat, state, recommendingUnitId, unitId }) => [name, seat, state, recommendingUnitId, unitId]),
  ).toEqual([
    ["甲一", "ring_fenced", "draft", city.id, works.id],
    ["丙三", "ring_fenced", "draft", city.id, works.id],
  ])
  const started = and(eq(auditEntries.action, "nomination.start"), eq(auditEntries.subjectId, rows[0]?.id ?? 0))
  const [noted] = await db.select().from(auditEntries).where(started)
  expect(noted?.facts).toMatchObject({ placing: rows[0]?.placingId })
})

test("the winner's unit finds the papers, their ground, and no vote to be held", async () => {
  const [first] = await founded()
  const page = await operator.text(`/manage/nominations/${first?.id}`)
  expect(page).toContain("第 1 名（第 1 版成绩）")
  expect(page).not.toContain("sections/democracy")
  expect(page).toContain("sections/consent")
  expect(page).toContain("sections/notice")
})

test("nobody is put forward who is barred, or who did not qualify", async () => {
  const all = await lines()
  const outside = all.find(({ bars }) => bars.includes("outside"))
  expect(await nominateWinners(scope, "winners", [outside?.placingId ?? 0])).toEqual({
    ok: false,
    refusal: { code: "winner_barred" },
  })
  const [fourth] = await db.select().from(placings).where(eq(placings.name, "丁四"))
  expect(await nominateWinners(scope, "winners", [fourth?.id ?? 0])).toEqual({
    ok: false,
    refusal: { code: "no_winner_chosen" },
  })
  expect(await nominateWinners(scope, "winners", [])).toEqual({ ok: false, refusal: { code: "no_winner_chosen" } })
  expect(await founded()).toHaveLength(2)
  const late = scopeOf(db, actor, new Date("2027-01-02T00:00:00Z"))
  expect(await nominateWinners(late, "winners", [])).toEqual({ ok: false, refusal: { code: "not_open" } })
})

test("a holder of the same honour is refused with the year", async () => {
  const next = await playedEvent("welders", ["戊五", "己六", "庚七"], [works])
  const [holder] = await db.select().from(placings).where(eq(placings.name, "戊五"))
  await db.insert(registerEntries).values({
    ...{ honourId: fenced.honour.id, personId: holder?.personId ?? 0, unitId: works.id, recipientName: "戊五" },
    ...{ unitName: works.name, year: 2019, decidedOn: "2019-04-28", documentNumber: "江工发〔2019〕1号" },
    ...{
      source: "decision" as const,
      visibleFrom: now,
      searchKey: "戊五",
      sortPinyin: "",
      sortStroke: "",
      createdAt: now,
    },
  })
  const page = await officer.text(`${path}?event=${next.event.id}`)
  expect(page).toContain("2019 年获得过同类荣誉")
  expect(page).not.toContain("甲一")
})

test("without seats of their unit nobody takes a regular seat", async () => {
  await programme("craftsmen", tenCraftsmen)
  const bars = (await lines("craftsmen")).map((one) => one.bars)
  expect(bars.slice(0, 2)).toEqual([["no_seats"], ["no_seats"]])
})

test("a correction of the result is told to the officer, on the nomination and on the list", async () => {
  const quiet = await officer.text(path)
  expect(quiet).not.toContain("申报依据的成绩")
  const [state] = await db.select().from(events).where(eq(events.id, event.event.id))
  const reopened = await reopen(scope, { eventId: event.event.id, version: state?.version ?? 0, reason: "核分有误" })
  if (!reopened.ok) throw new Error(reopened.refusal.code)
  expect(await officer.text(path)).toContain("甲一：申报依据的成绩正在更正")
  const [line] = await db.select().from(placings).where(eq(placings.name, "甲一"))
  await db
    .update(marks)
    .set({ value: "10" })
    .where(eq(marks.entryId, line?.entryId ?? 0))
  const [now2] = await db.select().from(events).where(eq(events.id, event.event.id))
  await db.update(events).set({ state: "decoded" }).where(eq(events.id, event.event.id))
  const published = await publish(scope, { eventId: event.event.id, version: now2?.version ?? 0, reason: "更正登分" })
  if (!published.ok) throw new Error(published.refusal.code)
  const [first] = await founded()
  for (const where of [path, `/manage/nominations/${first?.id}`, "/manage"]) {
    const page = await officer.text(where)
    expect(page).toContain("甲一：申报依据的成绩已更正")
    expect(page).toContain("更正登分")
  }
})

const renewing = (id: number, version: number) =>
  officer.post(`/manage/nominations/${id}/foundation`, { version: `${version}` })

test("papers follow the corrected result: what changed is shown, and once followed nothing is told any more", async () => {
  const [first] = await founded()
  const nominationPath = `/manage/nominations/${first?.id}`
  const page = await officer.text(nominationPath)
  expect(page).toContain("采用更正后的成绩")
  expect(page).toContain("1 → 2")
  expect(await operator.text(nominationPath)).not.toContain("采用更正后的成绩")
  expect((await operator.post(`${nominationPath}/foundation`, { version: `${first?.version}` })).status).toBe(404)
  expect((await stranger.post(`${nominationPath}/foundation`, { version: `${first?.version}` })).status).toBe(404)
  expect((await renewing(first?.id ?? 0, 99)).status).toBe(409)
  await db.update(events).set({ state: "judging" }).where(eq(events.id, event.event.id))
  expect(await (await renewing(first?.id ?? 0, first?.version ?? 0)).text()).toContain("成绩正在更正，请等新版本公布")
  await db.update(events).set({ state: "published" }).where(eq(events.id, event.event.id))
  const [newest] = await db
    .select({ id: placings.id, place: placings.place })
    .from(placings)
    .innerJoin(resultVersions, and(eq(resultVersions.id, placings.resultVersionId), eq(resultVersions.number, 2)))
    .where(and(eq(placings.name, "甲一"), eq(resultVersions.eventId, event.event.id)))
  const set = (place: number | null) =>
    db
      .update(placings)
      .set({ place })
      .where(eq(placings.id, newest?.id ?? 0))
  await set(9)
  expect(await (await renewing(first?.id ?? 0, first?.version ?? 0)).text()).toContain("不再符合这项荣誉的推荐条件")
  await set(2)
  const done = await renewing(first?.id ?? 0, first?.version ?? 0)
  expect([done.status, done.headers.get("location")]).toEqual([303, `${nominationPath}?done=renewed`])
  const [after] = await founded()
  expect([after?.placingId, after?.version]).toEqual([newest?.id, (first?.version ?? 0) + 1])
  const audits = await db.select().from(auditEntries).where(eq(auditEntries.action, "nomination.renew_foundation"))
  expect(audits.map(({ facts }) => facts)).toEqual([{ from: 1, version: 2, place: 2 }])
  expect(await officer.text(nominationPath)).not.toContain("甲一：申报依据的成绩已更正")
  expect((await renewing(first?.id ?? 0, (first?.version ?? 0) + 1)).status).toBe(409)
  await set(newest?.place ?? null)
})

test.each([
  ["draft", {}, true],
  ["underway", {}, true],
  ["passed", {}, true],
  ["honoured", {}, false],
  ["withdrawn", {}, false],
  ["underway", { newestVersion: 1 }, false],
  ["underway", { isInCorrection: true }, false],
] as const)("papers that are %s, and a result %o: %s", (state, more, may) => {
  expect(mayBeRenewed(state, { version: 1, newestVersion: 2, isInCorrection: false, ...more })).toBe(may)
})

test("a selection that is founded on contests takes no other nominations", async () => {
  const answer = await operator.post("/manage/nominations", {
    ...{ programme: `${fenced.id}`, honour: `${fenced.honour.id}`, person: "", unit: `${works.id}`, team: "" },
  })
  expect(await answer.text()).toContain("本次评选依据竞赛成绩")
})

test("who does not keep the programme finds no page", async () => {
  expect((await stranger.get(path)).status).toBe(404)
  expect((await operator.get(path)).status).toBe(404)
  expect((await operator.get("/manage/founding")).status).toBe(404)
  expect((await browser().get(path)).status).toBe(303)
  expect(await officer.text(`/manage/founding?event=${event.event.id}`)).toContain(`${path}?event=${event.event.id}`)
})

test("thirty winners cost as many queries as one", async () => {
  const one = await programme("one", contestWinners, { place: 1 })
  const many = await programme("many", contestWinners, { place: 30 })
  await playedEvent(
    "turners",
    Array.from({ length: 30 }, (_, at) => `选手${at}`),
    [works],
  )
  const cost = async (slug: string) =>
    (await queriesOf(db, () => officer.get(`/manage/programmes/${slug}/founding`))).length
  expect([(await lines("many")).length > 30, one.id < many.id]).toEqual([true, true])
  expect(await cost("many")).toBe(await cost("one"))
})
