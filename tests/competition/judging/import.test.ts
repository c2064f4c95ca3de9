import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { marksOf } from "#competition/judging/queries.ts"
import { markOperations } from "#db/schema/index.ts"
import { writeSheet } from "#files/xlsx.ts"
import { readSheet } from "#files/xlsx-reader.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, seatPanel } from "./world.ts"

const { db } = await freshDatabase()
const world = await makeEvent(db)
const seat = await seatPanel(db, world.eventId)
const keeper = testApp(db, () => at).browser({ judge: seat("S1").token })

async function upload(rows: string[][]) {
  const body = new FormData()
  body.append("file", new File([await writeSheet(rows)], "marks.xlsx"))
  return keeper.ask("/judge/sheet/import", { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } })
}

const rowsIn = (page: string) => (/name="rows" value="([^"]*)"/.exec(page)?.[1] ?? "").replaceAll("&quot;", '"')
const count = async () =>
  (await db.select().from(markOperations).where(eq(markOperations.eventId, world.eventId))).length

test("the template holds every code and slot; filled in, it is previewed, confirmed once, and adds nothing twice", async () => {
  const template = await keeper.get("/judge/sheet/import/template.xlsx")
  const read = await readSheet(new Uint8Array(await template.arrayBuffer()))
  const head = ["编码", "theory [theory]", "difficulty [value:difficulty]", "minutes [value:minutes]"]
  expect(read.ok && read.value[0]).toEqual(head)
  expect(read.ok && read.value.map(([code]) => code)).toEqual(["编码", "A001", "A002"])
  const filled = [head, ["A001", "86.5", "1.2", ""], ["A002", "90", "", "142"]]
  const preview = await upload(filled)
  const page = await preview.text()
  expect([preview.status, page.includes("将保存 4 项")]).toEqual([200, true])
  expect(await count()).toBe(0)
  const rows = rowsIn(page)
  const confirmed = await keeper.post("/judge/sheet/import/confirmation", { rows })
  expect(confirmed.headers.get("location")).toBe("/judge/sheet?done=imported")
  expect(
    (await marksOf(db, world.eventId))
      .map(({ entryCode, slot, alias, value }) => [entryCode, slot, alias, value])
      .sort(),
  ).toEqual([
    ["A001", "theory", null, "86.5"],
    ["A001", "value:difficulty", null, "1.2"],
    ["A002", "theory", null, "90"],
    ["A002", "value:minutes", null, "142"],
  ])
  await keeper.post("/judge/sheet/import/confirmation", { rows })
  expect(await count()).toBe(4)
  expect(await (await upload(filled)).text()).toContain("没有要保存的变化")
})

test("a row with a problem is named with its place, and nothing can be confirmed", async () => {
  const answer = await upload([
    ["编码", "theory", "other"],
    ["A001", "101", ""],
    ["A009", "50", ""],
    ["A002", "88", "1"],
    ["A002", "88", ""],
  ])
  const page = await answer.text()
  expect(answer.status).toBe(422)
  for (const words of ["不能高于 100。", "没有这个选手编码", "不认识的列：other", "编码 A002 出现了两次"])
    expect(page).toContain(words)
  expect(rowsIn(page)).toBe("")
})

test("one mark that cannot be saved undoes the whole confirmation", async () => {
  const before = await count()
  const rows = JSON.stringify([
    { entry: "A001", slot: "value:minutes", value: "120", seenVersion: 0 },
    { entry: "A001", slot: "theory", value: "50", seenVersion: 0 },
  ])
  expect((await keeper.post("/judge/sheet/import/confirmation", { rows })).status).toBe(422)
  expect(await count()).toBe(before)
  expect((await keeper.post("/judge/sheet/import/confirmation", { rows: "[]" })).status).toBe(422)
  expect(
    (
      await testApp(db, () => at)
        .browser({ judge: seat("J1").token })
        .get("/judge/sheet/import")
    ).status,
  ).toBe(404)
})
