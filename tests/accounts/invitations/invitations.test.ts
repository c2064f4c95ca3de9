import { eq } from "drizzle-orm"
import { afterAll, beforeEach, expect, test } from "vitest"
import { invitationMail, sendInvitation } from "#accounts/invitations/jobs.ts"
import { accounts, auditEntries, invitations, jobs, people, sessions } from "#db/schema/index.ts"
import { runDue } from "#jobs/commands.ts"
import { smtpMailer } from "#mail/smtp.ts"
import { type Browser, keys, testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { mailServer } from "../../support/mail.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const adminAccount = await makeOfficer(db, root, "administrator", "林知远")
let now = new Date()
const { browser, as } = testApp(db, () => now)
const mailing = testApp(db, () => now, { mails: true })
const admin = await as(adminAccount)
const server = await mailServer()
afterAll(server.close)

const password = "a long enough password"
let serial = 0
let person: Awaited<ReturnType<typeof makePerson>>
let username = ""

beforeEach(async () => {
  now = new Date()
  person = await makePerson(db, root, `陆修远${++serial}`)
  username = `lu.xiuyuan${serial}`
})

const codeIn = (page: string) => /[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}/.exec(page)?.[0] ?? ""
const path = () => `/manage/people/${person.id}/invitation`

async function letter(fields: Record<string, string> = {}): Promise<string> {
  const answer = await admin.post(path(), { username, ...fields })
  expect(answer.status).toBe(201)
  return answer.text()
}

const accept = (visitor: Browser, code: string, wanted = password) =>
  visitor.post("/invitation/acceptance", { code, password: wanted })

const actions = async () => (await db.select().from(auditEntries)).map(({ action }) => action)

test("a printed letter holds a code that opens an account once, with a password its owner chose", async () => {
  const page = await letter()
  const code = codeIn(page)
  expect(code).toHaveLength(19)
  expect(page).toContain("laurel.test/invitation")
  expect(await admin.text(`/manage/people/${person.id}`)).not.toContain(code)
  expect(await admin.text("/manage/people")).toContain("已邀请")
  const visitor = browser()
  const asked = await visitor.post("/invitation", { code: code.toLowerCase().replaceAll("-", " ") })
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining(username)])
  const taken = await accept(visitor, code)
  expect([taken.status, taken.headers.get("location")]).toEqual([303, "/manage"])
  expect(await visitor.text("/manage")).toContain(person.name)
  expect((await browser().post("/sign-in", { username, password, next: "" })).status).toBe(303)
  const again = await accept(browser(), code, "another long password")
  expect([again.status, await again.text()]).toEqual([422, expect.stringContaining("这个邀请码无效")])
  expect((await actions()).filter((one) => /account\.(invite|accept)/.test(one)).slice(-2)).toEqual([
    "account.invite",
    "account.accept",
  ])
})

test("only a hash of the code is kept, and no address of a request holds it", async () => {
  const code = codeIn(await letter())
  const rows = JSON.stringify([await db.select().from(invitations), await db.select().from(auditEntries)])
  expect(rows).not.toContain(code)
  expect(rows).not.toContain(code.replaceAll("-", ""))
  expect((await browser().get(`/invitation?code=${code}`)).status).toBe(200)
  expect(await browser().text(`/invitation?code=${code}`)).not.toContain(username)
})

test("a newer invitation makes the earlier void, and a week ends it", async () => {
  const first = codeIn(await letter())
  const second = codeIn(await letter())
  expect((await accept(browser(), first)).status).toBe(422)
  now = new Date(now.getTime() + 7 * 86_400_000)
  expect((await accept(browser(), second)).status).toBe(422)
  now = new Date(now.getTime() - 1000)
  expect((await accept(browser(), second)).status).toBe(303)
})

test("a password that is too short comes back beside its field, and the code stays usable", async () => {
  const code = codeIn(await letter())
  const short = await accept(browser(), code, "short")
  expect([short.status, await short.text()]).toEqual([422, expect.stringContaining(`value="${code}"`)])
  expect((await accept(browser(), code)).status).toBe(303)
})

test("an invitation for a forgotten password ends the old one and its sessions when it is taken, not before", async () => {
  await accept(browser(), codeIn(await letter()))
  const visitor = browser()
  await visitor.post("/sign-in", { username, password, next: "" })
  const code = codeIn(await letter())
  expect((await visitor.get("/manage/account/password")).status).toBe(200)
  await accept(browser(), code, "quite another password")
  expect((await visitor.get("/manage/account/password")).status).toBe(303)
  expect((await browser().post("/sign-in", { username, password, next: "" })).status).toBe(422)
  const [account] = await db.select().from(accounts).where(eq(accounts.username, username))
  expect(await db.$count(sessions, eq(sessions.accountId, account?.id ?? 0))).toBe(1)
})

test("a closed account is opened again by an invitation", async () => {
  await accept(browser(), codeIn(await letter()))
  await db.update(accounts).set({ disabledAt: now }).where(eq(accounts.personId, person.id))
  expect(await admin.text(`/manage/people/${person.id}`)).toContain("已停用")
  expect((await browser().post("/sign-in", { username, password, next: "" })).status).toBe(422)
  await accept(browser(), codeIn(await letter()))
  expect((await browser().post("/sign-in", { username, password, next: "" })).status).toBe(303)
})

test("a user name is offered to one person only", async () => {
  await letter()
  const other = await makePerson(db, root, "叶知秋")
  const taken = await admin.post(`/manage/people/${other.id}/invitation`, { username })
  expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining("这个用户名已经有人使用")])
})

test("of two who take one invitation, one does", async () => {
  const code = codeIn(await letter())
  const answers = await Promise.all([accept(browser(), code), accept(browser(), code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
})

test("without a channel nothing is sent, whatever the form says", async () => {
  expect(await admin.text(path())).not.toContain('name="email"')
  await letter({ delivery: "mail", email: "lu@example.cn" })
  expect(await db.$count(jobs)).toBe(0)
})

test("a mail carries name, link and code, and what was put down of it is gone", async () => {
  const mailer = await mailing.as(adminAccount)
  const wrong = await mailer.post(path(), { username, delivery: "mail", email: "nobody" })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('value="nobody"')])
  const sent = await mailer.post(path(), { username, delivery: "mail", email: "lu@example.cn" })
  expect(sent.headers.get("location")).toBe(`/manage/people/${person.id}?done=invited`)
  expect(JSON.stringify(await db.select().from(jobs))).not.toContain("example.cn")
  const [kept] = await db.select().from(people).where(eq(people.id, person.id))
  expect(kept?.emailSealed).not.toContain("example.cn")
  const smtp = smtpMailer(server.url, "laurel@jiangcheng.example")
  await runDue({ db, keys, clock: () => now }, { [invitationMail]: sendInvitation(smtp) }, () => {})
  smtp.close()
  const mail = server.taken.at(-1)
  expect([mail?.to, mail?.text.includes(person.name)]).toEqual([["lu@example.cn"], true])
  expect(mail?.text).toContain(`http://laurel.test/invitation#${codeIn(mail?.text ?? "")}`)
  for (const fact of ["1990", person.post, "女"]) expect(mail?.text).not.toContain(fact)
  expect(await db.$count(jobs)).toBe(0)
  expect((await accept(browser(), codeIn(mail?.text ?? ""))).status).toBe(303)
  expect(await mailer.text(path())).toContain("l***@example.cn")
  expect((await mailer.post(path(), { username, delivery: "mail", email: "" })).status).toBe(303)
})
