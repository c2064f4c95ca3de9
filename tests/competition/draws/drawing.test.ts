import { and, asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { entryByCode } from "#competition/registration/queries.ts"
import { auditEntries, draws, entries, events, teams } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { after, makeOpenEvent } from "../registration/contest.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const plant = await makeUnit(db, "江城机床厂", root)
const elsewhere = await makeUnit(db, "外市总工会")
const { as, browser } = testApp(db, () => after)
const officer = await as(await makeOfficer(db, root, "contest_officer"))
const stranger = await as(await makeOfficer(db, elsewhere, "contest_officer"))

/** The codes of an event's entries and of their teams. */
const codesOf = (of: typeof db, eventId: number) =>
  of
    .select({ id: entries.id, code: entries.code, team: teams.code })
    .from(entries)
    .leftJoin(teams, eq(teams.id, entries.teamId))
    .where(and(eq(entries.eventId, eventId), eq(entries.registration, "approved")))
    .orderBy(asc(entries.code))

let people = 0

async function withApproved(count: number) {
  const { event } = await makeOpenEvent(db, root)
  const [team] = await db.insert(teams).values({ eventId: event.id, unitId: plant.id, name: "一队" }).returning()
  for (let at = 0; at < count; at++) {
    const person = await makePerson(db, plant, `选手${++people}号`)
    await db.insert(entries).values({
      eventId: event.id,
      unitId: plant.id,
      personId: person.id,
      teamId: at < 2 ? (team?.id ?? null) : null,
      registration: "approved",
      createdAt: after,
    })
  }
  return { event, path: `/manage/events/${event.id}/draw` }
}
const audits = async (action: string, id: number) =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id)))
  ).length

test("the hash is shown before, the seed only after, and drawing again gives the same codes", async () => {
  const { event, path } = await withApproved(12)
  expect((await officer.post(`${path}/seed`)).headers.get("location")).toBe(`${path}?done=prepared`)
  const [draw] = await db.select().from(draws).where(eq(draws.eventId, event.id))
  const { seed = "", seedHash = "" } = draw ?? {}
  expect(sha256(seed)).toBe(seedHash)
  const before = await officer.text(path)
  expect(before).toContain(seedHash)
  expect(before).not.toContain(seed)
  expect((await officer.post(`${path}/seed`)).status).toBe(422)
  expect((await officer.post(path, { prefix: "A" })).headers.get("location")).toBe(`${path}?done=drawn`)
  const page = await officer.text(path)
  for (const shown of [seed, seedHash, "laurel-draw/1", "已重新计算：结果一致", "A012", "T01"])
    expect(page).toContain(shown)
  const codes = await codesOf(db, event.id)
  expect(codes.map(({ code }) => code)).toEqual(
    Array.from({ length: 12 }, (_, at) => `A${String(at + 1).padStart(3, "0")}`),
  )
  expect(codes.filter(({ team }) => team === "T01").length).toBe(2)
  expect((await entryByCode(db, event.id, "A012"))?.id).toBe(codes[11]?.id)
  const [moved] = await db.select().from(events).where(eq(events.id, event.id))
  expect(moved?.state).toBe("drawn")
  const counted = [await audits("draw.prepare", event.id), await audits("draw.draw", event.id)]
  expect([...counted, await audits("event.draw", event.id)]).toEqual([1, 1, 1])
  expect((await officer.post(path, { prefix: "A" })).status).toBe(422)
})

test("codes that were exchanged after the draw are found out", async () => {
  const { event, path } = await withApproved(3)
  await officer.post(`${path}/seed`)
  await officer.post(path, { prefix: "B" })
  expect(await officer.text(path)).toContain("已重新计算：结果一致")
  const [one, two] = await codesOf(db, event.id)
  for (const [id, code] of [
    [one?.id, "tmp"],
    [two?.id, one?.code],
    [one?.id, two?.code],
  ] as const)
    await db
      .update(entries)
      .set({ code: code ?? null })
      .where(eq(entries.id, id ?? 0))
  expect(await officer.text(path)).toContain("已重新计算：结果不一致")
})

test("who opened the list of names and codes stays on record", async () => {
  const { event, path } = await withApproved(2)
  expect((await officer.post(`${path}/list`)).status).toBe(422)
  await officer.post(`${path}/seed`)
  await officer.post(path, { prefix: "C" })
  expect(await officer.text(path)).not.toContain(`选手${people}号`)
  const list = await (await officer.post(`${path}/list`)).text()
  expect(list).toContain(`选手${people}号`)
  expect(list).toContain("C002")
  expect(await audits("draw.open_list", event.id)).toBe(1)
})

test("nothing is drawn without a seed, without entries, with entries undecided or with a wrong prefix", async () => {
  const { event, path } = await withApproved(1)
  const words = async (prefix: string) => (await officer.post(path, { prefix })).text()
  expect(await words("A")).toContain("赛项不在可以抽签的阶段")
  await officer.post(`${path}/seed`)
  for (const prefix of ["T", "甲", "-A"]) expect(await words(prefix)).toContain("不能只是 T")
  expect(await words("")).toContain("请填写编码前缀")
  const first = eq(entries.eventId, event.id)
  await db.update(entries).set({ registration: "submitted" }).where(first)
  expect(await words("A")).toContain("还有 1 份报名没有审核")
  await db.update(entries).set({ registration: "rejected" }).where(first)
  expect(await words("A")).toContain("没有通过审核的报名")
  const [kept] = await db.select().from(events).where(eq(events.id, event.id))
  expect(kept?.state).toBe("registration")
})

test("another city's officer finds no draw, strangers sign in", async () => {
  const { path } = await withApproved(1)
  expect((await officer.get(path)).status).toBe(200)
  expect((await stranger.get(path)).status).toBe(404)
  for (const post of [`${path}/seed`, path, `${path}/list`])
    expect((await stranger.post(post, { prefix: "A" })).status).toBe(404)
  expect((await browser().get(path)).status).toBe(303)
})

test.skipIf(!onPostgres())(
  "of two draws at once one is refused (several connections, so on PostgreSQL only)",
  async () => {
    const { event, path } = await withApproved(5)
    await officer.post(`${path}/seed`)
    const answers = await Promise.all(["A", "B"].map((prefix) => officer.post(path, { prefix })))
    expect(answers.map(({ status }) => status).toSorted()[0]).toBe(303)
    expect(answers.filter(({ status }) => status === 303).length).toBe(1)
    expect(new Set((await codesOf(db, event.id)).map(({ code }) => code?.[0])).size).toBe(1)
  },
)
