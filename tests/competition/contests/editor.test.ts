import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { changeRules } from "#competition/contests/commands.ts"
import { sentBy } from "#competition/contests/editor/form.ts"
import { formOfRules } from "#competition/contests/editor/form-of-rules.ts"
import { rulesOf } from "#competition/contests/queries.ts"
import type { Rules } from "#competition/contests/scheme.ts"
import { auditEntries, entries, events, marks } from "#db/schema/index.ts"
import type { EventState } from "#db/words.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { makeContest, scopeAs } from "./made.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const officer = await makeOfficer(db, root, "contest_officer")
const { as } = testApp(db)
const mine = await as(officer)
const scope = await scopeAs(db, officer)

/** An event with the form that its editor shows, as a browser would send it. */
async function editing(state: EventState = "draft") {
  const { event } = await makeContest(scope, root)
  await db.update(events).set({ state }).where(eq(events.id, event.id))
  const row = await rulesOf(db, event.id)
  if (!row) throw new Error("no rules")
  const path = `/manage/events/${event.id}/rules/edit`
  return { event, row, path, sent: { ...sentBy(formOfRules(row.rules, row.titles)), seen: "1" } }
}

const numberOf = async (eventId: number) => (await rulesOf(db, eventId))?.number

test("what the editor sends back unchanged is saved as the same rules under the next number", async () => {
  const { event, row, path, sent } = await editing()
  const saved = await mine.post(path, { ...sent, do: "save" })
  expect(saved.headers.get("location")).toBe(`/manage/events/${event.id}/rules?done=saved`)
  const after = await rulesOf(db, event.id)
  expect([after?.number, after?.reason, after?.rules, after?.titles]).toEqual([2, "set-up", row.rules, row.titles])
  const page = await mine.text(`/manage/events/${event.id}/rules/history`)
  expect(page).toContain("第 2 版")
  expect(page).toContain("只改了名称。")
})

test("every button shows the form again with nothing lost and nothing saved", async () => {
  const { event, path, sent } = await editing()
  for (const wish of [
    "add:nodes:2",
    "remove:nodes:1",
    "down:nodes:1",
    "add:order:0",
    "add:prizes:0",
    "add:promotions:0",
    "remove:promotions:0",
    "add:values:0",
    "check",
    "refresh",
  ]) {
    const answer = await mine.post(path, { ...sent, "nodes[4].zh": "还没写完的名称", do: wish })
    expect([wish, answer.status, (await answer.text()).includes("还没写完的名称")]).toEqual([wish, 200, true])
  }
  expect(await numberOf(event.id)).toBe(1)
})

test("a problem is named in words beside its field, in both languages", async () => {
  const { path, sent } = await editing()
  const wrong = { ...sent, "nodes[1].max": "9.x", "prizes[0].count": "3", do: "check" }
  const zh = await (await mine.post(path, wrong)).text()
  expect(zh).toContain('href="#f-nodes[1].max"')
  expect(zh).toContain("计分项 理论 · 最高分：&quot;9.x&quot; 不是普通小数")
  expect(zh).toContain("名额和比例要填一个，也只能填一个")
  const en = await (await mine.post(`${path}?lang=en`, wrong)).text()
  expect(en).toContain("Highest mark: &quot;9.x&quot; is not a plain decimal")
  await mine.get("/manage/contests?lang=zh-CN")
})

test("promotions are added, judged beside their fields, saved and read", async () => {
  const { event, path, sent } = await editing()
  const base = { ...sent, "promotions[2].level": "senior_technician", "promotions[2].last": "1" }
  expect(await (await mine.post(path, { ...base, do: "add:promotions:0" })).text()).toContain("第 4 条")
  const wrong = await (
    await mine.post(path, { ...base, "promotions[2].holds": "chief_technician", do: "check" })
  ).text()
  expect(wrong).toContain("晋升条件 3 · 现持等级不低于：须低于晋升后的等级")
  await mine.post(path, { ...base, "promotions[2].holds": "technician", "promotions[2].under": "40", do: "save" })
  const promotion = { level: "senior_technician", last: 1, holds: "technician", under: 40 }
  expect((await rulesOf(db, event.id))?.titles.promotions?.at(-1)).toEqual(promotion)
  const page = await mine.text(`/manage/events/${event.id}/rules`)
  expect(page).toContain("前 1 名 · 现持技师及以上 · 40 周岁以下（含）")
  expect(await mine.text(`/manage/events/${event.id}/rules/history`)).toContain("晋升职业技能等级")
})

