import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { noticeSightings, objections } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { checkNotices } from "#notices/issuing/proof/commands.ts"
import { noticeById } from "#notices/issuing/queries.ts"
import { strikeRow, withdrawNotice } from "#notices/issuing/running/commands.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { friday, listed, makeNotice, makeObjection, scopeAs } from "../../support/notices.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"
import { docx, pdf, sendForm } from "../../support/uploads.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const account = await makeOfficer(db, city, "honours_officer")
const scope = await scopeAs(db, account)
let now = friday
const { app, browser, as } = testApp(db, () => now)
const officer = await as(account)
const auditor = await as(await makeOfficer(db, city, "auditor"))
const visitor = browser()

const form = {
  unit: `${city.id}`,
  title: "五一劳动奖章公示",
  basis: "现予公示。",
  rows: listed,
  order: "given",
  workingDays: "5",
  closingTime: "24:00",
  address: "人民路1号",
  phone: "0512-12351",
  mail: "",
  after: "",
  onUpheld: "strike",
}
const idIn = (answer: Response) => Number(/\/manage\/notices\/(\d+)/.exec(answer.headers.get("Location") ?? "")?.[1])
const fieldIn = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ""

test("an officer writes, opens and closes a notice by its forms, and a form sent twice makes one", async () => {
  const once = fieldIn(await officer.text("/manage/notices/new"), "once")
  const [made, again] = [
    await officer.post("/manage/notices", { ...form, once }),
    await officer.post("/manage/notices", { ...form, once }),
  ]
  const id = idIn(made)
  expect([made.status, again.status, idIn(again)]).toEqual([303, 303, id])
  expect(await officer.text(`/manage/notices/${id}`)).toContain("到 2024-05-06 结束")
  expect((await visitor.get(`/notices/${id}`)).status).toBe(404)
  const begin = { version: "1", firstDay: "2024-04-26" }
  expect((await officer.post(`/manage/notices/${id}/opening`, begin)).status).toBe(303)
  expect((await officer.post(`/manage/notices/${id}/opening`, begin)).status).toBe(409)
  const page = await visitor.text(`/notices/${id}`)
  expect(page).toContain("还剩 5 个工作日")
  expect(page).toContain("王建国")
  expect(await visitor.text("/notices")).toContain("还剩 5 个工作日")
  expect(await officer.text(`/manage/notices/${id}`)).toContain("公示期还没有满")
  now = new Date("2024-05-07T01:00:00Z")
  expect(await visitor.text(`/notices/${id}`)).toContain("等待结论")
  const closed = await officer.post(`/manage/notices/${id}/closure`, {
    version: "2",
    ending: "公示期满，没有收到异议。",
  })
  expect(closed.status).toBe(303)
  expect(await visitor.text(`/notices/${id}`)).toContain("公示期满，没有收到异议。")
  expect(await visitor.text("/notices?year=2024")).toContain("已结束")
  now = friday
})

test("a form with faults comes back with all that was typed, each fault beside its field", async () => {
  const answer = await officer.post("/manage/notices", {
    ...form,
    once: "x1",
    rows: "周敏,一厂,13812345678",
    title: "保留的标题",
  })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain("第 1 行有身份证号或手机号")
  expect(page).toContain("保留的标题")
  expect((await officer.post("/manage/notices", { ...form, once: "x2", workingDays: "0" })).status).toBe(422)
})

test("the list can be checked by anybody: its file hashes to what the page shows", async () => {
  const id = await makeNotice(scope, city.id)
  const answer = await visitor.get(`/notices/${id}/list.json`)
  expect(await visitor.text(`/notices/${id}`)).toContain(sha256(await answer.text()))
  const withdrawn = await withdrawNotice(scope, id, { version: 2, ending: "名额调整" })
  expect(withdrawn.ok).toBe(true)
  const page = await visitor.text(`/notices/${id}`)
  expect(page).toContain("名额调整")
  expect(page).not.toContain("王建国")
  expect((await visitor.get(`/notices/${id}/list.json`)).status).toBe(404)
})

const typed = (page: string, more = {}) => ({
  once: fieldIn(page, "once"),
  list: "1",
  row: "2",
  named: "yes",
  name: "李四",
  contact: "解放路2号",
  mail: "",
  text: "事迹不实",
  ...more,
})

