import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { publish } from "#competition/results/commands.ts"
import { auditEntries, events, marks, registerEntries, resultVersions } from "#db/schema/index.ts"
import { confer } from "#honours/conferrals/commands.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel, publishAtOnce } from "../../support/events.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
const honour = await makeHonour(db, city, "skills")
const foreign = await makeHonour(db, other, "foreign")
const { as, browser } = testApp(db)
const officerId = await makeOfficer(db, city, "contest_officer")
const keeper = await as(await makeOfficer(db, city, "honours_officer"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const officer = await as(officerId)
const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
if (!actor) throw new Error("no officer")
const scope = scopeOf(db, actor)

let made: MadeEvent
let versionId: number
let serial = 0
const newestVersion = async () => {
  const rows = await db
    .select({ id: resultVersions.id })
    .from(resultVersions)
    .where(eq(resultVersions.eventId, made.event.id))
    .orderBy(resultVersions.number)
  return rows.at(-1)?.id ?? 0
}
beforeEach(async () => {
  made = await makeEvent(db, city, { slug: `c${++serial}` })
  const panel = await makePanel(db, made)
  const three = (mark: string) => [mark, mark, mark]
  await makeEntry(db, made, works, panel, { code: "A1", name: `甲${serial}`, theory: "90", practice: three("90") })
  await makeEntry(db, made, works, panel, { code: "A2", name: `乙${serial}`, theory: "80", practice: three("80") })
  await makeEntry(db, made, works, panel, { code: "A3", name: `丙${serial}`, theory: "70", practice: three("70") })
  await publishAtOnce(scope, made)
  versionId = await newestVersion()
})

const path = (rest = "") => `/manage/register/conferrals/${versionId}${rest}`
const form = (more: Record<string, string> = {}) => ({
  "honour-0": String(honour.id),
  "gradeZh-0": "一等奖",
  "gradeEn-0": "First prize",
  "honour-1": "",
  "gradeZh-1": "二等奖",
  "gradeEn-1": "Second prize",
  decidedOn: "2026-04-28",
  documentNumber: "江工发〔2026〕17号",
  visibleFrom: "",
  ...more,
})
const entered = async () =>
  (await db.select().from(registerEntries).where(eq(registerEntries.honourId, honour.id)).orderBy(registerEntries.id))
    .filter(({ recipientName }) => recipientName.endsWith(String(serial)))
    .map(({ recipientName, gradeZh, revokedAt }) => [recipientName, gradeZh, revokedAt !== null])
const both = () => [
  [`甲${serial}`, "一等奖", false],
  [`乙${serial}`, "一等奖", false],
]

test("a prize is checked, conferred once even when sent twice, and shown everywhere at once", async () => {
  expect(await keeper.text("/manage/register/conferrals")).toContain("待授予")
  const check = await keeper.post(path("/check"), form())
  expect([check.status, await entered()]).toEqual([200, []])
  expect(await check.text()).toContain("授予 2 项荣誉")
  const back = await keeper.post(path("/form"), form({ documentNumber: "江工发〔2026〕18号" }))
  expect([back.status, await back.text()]).toEqual([200, expect.stringContaining('value="江工发〔2026〕18号"')])
  for (const _ of ["first", "again"]) {
    const answer = await keeper.post(path(), form())
    expect(answer.headers.get("location")).toBe(path("?done=conferred"))
  }
  expect(await entered()).toEqual(both())
  const where = and(eq(auditEntries.action, "honour.confer"), eq(auditEntries.subjectId, versionId))
  const audit = await db.select().from(auditEntries).where(where)
  expect(audit.map(({ facts }) => facts)).toEqual([
    { added: 2, honourIds: [honour.id], documentNumber: "江工发〔2026〕17号" },
  ])
  const visitor = browser()
  expect(await visitor.text("/")).toContain("/honours/skills?year=2026")
  expect(await visitor.text("/honours/skills")).toContain(`>甲${serial}</a>`)
  expect(await visitor.text(`/contests/${made.contest.slug}`)).toContain("/honours/skills?year=2026")
  expect(await visitor.text(`/search?q=甲${serial}`)).toContain(`><mark>甲${serial}</mark></a>`)
  expect(await keeper.text(path())).toContain("已授予 2 人")
})

test("what does not fit is said beside its field and confers nothing", async () => {
  const cases: [Record<string, string>, string][] = [
    [{ "honour-0": "" }, "honour-0"],
    [{ "honour-0": String(foreign.id) }, "honour-0"],
    [{ "gradeEn-0": "" }, "gradeEn-0"],
    [{ documentNumber: "17" }, "documentNumber"],
    [{ decidedOn: "" }, "decidedOn"],
  ]
  for (const [more, field] of cases)
    for (const step of ["/check", ""]) {
      const answer = await keeper.post(path(step), form(more))
      expect([answer.status, /<a href="#f-([\w-]+)">/.exec(await answer.text())?.[1]]).toEqual([422, field])
    }
  expect(await entered()).toEqual([])
})

test("a correction after the conferral is shown with what to revoke, and confers what is missing", async () => {
  await keeper.post(path(), form())
  await db
    .update(marks)
    .set({ value: "99" })
    .where(and(eq(marks.eventId, made.event.id), eq(marks.value, "70")))
  await db.update(events).set({ state: "signed" }).where(eq(events.id, made.event.id))
  const meanwhile = await keeper.post(path(), form())
  expect([meanwhile.status, await meanwhile.text()]).toEqual([422, expect.stringContaining("成绩正在更正")])
  const [event] = await db.select().from(events).where(eq(events.id, made.event.id))
  const corrected = await publish(scope, { eventId: made.event.id, version: event?.version ?? 0, reason: "评分更正" })
  expect(corrected.ok).toBe(true)
  expect(await keeper.text(path())).toContain("这一版成绩已被更正")
  const old = await keeper.post(path(), form())
  expect(old.status).toBe(422)
  versionId = await newestVersion()
  const page = await keeper.text(path())
  expect(page).toContain("成绩更正后，1 项已授予的荣誉不再成立")
  const id = /href="\/manage\/register\/(\d+)">乙/.exec(page)?.[1]
  const asked = { entry: id ?? "", kind: "revocation", ground: "breach_of_procedure", statement: "成绩更正" }
  const opened = (await keeper.post("/manage/revocations", asked)).headers.get("location")?.split("?")[0]
  const decided = { version: "1", documentNumber: "江工发〔2026〕30号", decidedOn: "2026-04-20" }
  expect((await keeper.post(`${opened}/decision`, decided)).status).toBe(303)
  await keeper.post(path(), form())
  expect(await entered()).toEqual([both()[0], [`乙${serial}`, "一等奖", true], [`丙${serial}`, "一等奖", false]])
})

test("the contest's officer confers what its host confers; another federation finds nothing", async () => {
  expect((await officer.post(path(), form())).headers.get("location")).toBe(path("?done=conferred"))
  expect(await entered()).toEqual(both())
  expect((await stranger.get(path())).status).toBe(404)
  expect((await stranger.post(path(), form())).status).toBe(404)
  expect(await stranger.text("/manage/register/conferrals")).not.toContain(path())
  expect((await browser().get(path())).headers.get("location")).toContain("/sign-in")
})

test.skipIf(!onPostgres())("two who confer at once confer once (several connections: PostgreSQL only)", async () => {
  const choices = [{ prize: "first", honourId: honour.id, rank: 1, gradeZh: "一等奖", gradeEn: "First prize" }]
  const decision = { decidedOn: "2026-04-28", documentNumber: "江工发〔2026〕17号", visibleFrom: null }
  const done = await Promise.all([1, 2, 3].map(() => confer(scope, { versionId, choices, decision })))
  expect(done.map((one) => (one.ok ? one.value.added : -1)).sort()).toEqual([0, 0, 2])
  expect(await entered()).toEqual(both())
})
