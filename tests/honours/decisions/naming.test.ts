import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import {
  auditEntries,
  decisionExceptions,
  decisions,
  nominations,
  registerEntries,
  unitVetoes,
} from "#db/schema/index.ts"
import { decide } from "#honours/decisions/commands.ts"
import { announceNominees, conclude } from "#honours/decisions/noticing/commands.ts"
import { vetoList } from "#honours/programmes/presets/eligibility.ts"
import { code } from "../../support/answers.ts"
import { scopeOf, testApp } from "../../support/app.ts"
import { makeExperts, makeNominee, makeReviewed } from "../../support/committees.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"
import { makeVeto } from "../../support/vetoes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const other = await makeUnit(db, "海州市总工会")
let now = new Date("2026-04-20T02:00:00Z")
const { as } = testApp(db, () => now)
const { officerId, actor } = await makeExperts(db, city, 0)
const officer = await as(officerId)
const stranger = await as(await makeOfficer(db, other, "honours_officer"))
const scope = () => scopeOf(db, actor, now)
let serial = 0
let slug: string
let programme: Awaited<ReturnType<typeof makeReviewed>>

const stand = (name: string, stepKey: string) => makeNominee(db, programme, works, name, { stepKey })
const location = (answer: Response) => answer.headers.get("location") ?? ""
const document = (more: object = {}) => ({
  ...{ number: `江工发〔2026〕${serial}号`, decidedOn: "2026-04-28", titleZh: "关于命名江城工匠的决定", titleEn: "" },
  ...{ issuers: ["江城市总工会", "江城市人力资源和社会保障局"], visibleFrom: null },
  ...more,
})
const none = { reason: "", basis: "" }
const states = async () =>
  (
    await db
      .select()
      .from(nominations)
      .where(eq(nominations.programmeId, programme.programmeId))
      .orderBy(nominations.id)
  ).map(({ name, state, stepKey }) => [name, state, stepKey].join(" ").trim())
const entered = async () =>
  (
    await db
      .select()
      .from(registerEntries)
      .where(eq(registerEntries.honourId, programme.honour.id))
      .orderBy(registerEntries.id)
  ).map(({ recipientName, isPosthumous }) => `${recipientName}${isPosthumous ? " 追授" : ""}`)

beforeEach(async () => {
  slug = `crafts${++serial}`
  programme = await makeReviewed(db, city, {}, slug)
})

test("a decision names the chosen once, in the register in the same step, the dead among them as such", async () => {
  const [one, two] = [await stand("丁一", "decision"), await stand("王二", "decision")]
  await stand("张三", "notice")
  const page = await officer.text(`/manage/programmes/${slug}/naming`)
  expect([page.includes("丁一"), page.includes("张三"), page.indexOf("丁一") < page.indexOf("王二")]).toEqual([
    true,
    false,
    true,
  ])
  const given = { document: document(), posthumous: [two.id], exception: none }
  expect(await code(decide(scope(), slug, { ...given, ids: [] }))).toBe("nobody_named")
  expect(await code(decide(scope(), slug, { ...given, ids: [one.id, two.id] }))).toBe("ok")
  expect(await code(decide(scope(), slug, { ...given, ids: [one.id] }))).toBe("decided_already")
  const another = { ...given, document: document({ number: "江工发〔2026〕99号" }) }
  expect(await code(decide(scope(), slug, { ...another, ids: [one.id] }))).toBe("decided_already")
  expect(await states()).toEqual(["丁一 honoured", "王二 honoured", "张三 underway notice"])
  expect(await entered()).toEqual(["丁一", "王二 追授"])
  const [decision] = await db
    .select()
    .from(decisions)
    .where(eq(decisions.number, `江工发〔2026〕${serial}号`))
  expect(decision?.issuers).toEqual(["江城市总工会", "江城市人力资源和社会保障局"])
})

test("a list that breaks a rule is decided with a recorded exception only", async () => {
  const ids = [
    (await stand("丁一", "decision")).id,
    (await stand("王二", "decision")).id,
    (await stand("李三", "decision")).id,
  ]
  const given = { ids, document: document(), posthumous: [] }
  expect(await code(decide(scope(), slug, { ...given, exception: none }))).toBe("exception_reason_missing")
  const reason = "竞赛增加一个赛项"
  expect(await code(decide(scope(), slug, { ...given, exception: { reason, basis: "" } }))).toBe(
    "exception_basis_missing",
  )
  expect([await entered(), await states()]).toEqual([
    [],
    ["丁一 underway decision", "王二 underway decision", "李三 underway decision"],
  ])
  expect(await code(decide(scope(), slug, { ...given, exception: { reason, basis: "江委办〔2026〕3号" } }))).toBe("ok")
  const kept = await db
    .select()
    .from(decisionExceptions)
    .where(eq(decisionExceptions.programmeId, programme.programmeId))
  expect(kept.map(({ rule, needs, has, basis }) => [rule, needs, has, basis])).toEqual([
    [`seats:${slug}`, 2, 3, "江委办〔2026〕3号"],
  ])
  const [audit] = await db.select().from(auditEntries).where(eq(auditEntries.action, "decision.except"))
  expect(audit?.facts).toEqual({ rules: [`seats:${slug}`], reason, basis: "江委办〔2026〕3号" })
})

