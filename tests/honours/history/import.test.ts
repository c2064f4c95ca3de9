import { and, count, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, formerUnitNames, historyImports, historyRows, registerEntries } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { historyCsv, historyHead } from "../../support/history-sheet.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { sendFile } from "../../support/upload.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const mill = await makeUnit(db, "江城纺织厂", city)
await db
  .insert(formerUnitNames)
  .values({ unitId: works.id, name: "江城第一机器厂", searchKey: "x", createdAt: new Date("2026-01-01") })
const now = new Date("2026-05-01T00:00:00Z")
const { as, browser } = testApp(db, () => now)
const account = await makeOfficer(db, city, "honours_officer")
const officer = await as(account)
const colleague = await as(await makeOfficer(db, city, "honours_officer"))
const model = await makeHonour(db, city, "model", { titleZh: "江城市劳动模范", titleEn: "Model Worker" })
const file = await makePerson(db, works, "周敏", { birthDate: "1950-03-01" })

const base = "/manage/register/import"
const csv = (rows: string[][]) => [historyHead, ...rows].map((row) => row.join(",")).join("\n")
const row = (
  name: string,
  unit: string,
  year: string,
  more: Partial<Record<"honour" | "day" | "born" | "page", string>> = {},
) => [name, unit, more.honour ?? "江城市劳动模范", year, more.day ?? "", "", "", "", more.born ?? "", more.page ?? ""]
const send = async (text: string, by = officer) => {
  const answer = await sendFile(by, base, text, "劳模名册.csv")
  return Number(/import\/(\d+)/.exec(answer.headers.get("location") ?? "")?.[1])
}
const rowsOf = (id: number) =>
  db.select().from(historyRows).where(eq(historyRows.importId, id)).orderBy(historyRows.row)
const statesOf = async (id: number) => (await rowsOf(id)).map(({ state }) => state)
const total = async () => (await db.select({ n: count() }).from(registerEntries))[0]?.n ?? 0
const confirm = (id: number, by = officer) => by.post(`${base}/${id}/confirmation`)

