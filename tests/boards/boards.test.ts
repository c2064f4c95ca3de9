import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { readBundle } from "#competition/ranking/read.ts"
import { resultText, tally } from "#competition/ranking/tally.ts"
import { publish } from "#competition/results/commands.ts"
import { contests, events, marks, registerEntries, resultVersions } from "#db/schema/index.ts"
import { enter } from "#honours/register/commands.ts"
import { scopeOf, testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { type MadeEvent, makeEntry, makeEvent, makePanel, publishAtOnce } from "../support/events.ts"
import { linesOf, makeHonour } from "../support/honours.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"
import { queriesOf } from "../support/queries.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const now = new Date("2026-05-01T00:00:00Z")
const officerId = await makeOfficer(db, city, "contest_officer")
await makeOfficer(db, city, "auditor")
const honour = await makeHonour(db, city, "medal", { titleZh: "五一劳动奖章", titleEn: "May Day Medal" })
const { browser } = testApp(db, () => now)
const visitor = browser()
let open: MadeEvent
let closed: MadeEvent
let draft: MadeEvent

async function scope() {
  const actor = await actorOfAccount(scopeOf(db, { kind: "system", name: "test" }), officerId)
  if (!actor) throw new Error("no officer")
  return scopeOf(db, actor, now)
}

async function fill(made: MadeEvent) {
  const panel = await makePanel(db, made)
  const give = (code: string, name: string, mark: string, third = mark) =>
    makeEntry(db, made, works, panel, { code, name, theory: mark, practice: [mark, mark, third], minutes: "100" })
  await give("B1", "张三", "90")
  await give("B2", "李四", "90")
  await give("B3", "王五", "80", "81.5")
  await makeEntry(db, made, works, panel, { code: "B4", name: "赵六", status: "absent" })
  await publishAtOnce(await scope(), made)
}

const line = linesOf(honour, works, now)

beforeAll(async () => {
  open = await makeEvent(db, city, { slug: "open" })
  closed = await makeEvent(db, city, { slug: "blind", showsJudgeMarks: false })
  draft = await makeEvent(db, city, { slug: "draft", contestState: "draft" })
  for (const made of [open, closed, draft]) await fill(made)
  await enter(await scope(), "person", [
    line("张三丰", 2026),
    line("单田芳", 2026),
    line("阿依古丽·买买提", 2026, { gradeZh: "特等", gradeEn: "Special", gradeRank: 0 }),
    line("曾国藩", 2025, { gradeZh: "一等", gradeEn: "First", gradeRank: 1 }),
    line("保密者", 2026, { visibleFrom: new Date(now.getTime() + 1) }),
    line("撤销者", 2026, { revokedAt: now }),
  ])
})

const names = (page: string) =>
  [...page.matchAll(/(?:<strong>|scope="row">)(.*?)<\/(?:strong|th)>/g)].map(([, name = ""]) =>
    name.replace(/<[^>]+>/g, ""),
  )

test("a board goes by year, grade and the strokes of names, with its decisions and counts", async () => {
  const page = await visitor.text("/honours/medal")
  expect(names(page)).toEqual(
    ["单田芳", "张三丰", "阿依古丽·买买提", "曾国藩"].sort((a, b) => page.indexOf(a) - page.indexOf(b)),
  )
  expect(page.indexOf("张三丰")).toBeLessThan(page.indexOf("单田芳"))
  expect(page).toContain("按姓氏笔画为序")
  expect(page).toContain("江工发〔2026〕17号")
  expect(page).toContain("4 人")
  expect(names(await visitor.text("/honours/medal?year=2025"))).toEqual(["曾国藩"])
  expect(names(await visitor.text("/honours/medal?q=zsf"))).toEqual(["张三丰"])
  expect((await visitor.get("/honours/none")).status).toBe(404)
})

test("a board can be read in pinyin order, and each order leads to the other", async () => {
  const page = await visitor.text("/honours/medal?q=san&order=pinyin")
  const [, , link = ""] = /(按姓名拼音为序)<span class="onward"> · <a href="([^"]+)"/.exec(page) ?? []
  expect(link.replaceAll("&amp;", "&")).toBe("/honours/medal?q=san&order=stroke")
  const all = await visitor.text("/honours/medal?order=pinyin")
  expect(all.indexOf("单田芳")).toBeLessThan(all.indexOf("张三丰"))
  expect(await browser().text("/honours/medal?lang=en&order=other")).toContain("In order of surname strokes")
})

test.each([
  ["张三丰", ["张三丰"]],
  ["zhangsan", ["张三丰"]],
  ["zsf", ["张三丰"]],
  ["ｚｈａｎｇｓａｎ", ["张三丰"]],
  ["ZHANG SAN", ["张三丰"]],
  ["shan", ["单田芳"]],
  ["阿依古丽•买买提", ["阿依古丽·买买提"]],
  ["阿依古丽·买买提", ["阿依古丽·买买提"]],
  ["阿依古丽 买买提", ["阿依古丽·买买提"]],
  ["阿依古丽买买提", ["阿依古丽·买买提"]],
  ["江城机床厂 曾", ["曾国藩"]],
  ["五一劳动奖章 单", ["单田芳"]],
  ["medal zeng", ["曾国藩"]],
  ["保密者", []],
  ["撤销者", []],
  ["%", []],
  ["_", []],
  ["·", []],
])("a search for %j finds %j", async (q, found) => {
  expect(names(await visitor.text(`/search?q=${encodeURIComponent(q)}`))).toEqual(found)
})