test("whom the veto list bars by now is not decided on, whatever was checked before", async () => {
  programme = await makeReviewed(db, city, {}, `${slug}-vetoed`, { eligibility: [vetoList] })
  const unit = await makeUnit(db, `${slug}造纸厂`, city)
  const profile = { honour: programme.honour.slug, recipient: "unit", identityClass: null, flags: [], rank: "none" }
  const place = { unitKind: "enterprise", ownership: "private", isShiftTeam: false, isFounded: false }
  const one = await makeNominee(db, programme, unit, "丁一", { stepKey: "decision", profile: { ...profile, ...place } })
  const given = { ids: [one.id], document: document(), posthumous: [], exception: none }
  await makeVeto(db, unit, { fromDay: "2026-02-01" })
  expect(await code(decide(scope(), `${slug}-vetoed`, given))).toBe("nominee_vetoed")
  expect(await entered()).toEqual([])
  await db.update(unitVetoes).set({ liftedAt: now, liftReason: "整改完成" })
  expect(await code(decide(scope(), `${slug}-vetoed`, given))).toBe("ok")
})

test("on the pages: checked, decided once by a double click, and nothing for another federation", async () => {
  const one = await stand("丁一", "decision")
  const path = `/manage/programmes/${slug}/naming`
  const form = {
    ...{ nominee: String(one.id), documentNumber: `江工发〔2026〕${serial}号`, decidedOn: "2026-04-28" },
    ...{
      titleZh: "关于命名江城工匠的决定",
      titleEn: "",
      issuers: "江城市总工会",
      visibleFrom: "",
      reason: "",
      basis: "",
    },
  }
  const empty = await officer.post(`${path}/check`, { ...form, documentNumber: "" })
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining("f-documentNumber")])
  expect(await (await officer.post(`${path}/check`, form)).text()).toContain("作出表彰决定（1 个）")
  expect(location(await officer.post(path, form))).toBe(`${path}?done=decided`)
  const again = await officer.post(path, form)
  expect([again.status, await entered()]).toEqual([422, ["丁一"]])
  expect((await stranger.get(path)).status).toBe(404)
  expect((await stranger.post(path, form)).status).toBe(404)
})

test("a notice holds until its working days are over, then lets everybody go on to the decision", async () => {
  now = new Date("2026-04-20T02:00:00Z")
  await stand("丁一", "notice")
  await stand("王二", "notice")
  const path = `/manage/programmes/${slug}/notices`
  const texts = {
    title: "江城工匠公示",
    basis: "根据江委办〔2026〕3号文件公示。",
    address: "江城市工会路1号",
    phone: "0511-88880000",
  }
  const here = { stepKey: "notice", unitId: city.id }
  const form = { stepKey: "notice", unitId: `${city.id}`, ...texts, mail: "", firstDay: "2026-04-20", confirmed: "yes" }
  expect(location(await officer.post(path, form))).toBe(`${path}?done=announced`)
  expect((await officer.post(path, form)).status).toBe(422)
  expect(await officer.text(path)).toContain("公示或核实中")
  expect(await code(conclude(scope(), slug, { ...here, upheld: "reject", ending: "" }))).toBe("nobody_to_move_on")
  await stand("张三", "notice")
  now = new Date("2026-05-20T02:00:00Z")
  const conclusion = { stepKey: "notice", unitId: `${city.id}`, upheld: "reject", ending: "公示期满，没有收到异议。" }
  expect(location(await officer.post(`${path}/conclusion`, conclusion))).toBe(`${path}?done=concluded`)
  expect(await states()).toEqual(["丁一 underway decision", "王二 underway decision", "张三 underway notice"])
  const late = { ...here, ...texts, mail: "", firstDay: "2026-05-20", confirmed: true }
  expect(await code(announceNominees(scope(), slug, late))).toBe("ok")
  expect((await stranger.get(path)).status).toBe(404)
})

test.skipIf(!onPostgres())(
  "two officers who decide at once decide once (several connections: PostgreSQL only)",
  async () => {
    const ids = [(await stand("丁一", "decision")).id]
    const numbers = [`江工发〔2026〕7${serial}号`, `江工发〔2026〕8${serial}号`, `江工发〔2026〕9${serial}号`]
    const done = await Promise.all(
      numbers.map((number) =>
        code(decide(scope(), slug, { ids, posthumous: [], document: document({ number }), exception: none })),
      ),
    )
    expect(done.toSorted()).toEqual(["decided_already", "decided_already", "ok"])
    expect(await entered()).toEqual(["丁一"])
  },
)
