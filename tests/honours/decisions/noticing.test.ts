import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import type { Scope } from "#db/db.ts"
import { nominationActs, nominations, notices } from "#db/schema/index.ts"
import { announceNominees, conclude } from "#honours/decisions/noticing/commands.ts"
import { findNoticing } from "#honours/decisions/noticing/queries.ts"
import { moveNomination } from "#honours/nominations/moves/commands.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { twoReviewsThreeNotices } from "#honours/programmes/presets/steps.ts"
import { dayOf } from "#lib/dates.ts"
import { noticeById } from "#notices/issuing/queries.ts"
import { closeNotice } from "#notices/issuing/running/commands.ts"
import { assign, conclude as concludeObjection } from "#notices/objections/investigation/commands.ts"
import { code } from "../../support/answers.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeNomination } from "../../support/honours.ts"
import { makeSelection } from "../../support/nominations.ts"
import { makeObjection, scopeAs } from "../../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { worker } from "../nominations/course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const [near, far] = [await makeUnit(db, "临江区总工会", city), await makeUnit(db, "东山区总工会", city)]
const works = new Map([
  [near.id, await makeUnit(db, "临江机械厂", near)],
  [far.id, await makeUnit(db, "东山热电厂", far)],
])
const [office, nearOfficer, farOfficer] = [
  await makeOfficer(db, city, "honours_officer"),
  await makeOfficer(db, near, "honours_officer"),
  await makeOfficer(db, far, "honours_officer"),
]
const begun = new Date("2026-03-02T02:00:00Z")
const later = new Date("2026-03-10T02:00:00Z")
const at = (account: number, now = begun): Promise<Scope> => scopeAs(db, account, now)
let serial = 0

async function selection(more: Partial<Definition> = {}) {
  const slug = `levels${++serial}`
  const route = twoReviewsThreeNotices().filter(({ kind }) => kind !== "opinions")
  return { slug, ...(await makeSelection(db, city, near, { slug, route, opinions: [], ...more })) }
}
type Selection = Awaited<ReturnType<typeof selection>>

async function stand({ programme, medal }: Selection, district: { id: number }, name: string, stepKey = "area_notice") {
  const unit = works.get(district.id) ?? city
  const person = await makePerson(db, unit, name)
  const facts = { profile: worker, recommendingUnitId: district.id, state: "underway" as const, stepKey }
  return makeNomination(db, programme, { honour: medal, unit, person }, facts)
}
const texts = { title: "公示", basis: "逐级审核，现予公示。", address: "工会路1号", phone: "0511-88880000", mail: "" }
const put = (scope: Scope, slug: string, stepKey: string, { id }: { id: number }) =>
  announceNominees(scope, slug, { stepKey, unitId: id, ...texts, firstDay: dayOf(scope.now), confirmed: true })
const ending = "公示期满，没有收到异议。"
const end = (scope: Scope, slug: string, stepKey: string, { id }: { id: number }) =>
  conclude(scope, slug, { stepKey, unitId: id, upheld: "lose", ending })
const steps = async ({ programme }: Selection) =>
  (await db.select().from(nominations).where(eq(nominations.programmeId, programme.id)).orderBy(nominations.id)).map(
    ({ name, state, stepKey }) => `${name} ${state} ${stepKey}`.trim(),
  )
const noticeRows = ({ programme }: Selection) =>
  db
    .select()
    .from(notices)
    .where(eq(notices.subjectId, `${programme.id}`))
    .orderBy(notices.id)
const noticesUp = async (made: Selection) =>
  (await noticeRows(made)).map(({ step, unitId, state }) => [step.split("@")[0], unitId, state])

