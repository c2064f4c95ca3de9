import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { readCsv } from "#files/csv.ts"
import { scopeOf, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeEntry, makeEvent, makePanel, publishAtOnce } from "../support/events.ts"
import { makeHonour, putEntry } from "../support/honours.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const { browser, as } = testApp(db)
const visitor = browser()
const officerId = await makeOfficer(db, city, "contest_officer", "林知远")
await makeOfficer(db, city, "auditor", "何清")
const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
if (!actor) throw new Error("no officer")
const medal = await makeHonour(db, city, "medal")

/** A published event of three, of whom the last has a place but no prize; gives who they are. */
async function published(slug: string, promotions?: NonNullable<Parameters<typeof makeEvent>[2]>["promotions"]) {
  const made = await makeEvent(db, city, { slug, ...(promotions && { promotions }) })
  const panel = await makePanel(db, made)
  const practice = ["80", "80", "80"]
  const give = (code: string, name: string, theory: string, skillLevel: "senior" | "intermediate") =>
    makeEntry(db, made, city, panel, { code, name, theory, practice, facts: { skillLevel, birthDate: "1987-06-05" } })
  await give("A01", "张三", "90", "senior")
  await give("A02", "李四", "85", "senior")
  await give("A03", "王五", "80", "intermediate")
  const last = await give("A04", "赵六", "75", "intermediate")
  await publishAtOnce(scopeOf(db, actor as NonNullable<typeof actor>), made)
  return { personId: last.personId }
}

const { personId } = await published("rising", [
  { level: "technician", last: 2, holds: "senior" },
  { level: "senior", last: 4 },
])
await published("plain")
await putEntry(db, medal, city, "赵六", { personId })

const event = "/contests/rising/fitter"

test("a result shows who is promoted where its event promotes, and what they held and their age nowhere", async () => {
  const page = await visitor.text(event)
  expect(page.match(/data-label="晋升等级">[^<]*/g)?.map((cell) => cell.slice(18))).toEqual([
    "技师",
    "技师",
    "高级工",
    "高级工",
  ])
  expect(await visitor.text("/contests/plain/fitter")).not.toContain("晋升等级")
  expect(await visitor.text(`${event}/entries/A01`)).toContain("晋升技师")
  expect(await browser({ lang: "en" }).text(`${event}/entries/A01`)).toContain("Promoted to technician")
  const paths = [event, `${event}/entries/A03`, `/data${event}/json`, `/api/v1/contests/rising/events/fitter/result`]
  for (const path of [...paths, `${event}/bundle.json`, `/people/${personId}`]) {
    const text = await visitor.text(path)
    expect([path, /1987|intermediate|中级工/.test(text)]).toEqual([path, false])
  }
  const bundle = await visitor.text(`${event}/bundle.json`)
  expect([bundle.includes("A04"), /promot|technician/.test(bundle)]).toEqual([true, false])
})

test("a promotion without a prize stands on the person's page, in the interface and in the office's file", async () => {
  const page = await visitor.text(`/people/${personId}`)
  expect(page).toContain(">钳工</a>")
  expect(page).toContain("第 4 名 · 晋升高级工")
  const { prizes } = JSON.parse(await visitor.text(`/api/v1/people/${personId}`))
  const line = { contest: "rising", event: "fitter", prize: null, promotedTo: "senior", place: 4 }
  expect(prizes).toEqual([expect.objectContaining(line)])
  const keeper = await as(await makeOfficer(db, city, "honours_officer", "沈文"))
  expect(await keeper.text(`/manage/people/${personId}/honours`)).toContain("晋升高级工 · ")
})

test("programs and spreadsheets are given the same", async () => {
  const { entries } = JSON.parse(await visitor.text("/api/v1/contests/rising/events/fitter/result"))
  const levels = ["technician", "technician", "senior", "senior"]
  expect(entries.map(({ promotedTo }: { promotedTo: string }) => promotedTo)).toEqual(levels)
  const file = JSON.parse(await visitor.text(`/data${event}/json`))
  expect(file.entries.map(({ promotedTo }: { promotedTo: string }) => promotedTo)).toEqual(levels)
  const table = async (path: string) => {
    const read = readCsv(new Uint8Array(await (await visitor.get(path)).arrayBuffer()))
    return read.ok ? read.value.map((row) => row.at(-1)) : []
  }
  expect(await table(`/data${event}/csv`)).toEqual(["晋升等级", "技师", "技师", "高级工", "高级工"])
  expect((await table("/data/contests/plain/fitter/csv"))[0]).toBe("奖项")
})

test("the statistics count promotions by year and level, however few", async () => {
  const read = readCsv(new Uint8Array(await (await visitor.get("/statistics/promotions/data.csv")).arrayBuffer()))
  expect(read.ok && read.value).toEqual([
    ["年份", "晋升人数", "技师", "高级工"],
    ["2026", "4", "2", "2"],
  ])
  const page = await visitor.text("/statistics")
  for (const part of ['id="chart-promotions"', "人数再少也照实列出", "/statistics/promotions/data.xlsx"])
    expect(page).toContain(part)
})
