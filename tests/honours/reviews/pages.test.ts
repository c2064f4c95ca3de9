import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { committees, nominationSections, nominations } from "#db/schema/index.ts"
import { casesOf, membersOf } from "#honours/reviews/queries.ts"
import { type Browser, testApp } from "../../support/app.ts"
import { makeExperts, makeNominee, makeReviewed } from "../../support/committees.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城华新精密机械有限公司", city)
const other = await makeUnit(db, "海州市总工会")
const { as, browser } = testApp(db)
const { officerId, experts } = await makeExperts(db, city, 3)
const officer = await as(officerId)
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const savedAt = new Date("2026-03-02T00:00:00Z")

const planted = ["张伟民", "华新", "Zhang Weimin", "张师傅", "13812345678", "铁臂"]
const deeds =
  "张伟民，江城华新精密机械有限公司钳工。Zhang Weimin 人称铁臂，徒弟叫他张师傅，电话13812345678。他改进刀具，节约成本三成。"

const programme = await makeReviewed(db, city, { mode: "score" }, "crafts")
const nominee = await makeNominee(db, programme, works, "张伟民")
await makeNominee(db, programme, works, "李秀兰")
await makeNominee(db, programme, experts[0]?.unit as typeof works, "王建设")
await db
  .insert(nominationSections)
  .values({ nominationId: nominee.id, section: "deeds", fields: { summary: deeds, full: deeds }, savedAt })

const location = (answer: Response) => answer.headers.get("location") ?? ""
const form = { step: `${programme.programmeId}:experts`, name: "专家评审委员会", readers: "" }
const seated = await officer.post("/manage/committees", form)
const path = location(seated).replace(/\?.*/, "")
const id = Number(path.split("/").at(-1))
const version = async () => {
  const [row] = await db.select().from(committees).where(eq(committees.id, id))
  return String(row?.version)
}

/** A tablet that is signed in by the code that a card shows. */
const signedIn = async (code: string): Promise<Browser> => {
  const tablet = browser()
  expect(location(await tablet.post("/manage/reviews/sign-in", { code }))).toBe(`/manage/reviews/${id}`)
  return tablet
}
const desk = (tablet: Browser) => tablet.text(`/manage/reviews/${id}`)
const linksOf = (page: string) =>
  [...page.matchAll(/href="(\/manage\/reviews\/\d+\/dossiers\/[0-9a-f]{32})"/g)].map((m) => `${m[1]}`)
const byNumber = (page: string) => [...page.matchAll(/第 (\d+) 号/g)].map((m) => Number(m[1]))
let tablets: Browser[] = []

test("an officer seats experts, deals dossiers, checks a blind copy and opens the session", async () => {
  expect(await officer.text(path)).toContain("还没有编排材料")
  for (const [at, { id: personId }] of experts.entries())
    await officer.post(`${path}/members`, { personId: String(personId), ...(at === 0 ? { isChair: "yes" } : {}) })
  expect(await officer.text(`${path}/members?q=专家2`)).toContain("江城第2研究所")
  expect(location(await officer.post(`${path}/cases`, {}))).toBe(`${path}?done=dealt`)
  const own = (await casesOf(db, id)).find(({ nomination }) => nomination.id === nominee.id)
  await officer.post(`${path}/cases/${own?.id}`, { words: "铁臂\n" })
  const copy = await officer.text(`${path}/cases/${own?.id}`)
  const main = copy.slice(copy.indexOf("<main"), copy.indexOf("<textarea"))
  expect(planted.filter((one) => main.includes(one))).toEqual([])
  expect(main).toContain("节约成本三成")
  const early = await officer.post(`${path}/session`, { version: "9" })
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining("error-summary")])
  expect(location(await officer.post(`${path}/session`, { version: await version() }))).toBe(`${path}?done=opened`)
})