test("anybody objects with files, gets a receipt, and looks up what became of it", async () => {
  const id = await makeNotice(scope, city.id)
  const path = `/notices/${id}/objection`
  const values = typed(await visitor.text(`${path}?row=2`))
  const files = [
    { name: "证据.pdf", bytes: pdf() },
    { name: "说明.docx", bytes: docx() },
  ]
  const sent = await sendForm(visitor, path, values, { files })
  const page = await sent.text()
  expect(sent.status).toBe(201)
  const [number = "", code = ""] = [...page.matchAll(/receipt-code">([^<]+)</g)].map(([, text]) => text)
  expect([number, code]).toEqual([`${id}-1`, expect.stringMatching(/^\S{19}$/)])
  const again = await sendForm(visitor, path, values, { files })
  expect(await again.text()).toContain(code)
  expect(await db.$count(objections, eq(objections.noticeId, id))).toBe(1)
  expect(await (await visitor.post("/notices/receipt", { number, code })).text()).toContain("收到异议")
  const wrong = await visitor.post("/notices/receipt", { number, code: "2222-2222-2222-2222" })
  expect(wrong.status).toBe(422)
  const [row] = await db.select().from(objections).where(eq(objections.noticeId, id))
  const opened = `/manage/notices/${id}/objections/${row?.id}`
  const shown = await officer.text(opened)
  expect(shown).toContain("事迹不实")
  expect(shown).not.toContain("李四")
  const [file = ""] = /\/files\/[\w-]+/.exec(shown) ?? []
  expect([...new Uint8Array(await (await officer.get(opened + file)).arrayBuffer())]).toEqual([...pdf()])
  expect((await auditor.get(opened + file)).status).toBe(200)
  expect((await visitor.get(opened + file)).status).toBe(303)
  expect((await officer.get(`${opened}/files/unknown`)).status).toBe(404)
  expect(await (await officer.post(`${opened}/revelation`)).text()).toContain("李四")
  expect((await auditor.post(`${opened}/revelation`)).status).toBe(404)
  expect(await auditor.text(opened)).not.toContain("revelation")
})

test("a file of another kind is refused beside its field, and nothing that was typed is lost", async () => {
  const id = await makeNotice(scope, city.id)
  const path = `/notices/${id}/objection`
  const bytes = new TextEncoder().encode("<script>")
  const answer = await sendForm(visitor, path, typed(await visitor.text(path)), { files: [{ name: "a.pdf", bytes }] })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain("这个文件不是可以上传的类型。可上传 PNG / JPG / WEBP / PDF / DOCX，每个不超过 10 MB")
  expect(page).toContain("事迹不实")
  expect(await db.$count(objections, eq(objections.noticeId, id))).toBe(0)
})

test("an objection is given on, looked into and concluded by its forms, and its line is struck out for all to see", async () => {
  const id = await makeNotice(scope, city.id)
  const { id: objected } = await makeObjection(scope, id)
  const here = `/manage/notices/${id}/objections/${objected}`
  expect((await officer.post(`${here}/assignment`, { version: "1", assignedTo: "经审办 何清" })).status).toBe(303)
  expect((await officer.post(`${here}/assignment`, { version: "1", assignedTo: "x" })).status).toBe(409)
  expect((await officer.post(`${here}/findings`, { version: "2", findings: "已走访。" })).status).toBe(303)
  const conclusion = {
    version: "3",
    verdict: "upheld",
    conclusion: "属实",
    leaderName: "张主席",
    signedOn: "2024-04-26",
    reply: "已处理",
    words: "",
  }
  const missing = await officer.post(`${here}/conclusion`, conclusion)
  expect([missing.status, (await missing.text()).includes("请填写公开说明")]).toEqual([422, true])
  expect((await officer.post(`${here}/conclusion`, { ...conclusion, words: "取消资格" })).status).toBe(303)
  const page = await visitor.text(`/notices/${id}`)
  expect(page).toContain("<del>周敏</del>")
  expect(page).toContain("异议成立：取消资格")
  expect((await auditor.post(`${here}/findings`, { version: "4", findings: "x" })).status).toBe(404)
})

test("a letter is entered by its postmark, and its receipt can be handed on", async () => {
  const id = await makeNotice(scope, city.id)
  const path = `/manage/notices/${id}/objections`
  const values = typed(await officer.text(`${path}/new`), { channel: "letter", receivedAt: "2024-04-26 08:00" })
  const answer = await officer.post(path, { ...values, postmarkedOn: "2024-04-25" })
  expect([answer.status, (await answer.text()).includes(`${id}-1`)]).toEqual([201, true])
  expect((await auditor.get(`${path}/new`)).status).toBe(404)
})

test("more than twenty objections an hour from one network wait, with what was typed", async () => {
  const id = await makeNotice(scope, city.id)
  now = new Date("2024-04-28T01:00:00Z")
  const statuses: number[] = []
  for (let at = 0; at < 21; at++) {
    const values = typed("", { once: `${at}`.padStart(32, "c") })
    statuses.push((await visitor.post(`/notices/${id}/objection`, values)).status)
  }
  expect(statuses.filter((status) => status === 201)).toHaveLength(20)
  expect(statuses.at(-1)).toBe(429)
  now = friday
})

test("after the end the form says where letters still go, and what was typed is not taken", async () => {
  const id = await makeNotice(scope, city.id)
  const path = `/notices/${id}/objection`
  const values = typed(await visitor.text(path))
  now = new Date("2024-05-06T16:00:00Z")
  expect(await visitor.text(path)).toContain("公示期已经结束")
  expect((await visitor.post(path, values)).status).toBe(409)
  now = friday
  expect((await visitor.get("/notices/999999/objection")).status).toBe(404)
})

test("a changed list shows its number and reason, and a visit and an hourly check prove that it was up", async () => {
  const id = await makeNotice(scope, city.id)
  const restart = { version: "2", rows: "周敏,江城机床厂", reason: "更正单位", firstDay: "2024-04-26" }
  expect((await officer.post(`/manage/notices/${id}/restart`, restart)).status).toBe(303)
  expect(await visitor.text(`/notices/${id}`)).toContain("更正单位")
  await visitor.text(`/notices/${id}`)
  const ask = async (path: string) => {
    const answer = await app.request(`http://laurel.test${path}`)
    return { status: answer.status, text: await answer.text() }
  }
  await checkNotices(scope, ask)
  await checkNotices(scope, ask)
  const list = (await noticeById(scope, id))?.list?.id ?? 0
  const seen = await db.select().from(noticeSightings).where(eq(noticeSightings.listId, list))
  expect(seen.map(({ byVisitor, answered, hour }) => [byVisitor, answered, hour])).toEqual([
    [true, true, "2024-04-26 09"],
    [false, true, "2024-04-26 09"],
  ])
  const later = { ...scope, now: new Date("2024-04-26T02:00:00Z") }
  await checkNotices(later, async () => ({ status: 503, text: "" }))
  const proof = await officer.text(`/manage/notices/${id}/proof`)
  expect(proof).toContain("共 2 次，其中 1 次没有应答")
  expect(proof).toContain("（盖章）")
  expect(proof).toContain(`http://laurel.test/notices/${id}`)
  expect((await auditor.get(`/manage/notices/${id}/proof`)).status).toBe(200)
})

test("a nominee who withdraws is struck out with words, and the form of the calendar changes later notices only", async () => {
  const id = await makeNotice(scope, city.id)
  expect((await officer.post(`/manage/notices/${id}/strikes`, { row: "3", words: "本人申请退出" })).status).toBe(303)
  expect(await visitor.text(`/notices/${id}`)).toContain("退出：本人申请退出")
  const key = (await noticeById(scope, id))?.list?.rows[0]?.key ?? ""
  expect((await strikeRow(scope, id, { key, cause: "withdrawal", words: "退出" })).ok).toBe(true)
  expect((await officer.post("/manage/calendar/days", { day: "2024-05-06", work: "no", source: "x" })).status).toBe(404)
  const administrator = await as(await makeOfficer(db, city, "administrator"))
  const day = { day: "2024-05-06", work: "no", source: "本市通知" }
  expect((await administrator.post("/manage/calendar/days", day)).status).toBe(303)
  expect(await officer.text("/manage/calendar?year=2024")).toContain("本市通知")
  expect((await noticeById(scope, id))?.list?.lastDay).toBe("2024-05-06")
  const next = await makeNotice(scope, city.id)
  expect((await noticeById(scope, next))?.list?.lastDay).toBe("2024-05-07")
  expect((await administrator.post("/manage/calendar/days/2024-05-06/removal")).status).toBe(303)
  expect(await officer.text("/manage/calendar?year=2099")).toContain("还没有")
  expect((await administrator.post("/manage/calendar/years", { year: "2099", source: "国办发明电" })).status).toBe(303)
  expect(await officer.text("/manage/calendar?year=2099")).toContain("放假安排已录入（国办发明电）")
})

test("lists of notices take as many queries for thirty as for one", async () => {
  const count = async (path: string, who: typeof officer) => (await queriesOf(db, () => who.get(path))).length
  const paths = [
    ["/notices", visitor],
    ["/manage/notices", officer],
  ] as const
  const before = []
  for (const [path, who] of paths) before.push(await count(path, who))
  for (let at = 0; at < 30; at++) await makeObjection(scope, await makeNotice(scope, city.id))
  const after = []
  for (const [path, who] of paths) after.push(await count(path, who))
  expect(after).toEqual(before)
})
