import { and, asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { rulesOf } from "#competition/contests/queries.ts"
import type { Bundle } from "#competition/ranking/bundle.ts"
import { seatsOf } from "#competition/rehearsals/panel.ts"
import { auditEntries, entries, events, marks, panelChanges, people, seats, teams } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { makeContest, scopeAs } from "../contests/made.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const other = await makeUnit(db, "邻市总工会")
const officer = await makeOfficer(db, root, "contest_officer")
const stranger = await makeOfficer(db, other, "contest_officer")
const { as } = testApp(db)
const mine = await as(officer)
const { contest } = await makeContest(await scopeAs(db, officer), root)
const path = `/manage/contests/${contest.id}/events/import`

const bundle: Bundle = {
  format: "laurel-contest/1",
  event: { code: "replayed", title: { "zh-CN": "复盘", en: "Replayed" } },
  scheme: {
    key: "total",
    kind: "sum",
    parts: [
      { key: "theory", kind: "measured", max: "100" },
      { key: "finish", kind: "judged", judges: 3, drop: { high: 1 }, combine: "mean", max: "40" },
    ],
  },
  ranking: {
    order: [
      { by: "total", direction: "desc" },
      { by: "value:minutes", direction: "asc" },
    ],
    places: "skip",
  },
  panels: { finish: { A2: 2 } },
  entries: [
    { code: "A1", team: "T1", status: "competed", values: { minutes: "100" } },
    { code: "A2", status: "guest" },
    { code: "A3", team: "T1", status: "absent" },
  ],
  marks: [
    { entry: "A1", node: "theory", value: "80" },
    { entry: "A1", node: "finish", judge: "J1", value: "30" },
    { entry: "A1", node: "finish", judge: "J2", value: "31" },
    { entry: "A1", node: "finish", judge: "SK", value: "32" },
  ],
}

function upload(browser: typeof mine, text: string, code = "") {
  const body = new FormData()
  body.set("file", new File([text], "bundle.json", { type: "application/json" }))
  body.set("code", code)
  return browser.ask(path, { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin" } })
}

test("the panel has every judge with what they marked, a scorekeeper for the rest, and a head judge", () => {
  expect(seatsOf(bundle)).toEqual([
    { role: "judge", alias: "J1", slots: ["finish"] },
    { role: "judge", alias: "J2", slots: ["finish"] },
    { role: "judge", alias: "SK", slots: ["finish"] },
    { role: "scorekeeper", alias: "SK2", slots: ["theory", "value:minutes"] },
    { role: "head_judge", alias: "HJ", slots: [] },
  ])
})

test("a bundle becomes an event that is drawn, with its rules, entries, teams, panels and seats, but no mark", async () => {
  const answer = await upload(mine, JSON.stringify(bundle))
  const [event] = await db
    .select()
    .from(events)
    .where(and(eq(events.contestId, contest.id), eq(events.code, "replayed")))
  const id = event?.id ?? 0
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/manage/events/${id}?done=import`])
  expect([event?.state, event?.titleZh, event?.titleEn]).toEqual(["drawn", "复盘", "Replayed"])
  expect((await rulesOf(db, id))?.rules).toEqual({ scheme: bundle.scheme, ranking: bundle.ranking })
  const rows = await db
    .select({ code: entries.code, status: entries.status, team: teams.code, name: people.name })
    .from(entries)
    .innerJoin(people, eq(people.id, entries.personId))
    .leftJoin(teams, eq(teams.id, entries.teamId))
    .where(eq(entries.eventId, id))
    .orderBy(asc(entries.code))
  expect(rows).toEqual([
    { code: "A1", status: "competed", team: "T1", name: "选手 A1" },
    { code: "A2", status: "guest", team: null, name: "选手 A2" },
    { code: "A3", status: "absent", team: "T1", name: "选手 A3" },
  ])
  expect((await db.select().from(panelChanges)).map(({ nodeKey, size }) => [nodeKey, size])).toEqual([["finish", 2]])
  expect((await db.select().from(seats).where(eq(seats.eventId, id))).length).toBe(5)
  expect(await db.select().from(marks)).toEqual([])
  const own = and(eq(auditEntries.subjectId, id), eq(auditEntries.action, "rehearsal.set_up"))
  expect((await db.select().from(auditEntries).where(own)).map(({ facts }) => facts)).toEqual([{ entries: 3 }])
})

test("the same bundle again needs another code, and finds its people", async () => {
  const refused = await upload(mine, JSON.stringify(bundle))
  expect([refused.status, (await refused.text()).includes("本竞赛已有这个赛项代码")]).toEqual([422, true])
  const before = (await db.select().from(people)).length
  expect((await upload(mine, JSON.stringify(bundle), "again")).status).toBe(303)
  expect((await db.select().from(people)).length).toBe(before)
})

test("a bundle with problems is not loaded, and each is named with its place", async () => {
  const before = (await db.select().from(events)).length
  const wrong = { ...bundle, marks: [{ entry: "A9", node: "theory", value: "9.x" }] }
  const answer = await upload(mine, JSON.stringify(wrong), "wrong")
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain("/marks/0/entry：&quot;A9&quot; 不是选手代码")
  expect(page).toContain("/marks/0/value：&quot;9.x&quot; 不是普通小数")
  expect((await upload(mine, "{", "wrong")).status).toBe(422)
  expect(await (await upload(mine, "")).text()).toContain("请选择竞赛包文件")
  expect((await db.select().from(events)).length).toBe(before)
})

test("nobody else's contest takes a bundle", async () => {
  expect((await upload(await as(stranger), JSON.stringify(bundle), "x")).status).toBe(404)
})
