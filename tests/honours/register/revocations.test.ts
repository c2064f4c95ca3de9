import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEntries, registerEntries, revocations, revocationTokens } from "#db/schema/index.ts"
import { endingKinds, recipientKinds, revocationGrounds, revocationStates } from "#db/words.ts"
import { fillTerms } from "#honours/register/finding/commands.ts"
import { fits, grounds } from "#honours/register/revocations/grounds.ts"
import { acts, actsFor, after } from "#honours/register/revocations/workflow.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeHonour } from "../../support/honours.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "江城机床厂", district)
const other = await makeUnit(db, "东山区总工会", city)
const now = new Date("2026-05-01T00:00:00Z")
const { as, browser } = testApp(db, () => now)
const office = await as(await makeOfficer(db, city, "honours_officer"))
const tier = await as(await makeOfficer(db, district, "honours_officer"))
const unit = await as(await makeOfficer(db, works, "unit_operator"))
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const medal = await makeHonour(db, city, "medal")
const team = await makeHonour(db, city, "pioneer", { recipientKind: "team" })

const entered = async (recipientName: string, honourId = medal.id) => {
  const [row] = await db
    .insert(registerEntries)
    .values({
      honourId,
      unitId: works.id,
      recipientName,
      unitName: works.name,
      year: 2025,
      decidedOn: "2025-04-28",
      documentNumber: "江工发〔2025〕8号",
      source: "decision",
      searchKey: recipientName,
      sortPinyin: recipientName,
      visibleFrom: new Date("2025-05-01"),
      createdAt: now,
    })
    .returning()
  return row?.id ?? 0
}
const asking = (entry: number, more: Record<string, string> = {}) => ({
  entry: String(entry),
  kind: "revocation",
  ground: "criminal_punishment",
  statement: "（2026）江01刑初8号判决",
  ...more,
})
const opened = async (entry: number, more: Record<string, string> = {}, by = unit) => {
  const answer = await by.post("/manage/revocations", asking(entry, more))
  return { answer, id: Number(/revocations\/(\d+)/.exec(answer.headers.get("location") ?? "")?.[1]) }
}
const opinion = { version: "1", verdict: "agree", opinion: "情况属实" }
const ending = (version: number, more: Record<string, string> = {}) => ({
  version: String(version),
  documentNumber: "江工发[2026]30号",
  decidedOn: "2026-04-30",
  ...more,
})
const state = async (id: number) => (await db.select().from(revocations).where(eq(revocations.id, id)))[0]?.state
const audited = async (action: string, id: number) => {
  const where = and(eq(auditEntries.action, action), eq(auditEntries.subjectId, id))
  return (await db.select().from(auditEntries).where(where)).length
}

/** The board under a name; the entries here were put down as rows alone, so what finds them is noted first. */
async function board(name: string): Promise<string> {
  await fillTerms(scopeOf(db, { kind: "system", name: "upkeep" }, now))
  return browser().text(`/honours/medal?q=${name}`)
}

test("every state, act and ground leads where the table says, and nowhere else", () => {
  const paths = revocationStates.flatMap((from) =>
    acts.flatMap((act) => revocationGrounds.map((ground) => [from, act, after(from, act, ground)] as const)),
  )
  const led = [...new Set(paths.flatMap(([from, act, to]) => (to ? [`${from} ${act} ${to}`] : [])))].sort()
  expect(led).toEqual([
    "advised decide decided",
    "advised dismiss dismissed",
    "advised withdraw withdrawn",
    "decided restore restored",
    "opened advise advised",
    "opened decide decided",
    "opened dismiss dismissed",
    "opened withdraw withdrawn",
  ])
  const direct = revocationGrounds.filter((ground) => after("opened", "decide", ground))
  expect(direct).toEqual(revocationGrounds.filter((ground) => grounds[ground].isDirect))
  expect(actsFor("opened", "criminal_punishment", { opens: true, advises: false, decides: false })).toEqual([
    "withdraw",
  ])
})

test("people have no plaque to be taken down, and every kind and ground is of use to somebody", () => {
  const fitting = endingKinds.flatMap((kind) =>
    revocationGrounds.flatMap((ground) =>
      recipientKinds.filter((one) => fits(kind, ground, one)).map((one) => [kind, ground, one]),
    ),
  )
  expect(fitting.filter(([kind, , one]) => one === "person" && kind !== "revocation")).toEqual([])
  expect(new Set(fitting.map(([kind]) => kind)).size).toBe(endingKinds.length)
  expect(new Set(fitting.map(([, ground]) => ground)).size).toBe(revocationGrounds.length)
})

