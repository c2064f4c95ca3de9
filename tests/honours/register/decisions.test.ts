import { eq, inArray } from "drizzle-orm"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { transact } from "#db/db.ts"
import { auditEntries, certificateFormats, decisions, registerEntries } from "#db/schema/index.ts"
import { type DecidedEntry, enterDecision } from "#honours/register/decisions/commands.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeHonour, makeNomination, makeProgramme } from "../../support/honours.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
const now = new Date("2026-05-01T00:00:00Z")
const { as, browser } = testApp(db, () => now)
const account = await makeOfficer(db, city, "honours_officer")
const officer = await as(account)
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), account)
if (!actor) throw new Error("no actor")
const scope = scopeOf(db, actor, now)
const medal = await makeHonour(db, city, "medal")
const pioneer = await makeHonour(db, city, "pioneer", { recipientKind: "team", rank: 2 })
await db.insert(certificateFormats).values({ honourId: medal.id, pattern: "LJ{year}-{serial:3}{check}" })

const entry = (recipientName: string, more: Partial<DecidedEntry> = {}): DecidedEntry => ({
  honourId: medal.id,
  unitId: works.id,
  unitName: works.name,
  recipientName,
  source: "decision",
  ...more,
})
const document = (number: string, decidedOn = "2026-04-28") => ({
  unitId: city.id,
  number,
  titleZh: "关于表彰2026年五一劳动奖的决定",
  issuers: ["江城市总工会", "江城市人力资源和社会保障局"],
  decidedOn,
  visibleFrom: null,
})
const decide = (number: string, entries: DecidedEntry[], decidedOn?: string) =>
  transact(scope, (inner) => enterDecision(inner, { document: document(number, decidedOn), entries }))
const names = ["尹一", "王五", "丁三"]

test("a decision enters its list once, however often it is sent, and adds only what was missing", async () => {
  const first = await decide(
    "江工发[2026]1号",
    names.map((name) => entry(name)),
  )
  const again = await decide(
    "江工发〔2026〕1号",
    [...names, "方七"].map((name) => entry(name)),
  )
  if (!first.ok || !again.ok) throw new Error("refused")
  expect([first.value.added.length, again.value.added.length, again.value.known]).toEqual([3, 1, first.value.added])
  expect(again.value.decisionId).toBe(first.value.decisionId)
  const rows = await db.select().from(auditEntries).where(eq(auditEntries.action, "decision.enter"))
  expect(rows.map(({ facts }) => facts)).toEqual([
    { number: "江工发〔2026〕1号", added: 3 },
    { number: "江工发〔2026〕1号", added: 1 },
  ])
  expect(await decide("江工发〔2026〕1号", [], "2026-05-01")).toMatchObject({
    ok: false,
    refusal: { code: "decision_other_day", day: "2026-04-28" },
  })
  expect(await decide("17号", [])).toMatchObject({ ok: false, refusal: { code: "not_a_document_number" } })
})

test("certificate numbers follow the order of the list, without gaps, and none is given for what has no format", async () => {
  const done = await decide("江工发〔2026〕2号", [
    entry("尹一"),
    entry("王五"),
    entry("一班", { honourId: pioneer.id }),
  ])
  if (!done.ok) throw new Error("refused")
  const rows = await db.select().from(registerEntries).where(inArray(registerEntries.id, done.value.added))
  const numbers = Object.fromEntries(rows.map((row) => [row.recipientName, row.certificateNumber]))
  expect(numbers).toEqual({ 王五: "LJ2026-0057", 尹一: "LJ2026-0065", 一班: null })
})

test("a nomination becomes one entry, and another decision does not make it twice", async () => {
  const programme = await makeProgramme(db, city, "may-day")
  const person = await makePerson(db, works, "周敏")
  const nomination = await makeNomination(db, programme, { honour: medal, unit: works, person })
  const named = entry("周敏", { personId: person.id, nominationId: nomination.id })
  const one = await decide("江工发〔2026〕3号", [named])
  const two = await decide("江工发〔2026〕4号", [named])
  if (!one.ok || !two.ok) throw new Error("refused")
  expect([one.value.added.length, two.value.added.length]).toEqual([1, 0])
})

