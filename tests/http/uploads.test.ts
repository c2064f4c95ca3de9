import { eq } from "drizzle-orm"
import { zipSync } from "fflate"
import { expect, test } from "vitest"
import { accounts } from "#db/schema/index.ts"
import { translator } from "#i18n/translate.ts"
import { seed } from "../browser/seed.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"

const { db } = await freshDatabase()
const seeded = await seed(db)
const { as } = testApp(db)
const [account] = await db.select().from(accounts).where(eq(accounts.personId, seeded.person.id))
const officer = await as(account?.id ?? 0)

/** A multipart body of one file. */
function upload(field: string, bytes: Uint8Array<ArrayBuffer>, name: string): RequestInit {
  const body = new FormData()
  body.append(field, new File([bytes], name))
  return { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } }
}

const sheetPath = `/manage/registration/events/${seeded.open.event.id}/import`
const bundlePath = `/manage/contests/${seeded.open.contest.id}/events/import`

test("a workbook that would grow to 45 MB is refused in words, in little time", async () => {
  const parts = { "xl/workbook.xml": new Uint8Array(8), "xl/worksheets/sheet1.xml": new Uint8Array(45 * 2 ** 20) }
  const bomb = new Uint8Array(zipSync(parts))
  expect(bomb.length).toBeLessThan(2 ** 20)
  const began = performance.now()
  const answer = await officer.ask(sheetPath, upload("sheet", bomb, "a.xlsx"))
  expect([answer.status, performance.now() - began < 5_000]).toEqual([422, true])
  expect(await answer.text()).toContain(translator("zh-CN")("common.refused.sheet_too_large"))
})

test("what is no workbook and no bundle is refused in words", async () => {
  const text = new TextEncoder().encode("<html>")
  for (const [path, field] of [
    [sheetPath, "sheet"],
    [bundlePath, "file"],
  ] as const) {
    const answer = await officer.ask(path, upload(field, text, "a.xlsx"))
    expect([answer.status, /role="alert"|error-summary/.test(await answer.text())]).toEqual([422, true])
  }
})

test("more than 12 MB is too large, whether the length is said or not", async () => {
  const part = new Uint8Array(2 ** 20)
  let left = 13
  const stream = new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(part) : to.close()) })
  const whole = upload("sheet", new Uint8Array(13 * 2 ** 20), "a.xlsx")
  const type = { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }
  for (const init of [whole, { method: "POST", body: stream, duplex: "half", headers: type } as RequestInit]) {
    const answer = await officer.ask(sheetPath, init)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain(translator("zh-CN")("common.error.too_large.title"))
  }
})
