import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, nominationActs, nominationSections, nominations, programmes } from "#db/schema/index.ts"
import { type Browser, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { begin, consent, fillPapers, makeSelection, typedPapers } from "../../support/nominations.ts"
import { formsOf } from "../../support/pages.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
let now = new Date("2026-03-02T02:00:00Z")
const { as, browser } = testApp(db, () => now)
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const far = await makeUnit(db, "东山区总工会", city)
const operator = await as(await makeOfficer(db, works, "unit_operator"))
const stranger = await as(await makeOfficer(db, far, "unit_operator"))
const officer = await as(await makeOfficer(db, district, "honours_officer"))
const selection = await makeSelection(db, city, district, { seats: 20 })

const rowOf = async (id: number) => {
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  if (!row) throw new Error("no nomination")
  return row
}
const submit = async (who: Browser, id: number) =>
  who.post(`/manage/nominations/${id}/submission`, { version: `${(await rowOf(id)).version}` })
const nominee = async (name = "何守一") => ({ person: `${(await makePerson(db, works, name)).id}` })
const ready = async (name?: string) => {
  const id = await begin(operator, selection, await nominee(name))
  await fillPapers(operator, id, "person")
  await consent(operator, browser(), id)
  return id
}

test("a person is nominated section by section, submitted once, and the receipt covers all that was said", async () => {
  const id = await begin(operator, selection, await nominee())
  const tasks = await operator.text(`/manage/nominations/${id}`)
  expect(["基本情况", "民主推荐", "单位公示", "本人同意"].map((one) => tasks.includes(one))).toEqual([
    true,
    true,
    true,
    true,
  ])
  const early = await submit(operator, id)
  expect([early.status, (await early.text()).includes("材料还没有填完")]).toEqual([422, true])
  await fillPapers(operator, id, "person")
  expect((await consent(operator, browser(), id)).answer.status).toBe(200)
  const check = await operator.text(`/manage/nominations/${id}/check`)
  expect([check.includes("十七年坚守"), check.includes("还不能提交")]).toEqual([true, false])
  const done = await submit(operator, id)
  expect(done.headers.get("location")).toBe(`/manage/nominations/${id}/receipt`)
  const row = await rowOf(id)
  expect([row.state, row.stepKey, row.contentHash.length, row.submittedAt]).toEqual(["underway", "leaders", 64, now])
  expect(row.receipt).toBe(`TJ2026-${String(selection.programme.id).padStart(4, "0")}-${String(id).padStart(6, "0")}`)
  expect(await operator.text(`/manage/nominations/${id}/receipt`)).toContain(row.contentHash)
  expect((await submit(operator, id)).headers.get("location")).toBe(`/manage/nominations/${id}/receipt`)
  expect((await db.select().from(nominationActs).where(eq(nominationActs.nominationId, id))).length).toBe(1)
  const save = await operator.post(`/manage/nominations/${id}/sections/deeds`, { version: "1", ...typedPapers.deeds })
  expect(save.status).toBe(422)
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(asc(auditEntries.id))
  const actions = trail.filter(({ subjectKind }) => subjectKind === "nomination").map(({ action }) => action)
  expect(actions.filter((one) => one !== "nomination.save" && one !== "nomination.attach")).toEqual([
    ...["nomination.start", "nomination.ask_consent", "nomination.answer_consent", "nomination.submit"],
  ])
})

test("a unit and a team have papers of their own, and nobody asks them for a photo", async () => {
  const unit = await begin(operator, selection, { unit: `${works.id}` }, selection.certificate)
  const team = await begin(operator, selection, { unit: `${works.id}`, team: "炼钢甲班" }, selection.pioneer)
  for (const [id, kind] of [
    [unit, "unit"],
    [team, "team"],
  ] as const) {
    await fillPapers(operator, id, kind)
    expect((await submit(operator, id)).headers.get("location")).toBe(`/manage/nominations/${id}/receipt`)
  }
  expect(await begin(operator, selection, { unit: `${works.id}` }, selection.certificate)).toBe(0)
  expect(((await rowOf(team)).profile as { isShiftTeam: boolean }).isShiftTeam).toBe(true)
})

test("two tabs never overwrite each other: the slower one sees both texts and decides", async () => {
  const id = await begin(operator, selection, await nominee("两页"))
  const path = `/manage/nominations/${id}/sections/resume`
  expect((await operator.post(path, { version: "0", resume: "第一个窗口" })).status).toBe(303)
  const slow = await operator.post(path, { version: "0", resume: "第二个窗口" })
  const both = await slow.text()
  expect([slow.status, both.includes("第一个窗口"), both.includes("第二个窗口")]).toEqual([409, true, true])
  const kept = () => db.select().from(nominationSections).where(eq(nominationSections.nominationId, id))
  expect((await kept()).map(({ fields, version }) => [fields, version])).toEqual([[{ resume: "第一个窗口" }, 1]])
  expect((await operator.post(path, { version: "1", resume: "第二个窗口" })).status).toBe(303)
  expect((await operator.post(path, { version: "1", resume: "第二个窗口" })).status).toBe(303)
  expect((await kept()).map(({ fields, version }) => [fields, version])).toEqual([[{ resume: "第二个窗口" }, 2]])
})

test("an autosave answers with the version that the next one names, and never with an older text", async () => {
  const id = await begin(operator, selection, await nominee("自动"))
  const path = `/manage/nominations/${id}/sections/resume`
  const quietly = async (version: string, resume: string) =>
    (
      await operator.ask(path, {
        method: "POST",
        body: new URLSearchParams({ version, resume }),
        headers: { "HX-Request": "true", "Sec-Fetch-Site": "same-origin" },
      })
    ).text()
  expect(await quietly("0", "一")).toContain('name="version" value="1"')
  const stale = await quietly("0", "二")
  expect([stale.includes('value="0"'), stale.includes("没有覆盖")]).toEqual([true, true])
})

test("characters are counted as people count them, and too long is said, not cut", async () => {
  const id = await begin(operator, selection, await nominee("超字"))
  const path = `/manage/nominations/${id}/sections/deeds`
  await operator.post(path, { version: "0", summary: `${"字".repeat(500)}𠮷`, full: "全文", contribution: "" })
  const page = await operator.text(path)
  expect([page.includes("501 / 500 字"), page.includes("超出 1 字")]).toEqual([true, true])
})

test("a vote without a quorum, a notice that is too short and a refusal by the nominee keep it back", async () => {
  const id = await begin(operator, selection, await nominee("不全"))
  await fillPapers(operator, id, "person", ["democracy", "notice"])
  const base = `/manage/nominations/${id}/sections`
  await operator.post(`${base}/democracy`, { version: "0", ...typedPapers.democracy, present: "30", votesFor: "20" })
  await operator.post(`${base}/notice`, { version: "0", ...typedPapers.notice, until: "2026-02-06" })
  await consent(operator, browser(), id, "no")
  const check = await operator.text(`/manage/nominations/${id}/check`)
  expect(["不足应到人数的三分之二", "只有 4 个工作日", "本人不同意"].map((one) => check.includes(one))).toEqual([
    true,
    true,
    true,
  ])
  expect((await submit(operator, id)).status).toBe(422)
})

test("a person stands once in a selection, and what is not one's own is not found", async () => {
  const who = await nominee("一次")
  const id = await begin(operator, selection, who)
  expect(await begin(operator, selection, who)).toBe(0)
  expect(await begin(stranger, selection, who)).toBe(0)
  for (const path of ["", "/check", "/sections/deeds"])
    expect((await stranger.get(`/manage/nominations/${id}${path}`)).status).toBe(404)
  expect((await submit(stranger, id)).status).toBe(404)
  expect((await officer.get(`/manage/nominations/${id}`)).status).toBe(200)
  expect((await officer.get(`/manage/nominations/${id}/sections/deeds`)).status).toBe(404)
})

test("the last second of the deadline is still in, the next is not; what was returned may come back later", async () => {
  const closesAt = new Date("2026-03-31T16:00:00Z")
  const ids = [await ready("末秒"), await ready("迟到")]
  await db.update(programmes).set({ closesAt }).where(eq(programmes.id, selection.programme.id))
  now = new Date("2026-03-31T15:59:59.999Z")
  expect((await submit(operator, ids[0] ?? 0)).status).toBe(303)
  now = closesAt
  const late = await submit(operator, ids[1] ?? 0)
  expect([late.status, (await late.text()).includes("现在不接受推荐")]).toEqual([422, true])
  const { version } = await rowOf(ids[0] ?? 0)
  const returned = { version: `${version}`, to: "congress", reason: "票数不清", deadline: "2026-04-10" }
  expect((await officer.post(`/manage/nominations/${ids[0]}/return`, returned)).status).toBe(303)
  expect(await operator.text(`/manage/nominations/${ids[0]}`)).toContain("票数不清")
  expect((await submit(operator, ids[0] ?? 0)).status).toBe(303)
  expect([(await rowOf(ids[0] ?? 0)).round, (await rowOf(ids[0] ?? 0)).stepKey]).toEqual([2, "leaders"])
  now = new Date("2026-03-02T02:00:00Z")
  await db
    .update(programmes)
    .set({ closesAt: new Date("2027-01-01T00:00:00Z") })
    .where(eq(programmes.id, selection.programme.id))
})

test("the back button and a second tab lead to the receipt of what was submitted, and submit nothing more", async () => {
  const id = await ready("两个标签页")
  const seen = formsOf(await operator.text(`/manage/nominations/${id}/check`), `/manage/nominations/${id}/check`)
  const form = seen.find(({ action }) => action.endsWith("/submission"))?.fields ?? {}
  const receipt = `/manage/nominations/${id}/receipt`
  expect(form.version).toBe(`${(await rowOf(id)).version}`)
  expect((await operator.post(`/manage/nominations/${id}/submission`, form)).headers.get("location")).toBe(receipt)
  const { contentHash, version } = await rowOf(id)
  const back = await operator.get(`/manage/nominations/${id}/check`)
  expect([back.status, back.headers.get("location")]).toEqual([303, receipt])
  const other = await operator.post(`/manage/nominations/${id}/submission`, form)
  expect([other.status, other.headers.get("location")]).toEqual([303, receipt])
  expect(await rowOf(id)).toMatchObject({ contentHash, version, state: "underway" })
  expect((await db.select().from(nominationActs).where(eq(nominationActs.nominationId, id))).length).toBe(1)
})

test.skipIf(!onPostgres())(
  "a double click submits once, and of two nominees for the last seat one gets it",
  async () => {
    const id = await ready("双击")
    const twice = await Promise.all([submit(operator, id), submit(operator, id)])
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    expect((await db.select().from(nominationActs).where(eq(nominationActs.nominationId, id))).length).toBe(1)
    const tight = await makeSelection(db, city, district, { slug: "tight", seats: 1 })
    const rivals: number[] = []
    for (const name of ["甲", "乙"]) {
      const one = await begin(operator, tight, await nominee(name))
      await fillPapers(operator, one, "person")
      await consent(operator, browser(), one)
      rivals.push(one)
    }
    const answers = await Promise.all(rivals.map((one) => submit(operator, one)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    const standing = await db
      .select({ state: nominations.state })
      .from(nominations)
      .where(eq(nominations.programmeId, tight.programme.id))
    expect(standing.map(({ state }) => state).sort()).toEqual(["draft", "underway"])
  },
)

test("a consent is answered once, by whoever has the code alone", async () => {
  const id = await begin(operator, selection, await nominee("同意"))
  const { code } = await consent(operator, browser(), id)
  const again = await browser().post("/consent/answer", { code, answer: "no", words: "" })
  expect([again.status, (await again.text()).includes("已经用过")]).toEqual([422, true])
  expect((await browser().post("/consent", { code: "2345-6789-ABCD-EFGH" })).status).toBe(422)
})
