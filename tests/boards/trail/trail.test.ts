import { desc, eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { makeCheckpoint } from "#audit/checkpoints.ts"
import { record } from "#audit/record.ts"
import { transact } from "#db/db.ts"
import { auditEntries, decodings } from "#db/schema/index.ts"
import type { Actor } from "#lib/actor.ts"
import { csvLine } from "#lib/csv-line.ts"
import { ok } from "#lib/result.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeEntry, makeEvent, makePanel } from "../../support/events.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机械厂", city)
const [auditor, administrator, local] = [
  await makeOfficer(db, city, "auditor", "审一"),
  await makeOfficer(db, city, "administrator"),
  await makeOfficer(db, works, "auditor"),
]
const made = await makeEvent(db, city, { slug: "trail" })
const [seatId = 0] = await makePanel(db, made)
const entry = await makeEntry(db, made, works, [seatId], { code: "A01", name: "周敏", practice: ["80"] })
const { as, browser } = testApp(db)

const judge: Actor = { kind: "seat", seatId, deviceId: 1, eventId: made.event.id, role: "judge", alias: "J1" }
const system: Actor = { kind: "system", name: "test" }
async function note(actor: Actor, action: string, subject: { kind: string; id: number }, facts = {}, now = new Date()) {
  await transact({ ...scopeOf(db, actor, now), requestId: "0198" }, async (inner) => {
    await record(inner, action, subject, facts)
    return ok(undefined)
  })
  const [row] = await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  return row?.id ?? 0
}
const old = await note(
  system,
  "unit.change",
  { kind: "unit", id: works.id },
  { from: 1, to: 2 },
  new Date("2026-01-02T15:59:59Z"),
)
const marked = await note(judge, "mark.save", { kind: "entry", id: entry.id }, { slot: "practice", to: "=1+1" })
const submitted = await note(system, "entry.submit", { kind: "entry", id: entry.id })
const future = await note(system, "comet.observe", { kind: "comet", id: 7 })

test("the auditor and the administrator of the federation read the trail; nobody else finds it", async () => {
  for (const account of [auditor, administrator]) {
    const reader = await as(account)
    expect((await reader.get("/manage/audit")).status).toBe(200)
    expect(await reader.text("/manage")).toContain('href="/manage/audit"')
  }
  const stranger = await as(local)
  expect((await stranger.get("/manage/audit")).status).toBe(404)
  expect((await stranger.get(`/manage/audit/${old}`)).status).toBe(404)
  expect((await stranger.post("/manage/audit/export")).status).toBe(404)
  expect(await stranger.text("/manage")).not.toContain('href="/manage/audit"')
  expect((await browser().get("/manage/audit")).status).toBe(303)
})

const sentences = (html: string) =>
  [...html.matchAll(/<th scope="row">(?:<a href="([^"]*)">)?([^<]*)/g)].map(([, href, text]) => [text, href ?? ""])

test("every line is a sentence with a link to what it is about, filtered by whatever is asked", async () => {
  const reader = await as(auditor)
  const lines = async (query: string) => sentences(await reader.text(`/manage/audit?lang=en&${query}`))
  expect(await lines("kind=unit")).toEqual([["The system changed unit “江城机械厂”", `/manage/units/${works.id}`]])
  expect(await lines("until=2026-01-02")).toEqual(await lines("kind=unit"))
  expect(await lines("until=2026-01-01")).toEqual([])
  expect(await lines("from=2026-01-03&kind=unit")).toEqual([])
  expect(await lines("who=seat")).toEqual([["Seat J1 saved a mark of entry “A01”", ""]])
  expect(await lines("action=comet.observe")).toEqual([["The system did comet.observe to comet 7", ""]])
  expect((await lines("request=0198")).length).toBe(4)
  expect(await lines("request=0199")).toEqual([])
  expect((await lines(`who=account:${auditor}`)).length).toBe(0)
  expect(await lines("who=%3Cscript%3E&action=x&id=-1&from=2026-02-30")).toEqual(await lines(""))
})

test("while judges know an entry by its code alone, nothing tells which entry a mark is of", async () => {
  const reader = await as(auditor)
  const number = `/manage/events/${made.event.id}/registration/${entry.id}`
  expect(sentences(await reader.text(`/manage/audit?lang=en&kind=entry&id=${entry.id}`))).toEqual([
    [`The system submitted entry ${entry.id}`, number],
  ])
  const page = await reader.text(`/manage/audit/${marked}?lang=en`)
  expect(page).toContain("entry “A01”")
  expect(page).not.toContain(number)
  expect(await reader.text(`/manage/audit/${submitted}`)).not.toContain("A01")
  const opened = { eventId: made.event.id, byAccountId: auditor, witness: "见证", at: new Date() }
  const [decoding] = await db.insert(decodings).values(opened).returning()
  expect(sentences(await reader.text(`/manage/audit?lang=en&kind=entry&id=${entry.id}`))).toEqual([
    ["The system submitted entry “A01”", number],
    ["Seat J1 saved a mark of entry “A01”", number],
  ])
  await db.delete(decodings).where(eq(decodings.id, decoding?.id ?? 0))
})

test("an entry shows its details, its place in the chain, and whether it is as it was written", async () => {
  const reader = await as(auditor)
  const page = await reader.text(`/manage/audit/${old}?lang=en`)
  for (const text of ["As it was written", "directory", "江城机械厂", "2026-01-02 23:59:59"])
    expect(page).toContain(text)
  await db.execute(sql`alter table audit_entries disable trigger user`)
  await db.update(auditEntries).set({ action: "unit.create" }).where(eq(auditEntries.id, old))
  expect(await reader.text(`/manage/audit/${old}?lang=en`)).toContain("Not as it was written")
  await db.update(auditEntries).set({ action: "unit.change" }).where(eq(auditEntries.id, old))
  await db.execute(sql`alter table audit_entries enable trigger user`)
  expect((await reader.get("/manage/audit/999999")).status).toBe(404)
})

test("the filtered trail is downloaded as CSV that no spreadsheet takes for formulas, and that is recorded", async () => {
  const reader = await as(auditor)
  const answer = await reader.post("/manage/audit/export?lang=en", { kind: "entry" })
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "text/csv; charset=utf-8"])
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.csv"$/)
  const [head, ...lines] = (await answer.text()).trimEnd().split("\r\n")
  expect(head).toContain("Sentence")
  expect(lines.length).toBe(2)
  expect(lines.find((line) => line.includes("mark.save"))).toContain(",entry,,")
  const [row] = await db.select().from(auditEntries).where(eq(auditEntries.action, "audit.export"))
  expect(row).toMatchObject({ actorId: auditor, chain: "audit", facts: { kind: "entry", count: 2 } })
})

test.each([
  [["a", 1, null], "a,1,\r\n"],
  [["=1+1", "-2", "@x", "＝1"], "'=1+1,'-2,'@x,'＝1\r\n"],
  [['say "hi"', "a,b", "a\nb"], '"say ""hi""","a,b","a\nb"\r\n'],
])("a line of CSV of %o", (cells, line) => {
  expect(csvLine(cells as string[])).toBe(line)
})

test("the latest checkpoint can be printed and downloaded, once there is one", async () => {
  const reader = await as(auditor)
  expect((await reader.get("/manage/audit/checkpoint")).status).toBe(404)
  await makeCheckpoint(scopeOf(db, system))
  const page = await reader.text("/manage/audit/checkpoint?lang=en")
  const code = /([2-9A-Z]{4}(?:-[2-9A-Z]{4}){5})/.exec(page)?.[1]
  expect(code).toBeDefined()
  expect(await reader.text("/manage/audit")).toContain(code)
  const file = await reader.get("/manage/audit/checkpoint.json")
  expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="audit-checkpoint-1.json"')
  expect(await file.json()).toMatchObject({ number: 1, code })
  expect(future).toBeGreaterThan(submitted)
})