test("each recommending unit puts up its own notice for those whom it has passed, and nobody else's", async () => {
  const made = await selection()
  await stand(made, near, "丁一")
  await stand(made, far, "王二")
  expect(await code(put(await at(farOfficer), made.slug, "area_notice", near))).toBe("not_found")
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", city))).toBe("nobody_to_announce")
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("ok")
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("nobody_to_announce")
  expect(await noticesUp(made)).toEqual([["area_notice", near.id, "open"]])
  expect(await code(end(await at(nearOfficer), made.slug, "area_notice", near))).toBe("nobody_to_move_on")
  const over = await at(nearOfficer, later)
  const place = { stepKey: "area_notice", unitId: near.id, upheld: "lose" as const }
  expect(await code(conclude(over, made.slug, { ...place, ending: "" }))).toBe("ending_missing")
  expect(await code(end(over, made.slug, "area_notice", near))).toBe("ok")
  expect(await noticesUp(made)).toEqual([["area_notice", near.id, "closed"]])
  expect(await steps(made)).toEqual(["丁一 underway second_review", "王二 underway area_notice"])
  expect(await code(end(over, made.slug, "area_notice", near))).toBe("nobody_to_move_on")
})

test("the city's notice waits for that below: an objection there holds its nominee and the end of the level above", async () => {
  const made = await selection()
  const held = await stand(made, near, "丁一")
  const other = await stand(made, near, "王二")
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("ok")
  const [notice] = await db
    .select()
    .from(notices)
    .where(eq(notices.subjectId, `${made.programme.id}`))
  const objected = await makeObjection(await at(nearOfficer), notice?.id ?? 0, { row: 1 })
  expect(await code(end(await at(nearOfficer, later), made.slug, "area_notice", near))).toBe("ok")
  expect(await steps(made)).toEqual(["丁一 underway area_notice", "王二 underway second_review"])
  expect(await noticesUp(made)).toEqual([["area_notice", near.id, "open"]])
  const sign = { move: { move: "sign", signer: "office", verdict: "agree" }, version: other.version + 1 } as const
  expect(await code(moveNomination(await at(office, later), other.id, sign))).toBe("ok")
  expect(await code(put(await at(office, later), made.slug, "city_notice", city))).toBe("ok")
  const after = new Date("2026-03-20T02:00:00Z")
  expect(await code(end(await at(office, after), made.slug, "city_notice", city))).toBe("nobody_to_move_on")
  expect(await steps(made)).toEqual(["丁一 underway area_notice", "王二 underway city_notice"])
  const [, upper] = await noticeRows(made)
  const direct = async () =>
    code(closeNotice(await at(office, after), upper?.id ?? 0, { version: upper?.version ?? 0, ending }))
  expect(await direct()).toBe("level_below_open")
  const seen = await (await testApp(db, () => after).as(office)).text(`/manage/notices/${upper?.id}`)
  expect([seen.includes("下一级的公示还没有结束"), seen.includes("/closure")]).toEqual([true, false])
  const found = await findNoticing(await at(office, after), made.slug)
  const level = found?.steps[1]?.levels[0]
  expect(level?.notices[0]?.nominees.map(({ outcome }) => outcome)).toEqual(["below"])
  const below = await at(nearOfficer, after)
  const place = { notice: notice?.id ?? 0, objection: objected.id }
  expect(await code(assign(below, { ...place, version: 1 }, "经审办"))).toBe("ok")
  const verdict = {
    ...{ verdict: "upheld" as const, conclusion: "经查属实。", leaderName: "张主席", signedOn: "2026-03-20" },
    ...{ reply: "感谢监督。", words: "取消资格" },
  }
  const told = { link: "https://x.example/notices/receipt", issuer: "江城", mails: false }
  expect(await code(concludeObjection(below, { ...place, version: 2 }, verdict, told))).toBe("ok")
  expect(await code(end(below, made.slug, "area_notice", near))).toBe("ok")
  expect((await noticesUp(made)).map(([, , state]) => state)).toEqual(["closed", "open"])
  expect(await code(end(await at(office, after), made.slug, "city_notice", city))).toBe("ok")
  expect(await steps(made)).toEqual(["丁一 lost", "王二 underway decision"])
  expect(held.name).toBe("丁一")
})

