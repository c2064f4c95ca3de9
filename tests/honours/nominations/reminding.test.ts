import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import {
  accounts,
  auditEntries,
  duties,
  jobs,
  nominationReminders,
  nominations,
  people,
  programmes,
} from "#db/schema/index.ts"
import { remindDue } from "#honours/nominations/reminding/commands.ts"
import { reminderMail, sendReminder } from "#honours/nominations/reminding/jobs.ts"
import { isTold } from "#honours/nominations/reminding/window.ts"
import { discardNomination } from "#honours/nominations/starting/commands.ts"
import { runDue } from "#jobs/commands.ts"
import type { Mail } from "#mail/mailer.ts"
import { tracesInText } from "../../browser/canary/traces.ts"
import { keys, scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeNomination } from "../../support/honours.ts"
import { makeSelection } from "../../support/nominations.ts"
import { scopeAs } from "../../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { worker } from "./course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const now = new Date("2026-03-08T10:00:00+08:00")
const on = (text: string) => new Date(`2026-03-${text}+08:00`)
const system = (at = now) => scopeOf(db, { kind: "system", name: "upkeep" }, at)
const sender = { issuer: city.name, link: "http://laurel.test/manage" }

/** An officer whose invitation was sent to an address, or was printed. */
async function officer(unit: { id: number }, kind: "unit_operator" | "honours_officer", email: string) {
  const account = await makeOfficer(db, unit, kind)
  const [row] = await db.select().from(accounts).where(eq(accounts.id, account))
  const sealed = { emailSealed: email ? keys.seal("email", email) : null, phoneSealed: keys.seal("phone", numbers[1]) }
  await db
    .update(people)
    .set(sealed)
    .where(eq(people.id, row?.personId ?? 0))
  return account
}
const numbers = ["790042199001010042", "15499990042"] as const
const operator = await officer(works, "unit_operator", "works@example.cn")
const reviewer = await officer(district, "honours_officer", "district@example.cn")
await officer(district, "honours_officer", "")
const office = await officer(city, "honours_officer", "city@example.cn")
const { programme, medal } = await makeSelection(db, city, district, { programme: { closesAt: on("09T17:00:00") } })

const first = { recommendingUnitId: district.id, profile: worker }
async function nominee(name: string, facts: Partial<typeof nominations.$inferInsert>) {
  const sealed = {
    identitySealed: keys.seal("identity_number", numbers[0]),
    phoneSealed: keys.seal("phone", numbers[1]),
  }
  const person = await makePerson(db, works, name, sealed)
  return makeNomination(db, programme, { honour: medal, unit: works, person }, { ...first, ...facts })
}
const reviewed = (name: string, dueAt: Date, facts: Partial<typeof nominations.$inferInsert> = {}) =>
  nominee(name, { state: "underway", stepKey: "first_review", dueAt, ...facts })

/** All mails that wait, as they would be sent. */
async function sent(): Promise<Mail[]> {
  const mails: Mail[] = []
  const mailer = { send: async (mail: Mail) => void mails.push(mail) }
  await runDue({ db, keys, clock: () => on("31T00:00:00") }, { [reminderMail]: sendReminder(mailer) }, () => {})
  return mails
}
beforeEach(async () => {
  await db.delete(nominationReminders)
  await db.delete(nominations)
  await db.delete(jobs)
})

test("a deadline is told of from two days before it to a week after it", () => {
  const due = on("10T00:00:00")
  const at = (text: string) => isTold(due, on(text))
  expect([
    at("07T23:59:59.999"),
    at("08T00:00:00"),
    at("10T00:00:00"),
    at("16T23:59:59.999"),
    at("17T00:00:00"),
  ]).toEqual([false, true, true, true, false])
  expect(isTold(null, now)).toBe(false)
})

test("whoever owes papers or a signature that is due gets one mail for all of it, and none for a second time", async () => {
  const late = await reviewed("何守一", on("07T00:00:00"))
  await reviewed("程望舒", on("10T00:00:00"))
  await reviewed("宋知远", on("20T00:00:00"))
  const returned = await reviewed("林静好", on("09T00:00:00"), { stepKey: "", round: 2 })
  const draft = await nominee("郑文轩", { state: "draft" })
  await reviewed("高山", on("09T00:00:00"), { stepKey: "second_review" })
  expect([await remindDue(system(), sender), await remindDue(system(), sender)]).toEqual([3, 0])
  const mails = await sent()
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ["works@example.cn", "待办提醒：2 份推荐材料等待您办理 / Reminder: 2 nominations wait for you"],
    ["district@example.cn", "待办提醒：2 份推荐材料等待您办理 / Reminder: 2 nominations wait for you"],
    ["city@example.cn", "待办提醒：1 份推荐材料等待您办理 / Reminder: 1 nomination waits for you"],
  ])
  expect(mails.map(({ text }) => /最早的办理期限为 (.*)。/.exec(text)?.[1])).toEqual([
    "2026-03-08 23:59",
    "2026-03-06 23:59",
    "2026-03-08 23:59",
  ])
  const told = await db.select().from(nominationReminders)
  const about = (account: number) =>
    told.flatMap(({ accountId, nominationId }) => (accountId === account ? [nominationId] : []))
  expect([about(operator).sort(), about(reviewer).length, about(office).length]).toEqual([
    [returned.id, draft.id],
    2,
    1,
  ])
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.action, "nomination.remind"))
  expect(trail.filter(({ subjectId }) => subjectId === late.id).map(({ facts }) => facts)).toEqual([
    { account: reviewer },
  ])
})

