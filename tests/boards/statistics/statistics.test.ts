import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { revisionOf } from "#db/revision.ts"
import { people } from "#db/schema/index.ts"
import { readCsv } from "#files/csv.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { keepingOf } from "#http/keeping.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour, putEntry } from "../../support/honours.ts"
import { makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const hour = new Date("2026-05-01T02:00:00Z")
let now = new Date(hour.getTime() - 1000)
const clock = () => now
const { browser } = testApp(db, clock, { keeping: keepingOf(revisionOf(db, clock)) })
const visitor = browser()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const medal = await makeHonour(db, city, "medal")
for (let at = 0; at < 24; at++) {
  const person = await makePerson(db, works, `先进者${at}`)
  await db
    .update(people)
    .set({ sex: at < 7 ? "female" : "male", identityClass: at < 2 ? "cadre" : "industrial_worker" })
    .where(eq(people.id, person.id))
  await putEntry(db, medal, works, person.name, { personId: person.id, visibleFrom: at < 21 ? new Date(0) : hour })
}

const csv = async (chart: string) => {
  const answer = await visitor.get(`/statistics/${chart}/data.csv`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const read = readCsv(bytes)
  return read.ok ? read.value : []
}

test("the page draws each chart with its table and downloads, without inline style or script", async () => {
  const page = await visitor.text("/statistics")
  for (const key of ["years", "kinds", "ownerships", "sexes", "front_line"])
    for (const part of [`id="chart-${key}"`, `/statistics/${key}/data.csv`, `/statistics/${key}/data.xlsx`])
      expect(page).toContain(part)
  expect(page).not.toMatch(/ style=|<script(?! type="application\/ld\+json")(?![^>]*src=)/)
  expect(page.match(/<svg class="chart"/g)?.length).toBe(page.match(/<details class="chart-data"/g)?.length)
  expect(await browser({ lang: "en" }).text("/statistics")).toContain("Women among those honoured")
})

test("what waits for its hour is not counted, and is one second later", async () => {
  now = new Date(hour.getTime() - 1000)
  expect(await csv("years")).toEqual([
    ["年份", "荣誉项数"],
    ["2026", "21"],
  ])
  now = hour
  expect((await csv("years"))[1]).toEqual(["2026", "24"])
})

test("a part that is small is withheld in page and files, and others are rounded", async () => {
  now = hour
  expect((await csv("sexes"))[1]).toEqual(["2026", "5", "15", "25%"])
  expect((await csv("front_line"))[1]).toEqual(["2026", "不公布", "不公布", "不公布"])
  const page = await visitor.text("/statistics")
  expect(page).toContain("不公布")
  const strict = testApp(db, clock, { leastShown: 10 }).browser()
  expect(await strict.text("/statistics/sexes/data.csv")).toContain("2026,不公布")
})

test("a workbook holds the same as the CSV, and what is no chart is not found", async () => {
  const answer = await visitor.get("/statistics/sexes/data.xlsx")
  const read = await readSheet(new Uint8Array(await answer.arrayBuffer()))
  expect(read.ok && read.value).toEqual(await csv("sexes"))
  expect((await visitor.get("/statistics/salaries/data.csv")).status).toBe(404)
})

test("an empty register has a page that says so", async () => {
  const { db: empty } = await freshDatabase()
  expect(await testApp(empty, clock).browser().text("/statistics")).toContain("还没有可统计的内容")
})
