import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { accounts, auditEntries, sessions } from "#db/schema/index.ts"
import { testApp } from "../support/app.ts"
import { freshDatabase } from "../support/database.ts"
import { makeOfficer, makeUnit } from "../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const accountId = await makeOfficer(db, root, "administrator", "林知远")
const { app, browser } = testApp(db)
const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId))
const username = account?.username ?? ""

test("the right password opens a session, of which only a hash is kept", async () => {
  const visitor = browser()
  const answer = await visitor.post("/sign-in", {
    username,
    password: "correct horse battery",
    next: "/manage/account",
  })
  expect(answer.status).toBe(303)
  expect(answer.headers.get("location")).toBe("/manage/account")
  const [row] = await db.select().from(sessions)
  expect(row?.hash).not.toContain(visitor.cookies.sid)
  expect(await visitor.text("/manage/account")).toContain("林知远")
  const audit = await db.select().from(auditEntries).where(eq(auditEntries.action, "account.sign_in"))
  expect(audit.map(({ subjectId }) => subjectId)).toEqual([accountId])
})

test("a wrong password and an unknown name get the same words, and what was typed stays", async () => {
  const wrong = await browser().post("/sign-in", { username, password: "wrong", next: "" })
  const unknown = await browser().post("/sign-in", { username: "nobody", password: "wrong", next: "" })
  expect([wrong.status, unknown.status]).toEqual([422, 422])
  const page = await wrong.text()
  expect(page).toContain("用户名或密码不对")
  expect(page).toContain(`value="${username}"`)
  expect((await unknown.text()).replace("nobody", username)).toBe(page)
})

test("a hash of a session is not a session", async () => {
  const [row] = await db.select().from(sessions)
  const answer = await browser({ sid: row?.hash ?? "" }).get("/manage/account")
  expect(answer.headers.get("location")).toBe("/sign-in?next=%2Fmanage%2Faccount")
})

test("signing out ends the session on the server", async () => {
  const visitor = browser()
  await visitor.post("/sign-in", { username, password: "correct horse battery", next: "" })
  const kept = { ...visitor.cookies }
  await visitor.post("/sign-out")
  expect(visitor.cookies.sid).toBeUndefined()
  expect((await browser(kept).get("/manage/account")).status).toBe(303)
})

test("the return address never leaves the site", async () => {
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
    const answer = await browser().post("/sign-in", { username, password: "correct horse battery", next })
    expect(answer.headers.get("location")).toBe("/manage")
  }
})

test("a change from another site is refused whatever its content type, and every answer carries the headers", async () => {
  for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
    const headers = { "Sec-Fetch-Site": "cross-site", Origin: "http://laurel.test", "Content-Type": type }
    const answer = await app.request("http://laurel.test/sign-out", { method: "POST", headers, body: "{}" })
    expect(answer.status).toBe(403)
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'")
  }
  const bare = await app.request("http://laurel.test/sign-out", { method: "POST" })
  expect(bare.status).toBe(403)
  const own = await app.request("http://laurel.test/sign-out", {
    method: "POST",
    headers: { Origin: "http://laurel.test" },
  })
  expect(own.status).toBe(303)
  const missing = await app.request("http://laurel.test/nothing-here")
  expect([missing.status, missing.headers.get("x-content-type-options")]).toEqual([404, "nosniff"])
})