test("a deadline that is set anew is told of anew, and one that was told to somebody else is not told again", async () => {
  const { id } = await reviewed("何守一", on("09T00:00:00"))
  expect(await remindDue(system(), sender)).toBe(1)
  await db
    .update(nominations)
    .set({ dueAt: on("10T00:00:00") })
    .where(eq(nominations.id, id))
  expect([await remindDue(system(), sender), await remindDue(system(), sender)]).toEqual([1, 0])
})

test("nobody is told of what is decided, of a selection that is over, or after a duty has ended", async () => {
  const { id } = await reviewed("何守一", on("09T00:00:00"))
  const set = (facts: Partial<typeof nominations.$inferInsert>) =>
    db.update(nominations).set(facts).where(eq(nominations.id, id))
  await set({ state: "rejected" })
  expect(await remindDue(system(), sender)).toBe(0)
  await set({ state: "underway" })
  await db.update(programmes).set({ state: "decided" }).where(eq(programmes.id, programme.id))
  expect(await remindDue(system(), sender)).toBe(0)
  await db.update(programmes).set({ state: "open" }).where(eq(programmes.id, programme.id))
  await db.update(duties).set({ endsAt: now }).where(eq(duties.unitId, district.id))
  expect(await remindDue(system(), sender)).toBe(1)
  expect((await sent()).map(({ to }) => to)).toEqual(["city@example.cn"])
  await db.update(duties).set({ endsAt: null }).where(eq(duties.unitId, district.id))
})

test("a mail says how much and until when in both languages, and holds nobody's name or number", async () => {
  await reviewed("何守一", on("09T00:00:00"))
  await remindDue(system(), sender)
  const [mail] = await sent()
  const all = `${mail?.subject}\n${mail?.text}`
  expect(all).toContain("有 1 份推荐材料等待您")
  expect(all).toContain("1 nomination waits for you")
  expect(all).toContain("http://laurel.test/manage")
  expect([all.includes("何守一"), all.includes("临江机械厂"), tracesInText(all, [...numbers])]).toEqual([
    false,
    false,
    [],
  ])
  expect(tracesInText(`${all}${numbers[1]}`, [...numbers])).toEqual([numbers[1]])
})

test("papers that somebody was reminded of can still be thrown away", async () => {
  const draft = await nominee("郑文轩", { state: "draft" })
  expect(await remindDue(system(), sender)).toBe(1)
  expect((await discardNomination(await scopeAs(db, operator, now), draft.id, 1)).ok).toBe(true)
  expect(await db.$count(nominationReminders)).toBe(0)
})

test("the page says when a mail went out, that one will, or that none are sent here", async () => {
  const { id } = await reviewed("何守一", on("09T00:00:00"))
  const page = async (mails: boolean, lang = "zh-CN") => {
    const browser = await testApp(db, () => now, { mails }).as(reviewer)
    browser.cookies.lang = lang
    return browser.text(`/manage/nominations/${id}`)
  }
  expect(await page(false)).toContain("本系统未设置邮件服务，不发提醒邮件")
  expect(await page(true)).toContain("期限前两天发邮件提醒有邮箱的经办人")
  await remindDue(system(), sender)
  expect(await page(true)).toContain("2026-03-08 10:00 已发邮件提醒")
  expect(await page(true, "en")).toContain("Reminded by mail at 2026-03-08 10:00")
})

test.skipIf(!onPostgres())("two servers that remind at once send each mail once", async () => {
  for (const name of ["何守一", "程望舒", "宋知远"]) await reviewed(name, on("09T00:00:00"))
  const sums = await Promise.all([
    remindDue(system(), sender),
    remindDue(system(), sender),
    remindDue(system(), sender),
  ])
  const counted = await db.select().from(nominationReminders)
  expect([sums.reduce((a, b) => a + b), counted.length, (await sent()).length]).toEqual([1, 3, 1])
})