test("a key that is renamed is renamed in the order too", async () => {
  const { event, path, sent } = await editing()
  await mine.post(path, { ...sent, "nodes[2].key": "workshop", do: "save" })
  const rules = (await rulesOf(db, event.id))?.rules
  expect(rules?.ranking.order.map(({ by }) => by)).toEqual(["total", "workshop", "value:minutes"])
})

test("of two who save, the second sees what differs and may save over it", async () => {
  const { event, path, sent } = await editing()
  await mine.post(path, { ...sent, "nodes[1].max": "120", do: "save" })
  const late = await mine.post(path, { ...sent, "nodes[2].pass": "70", do: "save" })
  const page = await late.text()
  expect([late.status, page.includes("别人保存了第 2 版规则"), page.includes("theory, practice")]).toEqual([
    422,
    true,
    true,
  ])
  expect(page).toContain('name="seen" value="2"')
  await mine.post(path, { ...sent, "nodes[2].pass": "70", seen: "2", do: "save" })
  expect(await numberOf(event.id)).toBe(3)
})

test("once judging runs a change needs a reason and is audited with what changed", async () => {
  const { event, path, sent } = await editing("judging")
  expect(await mine.text(`/manage/events/${event.id}/rules`)).toContain("规则已锁定")
  const bare = await mine.post(path, { ...sent, "nodes[1].pass": "65", do: "save" })
  expect([bare.status, (await bare.text()).includes("请写明变更理由")]).toEqual([422, true])
  const saved = await mine.post(path, { ...sent, "nodes[1].pass": "65", reason: "规程第 8 条", do: "save" })
  expect(saved.status).toBe(303)
  const own = and(eq(auditEntries.subjectId, event.id), eq(auditEntries.action, "event.change_rules"))
  const [entry] = await db.select().from(auditEntries).where(own)
  const diff = { added: [], removed: [], changed: ["theory"], parts: [] }
  expect(entry?.facts).toEqual({ number: 2, locked: true, ...diff })
})

test("a change that would break a mark already given is refused", async () => {
  const { event, path, sent } = await editing("judging")
  const person = await makePerson(db, root, "周敏")
  const [entry] = await db
    .insert(entries)
    .values({
      eventId: event.id,
      unitId: root.id,
      personId: person.id,
      registration: "approved",
      code: "A1",
      createdAt: new Date(),
    })
    .returning()
  const given = {
    eventId: event.id,
    entryId: entry?.id ?? 0,
    slot: "theory",
    value: "86.5",
    version: 1,
    updatedAt: new Date(),
  }
  await db.insert(marks).values(given)
  const refused = await mine.post(path, { ...sent, "nodes[1].max": "80", reason: "x", do: "save" })
  expect([refused.status, (await refused.text()).includes("在新规则下不成立：theory")]).toEqual([422, true])
  const allowed = await mine.post(path, { ...sent, "nodes[1].max": "90", reason: "x", do: "save" })
  expect(allowed.status).toBe(303)
})

test("signed results keep their rules", async () => {
  const { event, row, path } = await editing("signed")
  expect((await mine.get(path)).headers.get("location")).toBe(`/manage/events/${event.id}/rules`)
  const change = { rules: row.rules, titles: row.titles, seen: 1, reason: "x" }
  expect(await changeRules(scope, event.id, change)).toMatchObject({ refusal: { code: "locked" } })
})

test("rules that are not valid never reach the table", async () => {
  const { event, row } = await editing()
  const change = { rules: { ...row.rules, ranking: {} } as Rules, titles: row.titles, seen: 1, reason: "" }
  expect(await changeRules(scope, event.id, change)).toMatchObject({ refusal: { code: "rules_invalid" } })
  expect(await numberOf(event.id)).toBe(1)
})

test("the example reckons what it starts with, and names what cannot be a mark", async () => {
  const { event } = await editing()
  const path = `/manage/events/${event.id}/rules/example`
  expect(await mine.text(path)).toContain("A01 的成绩怎样得出")
  const wrong = await mine.post(path, { count: "1", "e0.n0.j0": "101" })
  expect([wrong.status, (await wrong.text()).includes("&quot;101&quot; 高于最高分 100")]).toEqual([422, true])
})