test("a roll is judged row by row, decided by spelling and by person, mended, and entered with its source", async () => {
  const id = await send(
    csv([
      row("甲一", "江城机床厂", "1987", { page: "卷1 第3页" }),
      row("乙二", "江城第一机器厂", "80年代"),
      row("丙三", "江城机床厂有限责任公司", "不详"),
      row("丁四", "江城机床厂有限责任公司", "1990"),
      row("周敏", "江城机床厂", "1991", { born: "1950" }),
      row("周敏", "江城机床厂", "1992", { born: "1950" }),
      row("戊五", "", "1993"),
      row("", "江城机床厂", "1994"),
      row("己六", "江城机床厂", "丙寅"),
      row("庚七", "江城机床厂", "1995", { honour: "老劳模" }),
      row("甲一", "江城机床厂", "1987"),
    ]),
  )
  expect(await statesOf(id)).toEqual("ready ready open open open open ready open open open duplicate".split(" "))
  const overview = await officer.text(`${base}/${id}`)
  for (const words of ["核对单位", "核对人员", "没有姓名", "年份无法识别", "老劳模"]) expect(overview).toContain(words)
  const open = await officer.text(`${base}/${id}/rows?state=open`)
  for (const field of ['name="name.9"', 'name="year.10"', 'name="honour.11"', 'name="out.4"'])
    expect(open).toContain(field)
  expect(await officer.text(`${base}/${id}/rows?issue=twice`)).toContain("文件内重复")
  expect(await officer.text(base)).toContain("劳模名册.csv")
  expect(await officer.text(`${base}/${id}/problems.csv`)).toContain("年份无法识别")
  expect((await officer.get(`${base}/template.xlsx`)).status).toBe(200)
  expect((await confirm(id)).status).toBe(422)
  expect(await total()).toBe(0)

  const units = await officer.text(`${base}/${id}/units`)
  expect(units).toContain(`value="${works.id}"`)
  const wrong = await officer.post(`${base}/${id}/units`, {
    "text.1": "江城机床厂有限责任公司",
    "unit.1": "other",
    "other.1": "没有",
  })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('href="#f-other.1"')])
  await officer.post(`${base}/${id}/units`, { "text.1": "江城机床厂有限责任公司", "unit.1": `${works.id}` })
  const page = await officer.text(`${base}/${id}/people`)
  const key = /name="key.1" value="([^"]+)"/.exec(page)?.[1] ?? ""
  expect(page).toContain("1950 年生")
  await officer.post(`${base}/${id}/people`, { "key.1": key, "person.1": `${file.id}` })
  await officer.post(`${base}/${id}/honour`, { text: "老劳模", title: "model" })
  await officer.post(`${base}/${id}/rows`, { "row.9": "1", "name.9": "补名", "row.10": "1", "out.10": "yes" })
  expect(await statesOf(id)).toEqual([...Array(8).fill("ready"), "left_out", "ready", "duplicate"])

  expect((await confirm(id)).headers.get("location")).toBe(`${base}/${id}?done=imported`)
  expect((await confirm(id)).status).toBe(303)
  const entries = await db.select().from(registerEntries).orderBy(registerEntries.id)
  expect(
    entries.map((one) => [one.recipientName, one.unitName, one.unitId, one.year, one.yearTo, one.personId]),
  ).toEqual([
    ["甲一", "江城机床厂", works.id, 1987, null, null],
    ["乙二", "江城第一机器厂", works.id, 1980, 1989, null],
    ["丙三", "江城机床厂", works.id, null, null, null],
    ["丁四", "江城机床厂", works.id, 1990, null, null],
    ["周敏", "江城机床厂", works.id, 1991, null, file.id],
    ["周敏", "江城机床厂", works.id, 1992, null, file.id],
    ["戊五", "", null, 1993, null, null],
    ["补名", "江城机床厂", works.id, 1994, null, null],
    ["庚七", "江城机床厂", works.id, 1995, null, null],
  ])
  expect(await officer.text(`/manage/register/${entries[0]?.id}`)).toContain("劳模名册.csv 第 2 行 · 卷1 第3页")
  expect((await rowsOf(id)).every(({ givenSealed }) => givenSealed === null)).toBe(true)
  const audited = and(eq(auditEntries.action, "history_import.import"), eq(auditEntries.subjectId, id))
  expect((await db.select().from(auditEntries).where(audited)).map(({ facts }) => facts)).toEqual([{ added: 9 }])
})

test("the boards show unknown years, spans and entries without a unit", async () => {
  const board = await browser().text("/honours/model")
  for (const words of ["年份不详", "1980–1989 年间", "<strong>戊五</strong>"]) expect(board).toContain(words)
  expect(await browser().text("/honours/model?year=unknown")).not.toContain("甲一")
  expect(await browser().text("/search?q=戊五")).toContain('scope="row"><mark>戊五</mark>')
})

test("the same list again, however its unit was spelt, adds nothing", async () => {
  const before = await total()
  const id = await send(
    csv([row("丁四", "江城机床厂有限责任公司", "1990"), row("甲一", "江机城床厂", "1987"), row("戊五", "", "1993")]),
  )
  expect(await statesOf(id)).toEqual(["duplicate", "open", "duplicate"])
  await officer.post(`${base}/${id}/units`, { "text.1": "江机城床厂", "unit.1": `${works.id}` })
  expect(await statesOf(id)).toEqual(["duplicate", "duplicate", "duplicate"])
  await confirm(id)
  expect(await total()).toBe(before)
})

test("old honours are public from the instant that the officer gives, and a wrong one is asked for again", async () => {
  const id = await send(csv([row("卯二", "江城机床厂", "1986")]))
  const wrong = await officer.post(`${base}/${id}/confirmation`, { visibleFrom: "五月一日" })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="五月一日"')])
  const when = { visibleFrom: "2099-05-01 09:00" }
  expect((await officer.post(`${base}/${id}/confirmation`, when)).status).toBe(303)
  const [entry] = await db.select().from(registerEntries).where(eq(registerEntries.recipientName, "卯二"))
  expect(entry?.visibleFrom).toEqual(new Date("2099-05-01T01:00:00Z"))
  expect(await browser().text("/honours/model")).not.toContain("卯二")
})