test("whoever was returned meanwhile is shown anew, and a notice that was taken down shows nobody", async () => {
  const made = await selection()
  const one = await stand(made, near, "丁一")
  const scope = await at(nearOfficer)
  expect(await code(put(scope, made.slug, "area_notice", near))).toBe("ok")
  const back = { move: { move: "return", to: "first_review" }, version: one.version, words: "补材料" } as const
  expect(await code(moveNomination(scope, one.id, back))).toBe("ok")
  const sign = { move: { move: "sign", signer: "recommender", verdict: "agree" }, version: one.version + 1 } as const
  expect(await code(moveNomination(scope, one.id, sign))).toBe("ok")
  const over = await at(nearOfficer, later)
  expect(await code(put(over, made.slug, "area_notice", near))).toBe("ok")
  expect(await steps(made)).toEqual(["丁一 underway area_notice"])
  await db
    .update(notices)
    .set({ state: "withdrawn" })
    .where(eq(notices.subjectId, `${made.programme.id}`))
  expect(await code(put(over, made.slug, "area_notice", near))).toBe("ok")
  expect((await noticesUp(made)).map(([, , state]) => state)).toEqual(["withdrawn", "withdrawn", "open"])
})

const leave = async (account: number, { id }: { id: number }, move: "withdraw" | "reject" | "lose", now = begun) => {
  const [row] = await db.select().from(nominations).where(eq(nominations.id, id))
  return code(moveNomination(await at(account, now), id, { move: { move }, version: row?.version ?? 0, words: "x" }))
}
const shown = async (made: Selection) => {
  const [row] = await noticeRows(made)
  const found = await noticeById(await at(office), row?.id ?? 0)
  const struck = (key: string) => found?.strikes.find((one) => one.key === key)?.cause ?? "stands"
  const lines = found?.list?.rows.map(({ name, key }) => `${name} ${struck(key)}`).toSorted()
  return { number: found?.list?.number, lastDay: found?.list?.lastDay, reason: found?.list?.reason, lines }
}

test("whoever leaves in another way is struck out of the list that is up, and its period goes on", async () => {
  const made = await selection()
  const all = []
  for (const name of ["丁一", "王二", "张三", "李四"]) all.push(await stand(made, near, name))
  const [first, second, third] = all as [(typeof all)[number], (typeof all)[number], (typeof all)[number]]
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("ok")
  expect(await leave(nearOfficer, first, "withdraw")).toBe("ok")
  expect(await leave(office, second, "reject", new Date("2026-03-04T02:00:00Z"))).toBe("ok")
  expect(await leave(office, third, "lose", later)).toBe("ok")
  expect(await shown(made)).toEqual({
    ...{ number: 1, lastDay: "2026-03-06", reason: "" },
    lines: ["丁一 left", "张三 left", "李四 stands", "王二 left"].toSorted(),
  })
  const [notice] = await noticeRows(made)
  const board = await testApp(db, () => begun)
    .browser()
    .text(`/notices/${notice?.id}`)
  expect(board).toContain("不再列入推荐")
  expect(await code(end(await at(nearOfficer, later), made.slug, "area_notice", near))).toBe("ok")
  expect(await steps(made)).toEqual(["丁一 withdrawn", "王二 rejected", "张三 lost", "李四 underway second_review"])
})

