import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { historyRows, registerEntries } from "#db/schema/index.ts"
import { readCsv } from "#files/csv.ts"
import { readTable } from "#files/table.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { makeOfficer } from "../../support/people.ts"
import { sendFile } from "../../support/upload.ts"
import { openCity } from "../open/world.ts"

const { browser, as, db, city, people, decisionId, works } = await openCity()
const visitor = browser()
const bytesOf = async (path: string) => new Uint8Array(await (await visitor.get(path)).arrayBuffer())
const tableOf = async (path: string) => {
  const read = await readTable(readSheet, await bytesOf(path))
  return read.ok ? read.value : []
}

/** The names of a page's list in their order. */
const namesIn = (page: string) =>
  [...page.matchAll(/<li><a href="\/people\/\d+">([^<]+)<\/a>/g)].map(([, name]) => name)

test.each([
  "/honours?year=2026",
  "/honours?kind=person&order=pinyin",
  `/units/${works.id}`,
  "/honours/medal?order=result",
])("%s is offered as three files with the same lines in the same order", async (path) => {
  const page = await visitor.text(path)
  const links = [...page.matchAll(/href="(\/data\/honours\/\w+\?[^"]*)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  )
  expect(links.map((link) => /honours\/(\w+)/.exec(link)?.[1])).toEqual(["csv", "xlsx", "json"])
  const names = namesIn(page)
  expect(names.length).toBeGreaterThan(1)
  const [csv = "", xlsx = "", json = ""] = links
  for (const link of [csv, xlsx]) expect((await tableOf(link)).slice(1).map(([name]) => name)).toEqual(names)
  const data = await (await visitor.get(json)).json()
  expect(data.lines.map(({ name }: { name: string }) => name)).toEqual(names)
  expect(data.total).toBe(names.length)
})

test("a CSV begins with its mark, holds no formula, and is kept with an ETag", async () => {
  const answer = await visitor.get("/data/honours/csv?year=2026")
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8")
  expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="honours.csv"')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const read = readCsv(bytes)
  expect(read.ok && read.value.slice(1).map(([name]) => name)).toContain("'=乙二")
  const again = await visitor.ask("/data/honours/csv?year=2026", {
    headers: { "If-None-Match": answer.headers.get("ETag") ?? "" },
  })
  expect(again.status).toBe(304)
})

test("a person, a decision and a result are files, too; what is not public is none", async () => {
  expect((await tableOf(`/data/people/${people[0]?.id}/csv`)).map(([name]) => name)).toEqual(["姓名或名称", "甲一"])
  expect((await tableOf(`/data/decisions/${decisionId}/xlsx`)).length).toBe(3)
  const result = await tableOf("/data/contests/skills/fitter/csv")
  expect(result.slice(1).map((row) => row.slice(0, 3))).toEqual([
    ["1", "赛一", "江城机床厂"],
    ["2", "赛二", "江城机床厂"],
  ])
  for (const path of [
    "/data/people/99/csv",
    "/data/decisions/99/csv",
    "/data/contests/skills/none/csv",
    "/data/honours/pdf",
  ])
    expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  expect((await visitor.get("/data/honours/csv?year=2026&part=2")).status).toBe(404)
  expect((await visitor.get("/data/contests/skills/fitter/csv?version=2")).status).toBe(404)
})

test.each(["zh-CN", "en"])(
  "what was downloaded in %s is read back in unchanged by the import of old lists",
  async (lang) => {
    const officer = await as(await makeOfficer(db, city, "honours_officer", `记录${lang}`))
    for (const kind of ["csv", "xlsx"]) {
      const reader = browser({ lang })
      const file = new Uint8Array(await (await reader.get(`/data/honours/${kind}?kind=person`)).arrayBuffer())
      const answer = await sendFile(officer, "/manage/register/import", file, `honours.${kind}`)
      const draft = answer.headers.get("location") ?? ""
      expect(draft).toMatch(/import\/\d+$/)
      const page = await officer.text(draft)
      // Every line is known already, with its honour, unit, year and decision: nothing is left to mend or to decide.
      expect(page).not.toContain('class="problem')
      expect(await statesOf(Number(/\d+$/.exec(draft)?.[0]))).toEqual(["duplicate"])
    }
    expect((await db.select().from(registerEntries)).length).toBe(5)
  },
)

async function statesOf(importId: number) {
  const rows = await db.select().from(historyRows).where(eq(historyRows.importId, importId))
  return [...new Set(rows.map(({ state, issues }) => (state === "open" ? issues.join() : state)))]
}