test("a unit asks, the tier above says its opinion, the conferring body decides, and what was given comes back", async () => {
  const entry = await entered("失信者")
  expect(await unit.text("/manage/revocations/new?q=失信者")).toContain(`?entry=${entry}`)
  const { id } = await opened(entry)
  expect(await unit.text(`/manage/revocations/${id}`)).not.toContain(`${id}/decision`)
  expect((await office.post(`/manage/revocations/${id}/decision`, ending(1))).status).toBe(422)
  expect((await unit.post(`/manage/revocations/${id}/opinion`, opinion)).status).toBe(404)
  expect((await tier.post(`/manage/revocations/${id}/opinion`, opinion)).status).toBe(303)
  expect((await tier.post(`/manage/revocations/${id}/decision`, ending(2))).status).toBe(404)
  expect(await board("失信者")).toContain("失信者</strong>")
  const done = await office.post(`/manage/revocations/${id}/decision`, ending(2, { isPublic: "yes" }))
  expect(done.headers.get("location")).toBe(`/manage/revocations/${id}?done=decide`)
  const shown = await browser().text("/honours/medal")
  expect(shown).toContain("2026-04-30 撤销，江工发〔2026〕30号")
  expect(shown).not.toContain("刑初")
  expect(await browser().text("/search?q=失信者")).not.toContain('scope="row">失信者')
  const tokens = { version: "3", medalOn: "2026-05-01", medalReason: "", certificateOn: "", certificateReason: "遗失" }
  const both = await office.post(`/manage/revocations/${id}/tokens`, {
    ...tokens,
    bonusOn: "2026-05-01",
    bonusReason: "x",
  })
  expect([both.status, await both.text()]).toEqual([422, expect.stringContaining('href="#f-bonusReason"')])
  expect((await office.post(`/manage/revocations/${id}/tokens`, tokens)).status).toBe(303)
  const noted = await db.select().from(revocationTokens).where(eq(revocationTokens.revocationId, id))
  expect(noted.map(({ token, recoveredOn, reason }) => [token, recoveredOn, reason]).sort()).toEqual([
    ["bonus", "", ""],
    ["certificate", "", "遗失"],
    ["medal", "2026-05-01", ""],
  ])
  const counts = ["open", "advise", "decide", "note_tokens"].map((act) => audited(`revocation.${act}`, id))
  expect(await Promise.all(counts)).toEqual([1, 1, 1, 1])
  expect(await audited("honour.revoke", entry)).toBe(1)
})

test("a wrong revocation is undone by a decision with a number, and a new case may follow", async () => {
  const entry = await entered("清白者")
  const { id } = await opened(entry, { ground: "untrue_deeds" }, office)
  expect((await office.post(`/manage/revocations/${id}/decision`, ending(1))).status).toBe(303)
  expect(await board("清白者")).not.toContain("清白者</strong>")
  const form = { version: "2", restoringNumber: "31号", restoredOn: "2026-05-01", restoringReason: "查无实据" }
  expect((await office.post(`/manage/revocations/${id}/restoration`, form)).status).toBe(422)
  const right = { ...form, restoringNumber: "江工发〔2026〕31号" }
  expect((await office.post(`/manage/revocations/${id}/restoration`, right)).status).toBe(303)
  expect(await board("清白者")).toContain("清白者</strong>")
  expect(await office.text(`/manage/register/${entry}`)).toContain("已恢复")
  expect([await audited("revocation.restore", id), await audited("honour.restore", entry)]).toEqual([1, 1])
  expect((await opened(entry)).answer.status).toBe(303)
})

test("an honour has one case at a time, and reasons that fit", async () => {
  const entry = await entered("重复者")
  const { id } = await opened(entry)
  expect((await opened(entry, {}, office)).answer.status).toBe(422)
  const squad = await entered("甲班", team.id)
  expect((await opened(squad, { kind: "natural_removal", ground: "moral_corruption" })).answer.status).toBe(422)
  expect((await opened(entry, { kind: "natural_removal", ground: "unit_gone" })).answer.status).toBe(422)
  const gone = await opened(squad, { kind: "natural_removal", ground: "unit_gone" }, office)
  expect((await office.post(`/manage/revocations/${gone.id}/decision`, ending(1, { isPublic: "yes" }))).status).toBe(
    303,
  )
  expect(await browser().text("/honours/pioneer")).not.toContain("甲班")
  expect(
    (await unit.post(`/manage/revocations/${id}/withdrawal`, { version: "1", withdrawalReason: "另行处理" })).status,
  ).toBe(303)
  expect(await state(id)).toBe("withdrawn")
})

test("of two officers who act on the same version one is told that the other was there", async () => {
  const { id } = await opened(await entered("同时者"), { ground: "untrue_deeds" })
  const answers = await Promise.all([
    office.post(`/manage/revocations/${id}/decision`, ending(1)),
    office.post(`/manage/revocations/${id}/dismissal`, { version: "1", dismissalReason: "不成立" }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
})

test("what is not yours is not found", async () => {
  const entry = await entered("外人")
  const { id } = await opened(entry)
  expect((await office.get(`/manage/revocations/${id}`)).status).toBe(200)
  expect((await stranger.get(`/manage/revocations/${id}`)).status).toBe(404)
  expect((await stranger.get(`/manage/revocations/new?entry=${entry}`)).status).toBe(404)
  expect((await stranger.post("/manage/revocations", asking(entry))).status).toBe(404)
  expect(await stranger.text("/manage/revocations")).not.toContain("外人")
  expect((await browser().get("/manage/revocations")).headers.get("location")).toContain("/sign-in")
})

test.skipIf(!onPostgres())(
  "two who decide at once, one to revoke and one to dismiss, end the case one way (several connections: PostgreSQL only)",
  async () => {
    for (let turn = 0; turn < 8; turn++) {
      const entry = await entered(`并行${turn}`)
      const { id } = await opened(entry)
      await tier.post(`/manage/revocations/${id}/opinion`, opinion)
      const again = await as(await makeOfficer(db, city, "honours_officer"))
      const answers = await Promise.all([
        office.post(`/manage/revocations/${id}/decision`, ending(2)),
        again.post(`/manage/revocations/${id}/dismissal`, { version: "2", dismissalReason: "证据不足" }),
        office.post(`/manage/revocations/${id}/decision`, ending(2)),
      ])
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
      const [row] = await db.select().from(registerEntries).where(eq(registerEntries.id, entry))
      const revoked = (await state(id)) === "decided"
      expect([await state(id), row?.revokedAt !== null]).toEqual([revoked ? "decided" : "dismissed", revoked])
    }
  },
)
