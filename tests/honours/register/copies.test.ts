import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, decisions, registerFiles } from "#db/schema/index.ts"
import { type Browser, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const other = await makeUnit(db, "海州市总工会")
const now = new Date("2026-05-03T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const office = await as(await makeOfficer(db, city, "honours_officer"))
const reader = await as(await makeOfficer(db, city, "auditor"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
let serial = 0

async function made() {
  const document = { unitId: city.id, number: `江工发〔2026〕${++serial}号`, issuers: ["江城市总工会"] }
  const [row] = await db
    .insert(decisions)
    .values({ ...document, decidedOn: "2026-04-28", visibleFrom: now, createdAt: now })
    .returning()
  return row?.id ?? 0
}
function send(one: Browser, id: number, name: string, bytes = "%PDF-1.7\n%%EOF\n") {
  const body = new FormData()
  body.append("copies", new File([bytes], name))
  const headers = { "Sec-Fetch-Site": "same-origin" }
  return one.ask(`/manage/register/decisions/${id}/files`, { method: "POST", body, headers })
}
const kept = (id: number) => db.select().from(registerFiles).where(eq(registerFiles.decisionId, id))

test("the signed copy of a decision is kept, given out to those who read the register, and to nobody else", async () => {
  const id = await made()
  expect((await send(office, id, "红头文件.pdf")).headers.get("location")).toBe(
    `/manage/register/decisions/${id}?done=kept`,
  )
  const page = await office.text(`/manage/register/decisions/${id}`)
  const [href = ""] = /\/manage\/register\/decisions\/\d+\/files\/[\w-]+/.exec(page) ?? []
  expect(page).toContain("红头文件.pdf")
  const answer = await reader.get(href)
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    200,
    "application/pdf",
    "%PDF-1.7\n%%EOF\n",
  ])
  expect(answer.headers.get("content-disposition")).toContain("attachment")
  expect((await stranger.get(href)).status).toBe(404)
  expect((await browser().get(href)).headers.get("location")).toContain("/sign-in")
  const elsewhere = await made()
  expect((await office.get(href.replace(`/${id}/`, `/${elsewhere}/`))).status).toBe(404)
  const where = and(eq(auditEntries.action, "decision.add_copy"), eq(auditEntries.subjectId, id))
  expect((await db.select().from(auditEntries).where(where)).map(({ facts }) => facts)).toEqual([{ count: 1 }])
})

test("only a scan is taken, and only from those who keep the register", async () => {
  const id = await made()
  const wrong = await send(office, id, "决定.pdf", "<html><script>")
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('href="#f-copies"')])
  expect((await send(reader, id, "a.pdf")).status).toBe(404)
  expect((await send(stranger, id, "a.pdf")).status).toBe(404)
  expect(await reader.text(`/manage/register/decisions/${id}`)).not.toContain('name="copies"')
  expect(await kept(id)).toEqual([])
})
