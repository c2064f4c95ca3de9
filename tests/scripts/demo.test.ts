import { and, count, desc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import {
  contests,
  entryTerms,
  events,
  formerUnitNames,
  historyImports,
  honours,
  people,
  placings,
  registerEntries,
  resultVersions,
  revocations,
  units,
} from "#db/schema/index.ts"
import { isCreditCode } from "#directory/organisations/credit-code.ts"
import { identityFault } from "#directory/people/identity-number.ts"
import { normalisePhone } from "#directory/people/phone.ts"
import { dayOf } from "#lib/dates.ts"
import { demoUnits } from "../../src/scripts/demo/city.ts"
import { isModelWorkerYear } from "../../src/scripts/demo/decisions.ts"
import { canary } from "../../src/scripts/demo/known.ts"
import { demoPersons } from "../../src/scripts/demo/persons.ts"
import { populate } from "../../src/scripts/demo/populate.ts"
import { keys, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const today = new Date("2026-11-21T10:00:00+08:00")
const said: string[] = []
const cards = await populate({ db, keys }, today, (words) => said.push(words))
const { browser } = testApp(db, () => today)
const persons = demoPersons()

const rows = async (table: typeof units | typeof people | typeof contests): Promise<number> =>
  (await db.select({ count: count() }).from(table))[0]?.count ?? 0

test("the city has about 60 units and 1,500 people, and a second start leaves it alone", async () => {
  expect([await rows(units), await rows(people), await rows(contests)]).toEqual([62, persons.length, 3])
  expect(persons.length).toBeGreaterThan(1_450)
  expect(persons.length).toBeLessThan(1_550)
  expect(said.length).toBeGreaterThanOrEqual(5)
  expect(cards?.map(({ alias }) => alias)).toEqual(["H1", "J1", "J2", "J3", "J4", "J5", "S1"])
  expect(await populate({ db, keys }, today, () => {})).toBeUndefined()
  const former = await db.select({ name: formerUnitNames.name }).from(formerUnitNames)
  expect(former.map(({ name }) => name).toSorted()).toEqual(["东山棉纺织二厂", "澜江机床厂", "澜江第三建筑公司"])
})

test("its codes and numbers are right in form, and nobody's", () => {
  const coded = demoUnits.filter(({ kind }) => kind !== "team").map(({ creditCode }) => creditCode)
  expect(coded.filter((code) => !isCreditCode(code) || !code.includes("LANJ"))).toEqual([])
  expect(new Set(coded).size).toBe(coded.length)
  const numbered = persons.filter(({ identityKind }) => identityKind === "resident_id")
  expect(numbered.length).toBeGreaterThan(1_300)
  const faults = numbered.map((one) => identityFault("resident_id", one.identityNumber, one, dayOf(today)))
  expect(faults.filter((fault) => fault !== undefined)).toEqual([])
  expect(numbered.filter(({ identityNumber }) => !identityNumber.startsWith("79"))).toEqual([])
  expect(new Set(numbered.map(({ identityNumber }) => identityNumber)).size).toBe(numbered.length)
  const phones = persons.flatMap(({ phone }) => (phone ? [phone] : []))
  expect(phones.filter((phone) => normalisePhone(phone) !== phone || !phone.startsWith("154"))).toEqual([])
})

test("names of every kind live there: rare signs, middle dots, two surnames, namesakes and a double", () => {
  const names = persons.map(({ name }) => name)
  expect(names.filter((name) => [...name].some((sign) => (sign.codePointAt(0) ?? 0) > 0xffff)).length).toBe(7)
  expect(names.filter((name) => name.includes("·")).length).toBe(7)
  expect(
    names.filter((name) => /^(欧阳|上官|司马|诸葛|尉迟|万俟|皇甫|司徒|令狐|慕容)/.test(name)).length,
  ).toBeGreaterThan(10)
  const again = names.filter((name, at) => names.indexOf(name) !== at)
  expect(again.toSorted()).toEqual(["何思源", "沈立新"])
  const born = (name: string) => new Set(persons.filter((one) => one.name === name).map(({ birthDate }) => birthDate))
  expect([born("沈立新").size, born("何思源").size]).toEqual([2, 1])
})

test("ten years of honours stand in the register, in the proportions of a city", async () => {
  const lines = await db
    .select({ slug: honours.slug, year: registerEntries.year, count: count() })
    .from(registerEntries)
    .innerJoin(honours, eq(honours.id, registerEntries.honourId))
    .where(eq(registerEntries.isPosthumous, false))
    .groupBy(honours.slug, registerEntries.year)
  const of = (slug: string, year: number) => lines.find((line) => line.slug === slug && line.year === year)?.count ?? 0
  for (let year = 2017; year <= 2026; year++) {
    const wanted = isModelWorkerYear(year) ? [30, 15, 0, 0, 18] : [0, 0, 18, 5, 18]
    const slugs = ["model-worker", "advanced-worker", "may-day-medal", "may-day-certificate", "worker-pioneer"]
    expect([year, slugs.map((slug) => of(slug, year))]).toEqual([year, wanted])
    expect(of("craftsman", year)).toBe(year % 2 === 0 ? 10 : 0)
  }
  expect(of("skills-contest", 2026)).toBeGreaterThan(15)
  const own = await db.select().from(registerEntries).where(eq(registerEntries.recipientName, canary.name))
  expect(own.length).toBeGreaterThanOrEqual(2)
})

test("the register shows its life: cases on their way and decided, an honour after death, a studio that is due, old lists", async () => {
  const cases = await db.select({ state: revocations.state }).from(revocations).orderBy(revocations.id)
  expect(cases.map(({ state }) => state)).toEqual(["decided", "advised"])
  const [dead] = await db.select().from(registerEntries).where(eq(registerEntries.isPosthumous, true))
  expect(dead?.receiverSealed).not.toContain("苏敏")
  const terms = await db.select().from(entryTerms).orderBy(entryTerms.endsOn)
  expect(terms.map(({ dueFrom }) => dueFrom <= dayOf(today))).toEqual([true, false])
  expect((await db.select().from(historyImports)).map(({ state, rows }) => [state, rows])).toEqual([["draft", 4]])
})

test("one contest is published with a shared place and a corrected version, one is being judged, one is open", async () => {
  const states = await db.select({ code: events.code, state: events.state }).from(events).orderBy(events.id)
  expect(states).toEqual([
    { code: "fitter", state: "published" },
    { code: "speech", state: "published" },
    { code: "plumber", state: "judging" },
    { code: "line-worker", state: "registration" },
    { code: "welder", state: "registration" },
  ])
  const versions = await db
    .select({ code: events.code, number: resultVersions.number, id: resultVersions.id })
    .from(resultVersions)
    .innerJoin(events, eq(events.id, resultVersions.eventId))
    .orderBy(events.id, desc(resultVersions.number))
  expect(versions.map(({ code, number }) => `${code} ${number}`)).toEqual(["fitter 2", "fitter 1", "speech 1"])
  const speech = versions.find(({ code }) => code === "speech")?.id ?? 0
  const places = await db.select().from(placings).where(eq(placings.resultVersionId, speech))
  const shared = places.filter(({ place }) => places.filter((other) => other.place === place).length === 2)
  expect(shared.length).toBe(2)
  const fitter = versions.map(({ id }) => id).slice(0, 2)
  const places007 = await Promise.all(
    fitter.map(async (id) => {
      const [line] = await db
        .select()
        .from(placings)
        .where(and(eq(placings.resultVersionId, id), eq(placings.code, "A007")))
      return line?.place
    }),
  )
  expect(places007[0]).not.toBe(places007[1])
})

test("boards, lists and search are filled", async () => {
  const text = (path: string) => browser().text(path)
  expect(await text("/")).toContain("澜江市")
  expect(await text("/honours/may-day-medal")).toContain("2026")
  expect(await text("/contests")).toContain("2026年澜江市管道工技能大赛")
  for (const name of [canary.name, "chengwangshu"]) expect(await text(`/search?q=${name}`)).toContain(canary.name)
})