test("where a selection has it so, a list without them begins a whole period; not once its period is over", async () => {
  const made = await selection({ leaving: "restart" })
  const [first, second, third] = [
    await stand(made, near, "丁一"),
    await stand(made, near, "王二"),
    await stand(made, near, "张三"),
  ]
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("ok")
  expect(await leave(nearOfficer, first, "withdraw", new Date("2026-03-04T02:00:00Z"))).toBe("ok")
  const reason = "有人选不再列入推荐，名单变更后重新公示。"
  const anew = { number: 2, lastDay: "2026-03-10", reason }
  expect(await shown(made)).toEqual({ ...anew, lines: ["张三 stands", "王二 stands"] })
  const over = new Date("2026-03-12T02:00:00Z")
  expect(await leave(office, second, "lose", over)).toBe("ok")
  expect(await shown(made)).toEqual({ ...anew, lines: ["张三 stands", "王二 left"] })
  expect(await code(end(await at(nearOfficer, over), made.slug, "area_notice", near))).toBe("ok")
  expect((await steps(made)).at(-1)).toBe("张三 underway second_review")
  expect(third.name).toBe("张三")
})

test("who is the last on a list is struck out, for an empty one is shown to nobody", async () => {
  const made = await selection({ leaving: "restart" })
  const only = await stand(made, near, "丁一")
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("ok")
  expect(await leave(nearOfficer, only, "withdraw")).toBe("ok")
  expect(await shown(made)).toEqual({ number: 1, lastDay: "2026-03-06", reason: "", lines: ["丁一 left"] })
})

test("on the pages a district finds its own place, and whoever recommends nobody finds none", async () => {
  const made = await selection()
  await stand(made, near, "丁一")
  const { as } = testApp(db, () => begun)
  const path = `/manage/programmes/${made.slug}/notices`
  const page = await (await as(nearOfficer)).text(path)
  expect([page.includes("丁一"), page.includes(`value="area_notice"`)]).toEqual([true, true])
  const operator = await as(await makeOfficer(db, works.get(near.id) ?? city, "unit_operator"))
  expect((await operator.get(path)).status).toBe(404)
  expect((await (await as(farOfficer)).get(path)).status).toBe(404)
  expect((await (await as(farOfficer)).post(path, { stepKey: "area_notice", unitId: `${near.id}` })).status).toBe(404)
})

test("whom to put up, and whose notice is over, is among the tasks of the nearest officer alone", async () => {
  const made = await selection()
  await stand(made, near, "丁一")
  let now = begun
  const { as } = testApp(db, () => now)
  const seen = async (account: number, words: string) => {
    const page = await (await as(account)).text("/manage")
    return page.includes(words) && page.includes(`/manage/programmes/${made.slug}/notices?place=area_notice@${near.id}`)
  }
  expect([await seen(nearOfficer, "1 个人选等待公示"), await seen(office, "1 个人选等待公示")]).toEqual([true, false])
  expect(await code(put(await at(nearOfficer), made.slug, "area_notice", near))).toBe("ok")
  expect(await seen(nearOfficer, "")).toBe(false)
  now = later
  expect([await seen(nearOfficer, "1 个人选公示期满"), await seen(farOfficer, "1 个人选公示期满")]).toEqual([
    true,
    false,
  ])
})

test.skipIf(!onPostgres())("two officers at once put up one notice and conclude it once", async () => {
  const made = await selection()
  for (const name of ["丁一", "王二", "张三"]) await stand(made, near, name)
  const puts = [0, 1, 2].map(async (one) =>
    code(put(await at(one ? nearOfficer : office), made.slug, "area_notice", near)),
  )
  expect((await Promise.all(puts)).sort()).toEqual(["nobody_to_announce", "nobody_to_announce", "ok"])
  const ends = [0, 1, 2].map(async (one) =>
    code(end(await at(one ? nearOfficer : office, later), made.slug, "area_notice", near)),
  )
  expect((await Promise.all(ends)).sort()).toEqual(["nobody_to_move_on", "nobody_to_move_on", "ok"])
  expect(await steps(made)).toEqual(["丁一", "王二", "张三"].map((name) => `${name} underway second_review`))
  const acts = await db
    .select()
    .from(nominationActs)
    .innerJoin(nominations, eq(nominations.id, nominationActs.nominationId))
    .where(eq(nominations.programmeId, made.programme.id))
  expect(acts.length).toBe(3)
})