test("what repeats a row that is left out is left out with it", async () => {
  const id = await send(csv([row("寅一", "江城纺织厂", "丙寅"), row("寅一", "江城纺织厂", "丙寅")]))
  expect(await statesOf(id)).toEqual(["open", "duplicate"])
  await officer.post(`${base}/${id}/leaving`)
  expect(await statesOf(id)).toEqual(["left_out", "left_out"])
})

test("a draft is its owner's alone, keeps its cells sealed, and can be thrown away", async () => {
  const id = await send(csv([row("辛八", "江城纺织厂", "1999")]))
  const [kept] = await rowsOf(id)
  expect([kept?.givenSealed?.startsWith("v1."), JSON.stringify(kept).includes("辛八")]).toEqual([true, false])
  expect((await officer.get(`${base}/${id}`)).status).toBe(200)
  expect((await colleague.get(`${base}/${id}`)).status).toBe(404)
  expect((await confirm(id, colleague)).status).toBe(404)
  expect((await officer.post(`${base}/${id}/discarding`)).status).toBe(303)
  expect(await rowsOf(id)).toEqual([])
  const [draft] = await db.select().from(historyImports).where(eq(historyImports.id, id))
  expect(draft?.state).toBe("discarded")
  expect((await confirm(id)).status).toBe(409)
})

test("what is no list of honours is refused beside the file", async () => {
  for (const text of ["", "单位,年度\n江城机床厂,1987", "姓名\n"]) {
    const answer = await sendFile(officer, base, text)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('href="#f-sheet"')])
  }
})

test.skipIf(!onPostgres())("two officers with the same list at the same moment enter it once", async () => {
  const before = await total()
  const list = csv([row("壬九", "江城纺织厂", "2001"), row("癸十", "江城纺织厂", "2002")])
  const [one, two] = [await send(list), await send(list, colleague)]
  await Promise.all([confirm(one), confirm(two, colleague)])
  expect(await total()).toBe(before + 2)
})

test("5,000 rows with problems are read, decided and entered without waiting long", async () => {
  const times: Record<string, number> = {}
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const done = await work()
    times[name] = Math.round(performance.now() - from)
    return done
  }
  for (let at = 0; at < 400; at++) await makeUnit(db, `江城第${at}配件厂`, city)
  const units = [works.name, mill.name, ...Array.from({ length: 60 }, (_, at) => `江城第${at}配件厂`)]
  const text = historyCsv({ units, honours: [model.titleZh], rows: 5_000 })
  const before = await total()
  const id = await timed("upload", () => send(text))
  await timed("overview", () => officer.text(`${base}/${id}`))
  await timed("units page", () => officer.text(`${base}/${id}/units`))
  await timed("likeliest", () => officer.post(`${base}/${id}/units/rest`, { way: "likeliest" }))
  await timed("as written", () => officer.post(`${base}/${id}/units/rest`, { way: "text" }))
  await timed("honour", () => officer.post(`${base}/${id}/honour`, { text: "老称号", title: "model" }))
  await timed("leave out", () => officer.post(`${base}/${id}/leaving`))
  await timed("import", () => confirm(id))
  const rows = await rowsOf(id)
  const added = rows.filter(({ state }) => state === "imported").length
  expect(await total()).toBe(before + added)
  expect(added).toBeGreaterThan(4_500)
  expect(rows.filter(({ state }) => state === "open")).toEqual([])
  const again = await timed("the same again", () => send(text))
  expect((await rowsOf(again)).filter(({ state }) => state === "ready")).toEqual([])
  process.stdout.write(`history of 5,000 rows, in ms: ${JSON.stringify({ ...times, added })}\n`)
}, 240_000)