test.skipIf(!onPostgres())("decisions made at the same moment share neither numbers nor lines", async () => {
  const many = Array.from({ length: 8 }, (_, at) => at)
  await Promise.all(
    many.flatMap((at) => [
      decide(`江工发〔2026〕${20 + at}号`, [entry(`甲${at}`), entry(`乙${at}`)]),
      decide(
        "江工发〔2026〕99号",
        names.map((name) => entry(name)),
      ),
    ]),
  )
  const [same] = await db.select().from(decisions).where(eq(decisions.number, "江工发〔2026〕99号"))
  const lines = await db
    .select()
    .from(registerEntries)
    .where(eq(registerEntries.decisionId, same?.id ?? 0))
  expect(lines.length).toBe(3)
  const rows = await db.select().from(registerEntries).where(eq(registerEntries.honourId, medal.id))
  const serials = rows
    .flatMap(({ certificateNumber }) => Number(certificateNumber?.slice(7, 10)) || [])
    .sort((a, b) => a - b)
  expect(serials).toEqual(serials.map((_, at) => at + 1))
})

test("the public page of a decision shows its list in the official order with the note, and a paper of it", async () => {
  const done = await decide(
    "江工发〔2026〕5号",
    [...names, "方七"].map((name) => entry(name)),
  )
  if (!done.ok) throw new Error("refused")
  const page = await browser().text(`/decisions/${done.value.decisionId}`)
  expect([...page.matchAll(/<strong>(..)<\/strong>/g)].map(([, name]) => name)).toEqual([
    "丁三",
    "王五",
    "方七",
    "尹一",
  ])
  expect(page).toContain("按姓氏笔画为序")
  expect(page).toContain("江城市人力资源和社会保障局")
  const paper = await browser().text(`/decisions/${done.value.decisionId}/paper`)
  expect(paper).toContain("关于表彰2026年五一劳动奖的决定")
  expect(await browser().text("/honours/medal")).toContain(`/decisions/${done.value.decisionId}"`)
  expect((await browser().get("/decisions/99999")).status).toBe(404)
})

test("a decision of tomorrow, and one whose list is not public, is not found", async () => {
  const later = { ...document("江工发〔2026〕6号"), visibleFrom: new Date("2026-06-01") }
  const done = await transact(scope, (inner) => enterDecision(inner, { document: later, entries: [entry("钟表匠")] }))
  if (!done.ok) throw new Error("refused")
  expect((await browser().get(`/decisions/${done.value.decisionId}`)).status).toBe(404)
  expect((await officer.get(`/manage/register/decisions/${done.value.decisionId}`)).status).toBe(200)
})

test("title, issuers and text are changed from what was seen; nobody else's register finds the decision", async () => {
  const done = await decide("江工发〔2026〕7号", [entry("丁三")])
  if (!done.ok) throw new Error("refused")
  const path = `/manage/register/decisions/${done.value.decisionId}`
  const form = {
    titleZh: "新标题",
    titleEn: "New",
    issuers: "江城市总工会\r\n江城市人社局",
    body: "一段",
    version: "1",
  }
  expect((await officer.post(path, { ...form, issuers: " " })).status).toBe(422)
  expect((await officer.post(path, form)).headers.get("location")).toBe(`${path}?done=changed`)
  expect((await officer.post(path, form)).status).toBe(409)
  const [row] = await db.select().from(decisions).where(eq(decisions.id, done.value.decisionId))
  expect(row).toMatchObject({ titleZh: "新标题", issuers: ["江城市总工会", "江城市人社局"], version: 2 })
  expect((await stranger.get(path)).status).toBe(404)
  expect((await stranger.post(path, form)).status).toBe(404)
  expect(await officer.text("/manage/register/decisions")).toContain("江工发〔2026〕7号")
  expect(await stranger.text("/manage/register/decisions")).not.toContain("江工发〔2026〕7号")
})

test("an honour's pattern is set on its page from what was seen, and shows the next number", async () => {
  const path = `/manage/register/honours/${pioneer.id}/numbering`
  const wrong = await officer.post(path, { pattern: "LJ{year}", version: "0" })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('href="#f-pattern"')])
  const set = await officer.post(path, { pattern: "XF{year}-{serial:3}", version: "0" })
  expect(set.headers.get("location")).toBe(`${path}?done=saved`)
  expect((await officer.post(path, { pattern: "XF{serial:3}", version: "0" })).status).toBe(409)
  expect(await officer.text(path)).toContain("XF2026-001")
  expect((await stranger.get(path)).status).toBe(404)
})
