import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { auditEntries, jobs, nominationConsents, people } from "#db/schema/index.ts"
import { consentMail, sendConsent } from "#honours/nominations/consent/jobs.ts"
import { runDue } from "#jobs/commands.ts"
import type { Mail } from "#mail/mailer.ts"
import { tracesInText } from "../../browser/canary/traces.ts"
import { keys, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { begin, consent, makeSelection } from "../../support/nominations.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"
import { textOf } from "../../support/tables.ts"

const { db } = await freshDatabase()
const now = new Date("2026-03-02T02:00:00Z")
const { as, browser } = testApp(db, () => now, { mails: true })
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "临江机械厂", city)
const account = await makeOfficer(db, works, "unit_operator")
const operator = await as(account)
const selection = await makeSelection(db, city, city, { seats: 20 })
const numbers = ["790042199001010042", "15499990042"] as const

async function nominee(name: string, email = "") {
  const sealed = {
    identitySealed: keys.seal("identity_number", numbers[0]),
    phoneSealed: keys.seal("phone", numbers[1]),
    emailSealed: email ? keys.seal("email", email) : null,
  }
  return begin(operator, selection, { person: `${(await makePerson(db, works, name, sealed)).id}` })
}
const ask = (id: number, form: Record<string, string>, who = operator) =>
  who.post(`/manage/nominations/${id}/consent`, form)

async function sent(): Promise<Mail[]> {
  const mails: Mail[] = []
  const mailer = { send: async (mail: Mail) => void mails.push(mail) }
  await runDue({ db, keys, clock: () => now }, { [consentMail]: sendConsent(mailer) }, () => {})
  return mails
}
const codeIn = ({ text = "" }: Partial<Mail> = {}) => /consent#(\S+)/.exec(text)?.[1] ?? ""
beforeEach(async () => {
  await db.delete(jobs)
})

test("the link goes to the address on file, or to one that is typed for this letter and kept nowhere", async () => {
  const id = await nominee("程望舒", "cheng@example.cn")
  const page = await operator.text(`/manage/nominations/${id}/sections/consent`)
  expect([page.includes("c***@example.cn"), page.includes("cheng@example.cn")]).toEqual([true, false])
  const onFile = await ask(id, { delivery: "mail", email: "" })
  expect(onFile.headers.get("location")).toBe(`/manage/nominations/${id}/sections/consent?done=mailed`)
  const [first] = await sent()
  expect((await ask(id, { delivery: "mail", email: "other@example.cn" })).status).toBe(303)
  const [second] = await sent()
  expect([first?.to, second?.to]).toEqual(["cheng@example.cn", "other@example.cn"])
  const [person] = await db.select().from(people).where(eq(people.name, "程望舒"))
  expect(keys.open("email", person?.emailSealed ?? "")).toBe("cheng@example.cn")
  expect((await textOf(db)).includes("other@example.cn")).toBe(false)
  const trail = await db.select().from(auditEntries).where(eq(auditEntries.action, "nomination.ask_consent"))
  expect(trail.filter(({ subjectId }) => subjectId === id)).toHaveLength(2)
  expect([
    (await browser().post("/consent", { code: codeIn(first) })).status,
    (await browser().post("/consent", { code: codeIn(second) })).status,
  ]).toEqual([422, 200])
})

test("the mail names whom it is for, in the language of the page, and holds no number of anybody", async () => {
  const id = await nominee("何守一", "he@example.cn")
  await ask(id, { delivery: "mail", email: "" })
  const english = await as(account)
  english.cookies.lang = "en"
  await ask(id, { delivery: "mail", email: "" }, english)
  const [zh, en] = await sent()
  expect(zh?.text).toMatch(/^何守一：\n\n临江机械厂拟推荐您参加/)
  expect(en?.text).toMatch(/^何守一,\n\nThe unit 临江机械厂 would like to nominate you/)
  expect([zh, en].flatMap((mail) => tracesInText(`${mail?.subject}${mail?.text}`, [...numbers]))).toEqual([])
})

test("an address that is none, or none at all, is refused beside its field, and nothing was asked", async () => {
  const id = await nominee("宋知远")
  for (const email of ["", "song at example"]) {
    const refused = await ask(id, { delivery: "mail", email })
    const page = await refused.text()
    expect([refused.status, page.includes("请填写电子邮箱"), page.includes(`value="${email}"`)]).toEqual([
      422,
      true,
      true,
    ])
  }
  expect(await db.$count(nominationConsents, eq(nominationConsents.nominationId, id))).toBe(0)
  expect(await sent()).toEqual([])
})

test("without a mail server the letter is printed, whatever was sent", async () => {
  const id = await nominee("林静好", "lin@example.cn")
  const plain = await testApp(db, () => now).as(account)
  expect(await plain.text(`/manage/nominations/${id}/sections/consent`)).not.toContain('name="delivery"')
  expect((await ask(id, { delivery: "mail", email: "" }, plain)).status).toBe(201)
  expect(await sent()).toEqual([])
})

test("whoever has consented is asked no more; whoever refused may be", async () => {
  const id = await nominee("郑文轩")
  expect(await operator.text(`/manage/nominations/${id}/sections/consent`)).toContain('action="/manage/nominations/')
  await consent(operator, browser(), id, "no")
  expect(await operator.text(`/manage/nominations/${id}/sections/consent`)).toContain("重新征求本人意见")
  await consent(operator, browser(), id, "yes")
  expect(await operator.text(`/manage/nominations/${id}/sections/consent`)).not.toContain("重新征求本人意见")
  const again = await ask(id, { delivery: "letter", email: "" })
  expect([again.status, (await again.text()).includes("本人已经同意")]).toEqual([422, true])
  const [row] = await db.select().from(nominationConsents).where(eq(nominationConsents.nominationId, id))
  expect(row?.accepts).toBe(true)
})