test("cards sign members in; what a member gets holds no planted name, on any page and in any address", async () => {
  const members = await membersOf(db, id)
  const page = await (await officer.post(`${path}/cards`, { memberId: members.map((one) => String(one.id)) })).text()
  const codes = [...page.matchAll(/code-card-code">([^<]+)</g)].map((m) => `${m[1]}`)
  expect(codes).toHaveLength(3)
  tablets = await Promise.all(codes.map(signedIn))
  for (const tablet of tablets) {
    const pages = [await tablet.text("/manage/reviews"), await desk(tablet)]
    for (const link of linksOf(pages[1] ?? "")) pages.push(await tablet.text(link))
    const all = pages.join("\n")
    expect([...planted, "李秀兰", "王建设", "研究所"].filter((one) => all.includes(one))).toEqual([])
    expect(pages.length).toBeGreaterThan(3)
  }
  expect((await browser().get(`/manage/reviews/${id}`)).headers.get("location")).toBe("/manage/reviews/sign-in")
  expect((await stranger.get(path)).status).toBe(404)
  expect((await stranger.get(`/manage/reviews/${id}`)).status).toBe(404)
})

test("two dossiers that differ in names alone give members the same bytes", async () => {
  const [tablet] = tablets.slice(1)
  if (!tablet) throw new Error("no tablet")
  const links = linksOf(await desk(tablet))
  const pages = await Promise.all(links.map((link) => tablet.text(link)))
  const own = (await casesOf(db, id)).filter(({ nomination }) => nomination.id !== nominee.id)
  const bare = pages
    .filter((page) => own.some(({ token }) => page.includes(token)))
    .map((page) => page.replace(/[0-9a-f]{32}/g, "T").replace(/第 \d+ 号/g, "N"))
  expect(bare).toHaveLength(2)
  expect(bare[0]).toBe(bare[1])
})

test("a recused member finds no dossier, number or count of the nominee", async () => {
  const own = (await casesOf(db, id)).find(({ nomination }) => nomination.name === "王建设")
  const chair = tablets[0] as Browser
  const page = await desk(chair)
  expect(byNumber(page)).not.toContain(own?.number)
  expect(page).toContain("已评分")
  expect(page).toMatch(/0\s*\/\s*2/)
  expect((await chair.get(`/manage/reviews/${id}/dossiers/${own?.token}`)).status).toBe(404)
})

test("scores are taken once, refused beside the field, and counted; the list follows the result", async () => {
  const marks: Record<string, string> = { 张伟民: "95", 李秀兰: "88", 王建设: "88" }
  const cases = await casesOf(db, id)
  for (const tablet of tablets)
    for (const link of linksOf(await desk(tablet))) {
      const name = cases.find(({ token }) => link.endsWith(token))?.nomination.name ?? ""
      const wrong = await tablet.post(`${link}/score`, { score: "101", words: "", seen: "0" })
      expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="101"')])
      const given = { score: marks[name] ?? "", words: "", seen: "0" }
      expect(location(await tablet.post(`${link}/score`, given))).toBe(`/manage/reviews/${id}?done=scored`)
      expect(location(await tablet.post(`${link}/score`, given))).toBe(`/manage/reviews/${id}?done=scored`)
      expect((await tablet.post(`${link}/score`, { ...given, score: "10" })).status).toBe(409)
    }
  await officer.post(`${path}/count`, { version: await version() })
  const page = await officer.text(path)
  expect(page).toContain("入选线上并列 2 人")
  await officer.post(`${path}/second-vote`, { honourId: String(programme.honour.id) })
  const tied = cases.filter(({ nomination }) => nomination.name !== "张伟民")
  for (const tablet of tablets) {
    const paper = await tablet.text(`/manage/reviews/${id}/ballot`)
    const asked = tied.filter((one) => paper.includes(`name="vote-${one.id}"`))
    const empty = await tablet.post(`/manage/reviews/${id}/ballot`, {})
    expect(empty.status).toBe(422)
    const votes = asked.map((one) => [`vote-${one.id}`, one.nomination.name === "李秀兰" ? "for" : "against"])
    const cast = () => tablet.post(`/manage/reviews/${id}/ballot`, Object.fromEntries(votes))
    expect([location(await cast()), location(await cast())]).toEqual(Array(2).fill(`/manage/reviews/${id}?done=voted`))
  }
  await officer.post(`${path}/second-vote/closure`, {})
  const list = await officer.text(`${path}/selection`)
  const ticked = [...list.matchAll(/name="caseId" value="(\d+)" checked/g)].map((m) => Number(m[1]))
  const nameOf = (caseId: number) => cases.find((one) => one.id === caseId)?.nomination.name
  expect(ticked.map(nameOf).toSorted()).toEqual(["张伟民", "李秀兰"].toSorted())
  const other = cases.filter(({ nomination }) => nomination.name !== "李秀兰").map((one) => String(one.id))
  const unexplained = await officer.post(`${path}/selection`, { caseId: other, reason: "", version: await version() })
  expect([unexplained.status, await unexplained.text()]).toEqual([422, expect.stringContaining("请说明理由")])
  const chosen = { caseId: ticked.map(String), reason: "", version: await version() }
  expect(await (await officer.post(`${path}/selection/check`, chosen)).text()).toContain("确定入选名单（2 人）")
  expect(location(await officer.post(`${path}/selection`, chosen))).toBe(`${path}?done=selected`)
  expect((await officer.post(`${path}/selection`, chosen)).status).toBe(409)
  const rows = await db.select().from(nominations).orderBy(nominations.id)
  expect(rows.map(({ name, state, stepKey }) => [name, state, stepKey])).toEqual([
    ["张伟民", "underway", "notice"],
    ["李秀兰", "underway", "notice"],
    ["王建设", "passed", ""],
  ])
})

test("the chair signs the minutes, which show a recused chair nothing of that nominee", async () => {
  await officer.post(`${path}/minutes`, { minutes: "三名专家到会。", version: await version() })
  const chair = tablets[0] as Browser
  const page = await chair.text(`/manage/reviews/${id}/signature`)
  expect(page).toContain("您已回避，结果不显示")
  const signed = { version: await version() }
  expect((await (tablets[1] as Browser).post(`/manage/reviews/${id}/signature`, signed)).status).toBe(403)
  expect(location(await chair.post(`/manage/reviews/${id}/signature`, signed))).toBe(
    `/manage/reviews/${id}?done=signed`,
  )
  const printed = await officer.text(`${path}/minutes`)
  expect(printed).toContain("评审会议纪要")
  expect(printed).toContain("第 2 次投票（名额 1）")
  expect(printed).toContain("同一单位")
})