test("drafts are found nowhere, though they are there and published", async () => {
  const [version] = await db.select().from(resultVersions).where(eq(resultVersions.eventId, draft.event.id))
  expect(version?.number).toBe(1)
  for (const path of ["", "/fitter", "/fitter/bundle.json", "/fitter/entries/B1"]) {
    expect((await visitor.get(`/contests/open${path}`)).status).toBe(200)
    expect((await visitor.get(`/contests/draft${path}`)).status).toBe(404)
  }
  for (const path of ["/", "/contests", "/search?q=draft"]) {
    const page = await visitor.text(path)
    expect(page).not.toContain("/contests/draft")
    if (path !== "/search?q=draft") expect(page).toContain("/contests/open")
  }
  expect(await visitor.text("/search?q=open")).toContain("/contests/open")
  await db.update(contests).set({ state: "announced" }).where(eq(contests.id, draft.contest.id))
  await db.update(events).set({ state: "draft" }).where(eq(events.id, draft.event.id))
  expect((await visitor.get("/contests/draft")).status).toBe(200)
  expect((await visitor.get("/contests/draft/fitter")).status).toBe(404)
  await db.update(contests).set({ state: "draft" }).where(eq(contests.id, draft.contest.id))
})

test("a result shows places, ties, parts and prizes, and nothing personal", async () => {
  const page = await visitor.text("/contests/open/fitter")
  // Two in the podium, and the same two in the table.
  expect(page.match(/class="tied"/g)?.length).toBe(4)
  expect([...page.matchAll(/<li class="place-(\d)">/g)].map(([, place]) => place)).toEqual(["1", "1", "3"])
  for (const text of ["理论", "实操", "一等奖", "二等奖", "缺考", "80.35", "第 1 版"]) expect(page).toContain(text)
  expect(page).not.toContain("1990-05-01")
  expect((await visitor.get("/contests/open/fitter?version=2")).status).toBe(404)
  expect((await visitor.get("/contests/open/nothing")).status).toBe(404)
})

test("why this place opens every number; single marks only where the contest shows them", async () => {
  const shown = await visitor.text("/contests/open/fitter/entries/B3")
  expect(shown).toContain("3 个评分取平均值 80.5")
  expect(shown).toContain("80.5 × 权重 0.7 = 56.35")
  expect(shown).toContain("J3")
  expect(shown).toContain("81.5")
  expect(shown).toContain("总成绩：本人 80.35，对方 90，高者在前")
  const hidden = await visitor.text("/contests/blind/fitter/entries/B3")
  expect(hidden).toContain("3 个评分取平均值 80.5")
  for (const secret of ["J3", "81.5"]) expect(hidden).not.toContain(secret)
  const tied = await visitor.text("/contests/open/fitter/entries/B1")
  expect(tied).toContain("各比较项目均相等，名次并列")
  expect((await visitor.get("/contests/open/fitter/entries/B9")).status).toBe(404)
})

test("the bundle recomputes what the page shows, and is public only with the single marks", async () => {
  const text = await visitor.text("/contests/open/fitter/bundle.json")
  const read = readBundle(new TextEncoder().encode(text))
  const [version] = await db.select().from(resultVersions).where(eq(resultVersions.eventId, open.event.id))
  expect(read.ok && resultText(tally(read.value))).toBe(version?.result)
  for (const name of ["张三", "李四", works.name]) expect(text).not.toContain(name)
  expect((await visitor.get("/contests/blind/fitter/bundle.json")).status).toBe(404)
})

test("a corrected result names the version it replaces, and the old one says so", async () => {
  await db.update(marks).set({ value: "60" }).where(eq(marks.eventId, closed.event.id))
  await db.update(events).set({ state: "signed" }).where(eq(events.id, closed.event.id))
  const [event] = await db.select().from(events).where(eq(events.id, closed.event.id))
  await publish(await scope(), { eventId: closed.event.id, version: event?.version ?? 0, reason: "评分更正" })
  const page = await visitor.text("/contests/blind/fitter")
  expect(page).toContain("这一版更正了第 1 版")
  expect(page).toContain("更正理由：评分更正")
  const old = await visitor.text("/contests/blind/fitter?version=1")
  expect(old).toContain("这一版已被第 2 版代替")
  expect(old).toContain("80.35")
})

test("no page asks more of the database when there is more to show", async () => {
  const asked = async () => {
    const paths = [
      "/",
      "/honours",
      "/honours/medal",
      "/honours?year=2025",
      "/search?q=江城",
      "/contests",
      "/contests/open",
      "/contests/open/fitter",
      "/contests/open/fitter/entries/B3",
    ]
    const counts: Record<string, number> = {}
    for (const path of paths) counts[path] = (await queriesOf(db, () => visitor.get(path))).length
    return counts
  }
  await visitor.get("/")
  const few = await asked()
  const more = Array.from({ length: 30 }, (_, at) => line(`许多${at}`, 2020 + (at % 6)))
  await enter(await scope(), "person", more)
  expect(await asked()).toEqual(few)
  expect(few).toEqual({
    "/": 7,
    "/honours": 6,
    "/honours/medal": 11,
    "/honours?year=2025": 8,
    "/search?q=江城": 4,
    "/contests": 2,
    "/contests/open": 3,
    "/contests/open/fitter": 6,
    "/contests/open/fitter/entries/B3": 7,
  })
  const rows = await db.select().from(registerEntries)
  expect(rows.length).toBe(36)
})

test("an empty site says what will be there", async () => {
  const empty = await freshDatabase()
  const guest = testApp(empty.db, () => now).browser()
  for (const path of ["/", "/honours", "/contests", "/search"]) expect((await guest.get(path)).status).toBe(200)
  expect(await guest.text("/")).toContain("光荣榜还没有内容")
  expect(await guest.text("/contests")).toContain("没有竞赛")
  expect(await guest.text("/search?q=x&lang=en")).toContain("Nothing found")
})
