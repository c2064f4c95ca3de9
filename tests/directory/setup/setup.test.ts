import { asc, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { auditEntries, duties, people, units } from "#db/schema/index.ts"
import { sha256 } from "#lib/hash.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { contentsOf } from "../../support/tables.ts"

const token = "a-token-of-the-first-start"
const path = `/setup/${token}`
const given = {
  federation: "江城市总工会",
  shortName: "江城总工会",
  level: "municipal",
  name: "林知远",
  sex: "male",
  birthDate: "1980-02-29",
  username: "Lin.Zhiyuan",
  password: "correct horse battery",
}

let { db } = await freshDatabase()
let app = testApp(db, undefined, { setupHash: sha256(token) })
let used = false

beforeEach(async () => {
  if (!used) return
  ;({ db } = await freshDatabase())
  app = testApp(db, undefined, { setupHash: sha256(token) })
  used = false
})

test("the link opens a form, in both languages, and any other token opens nothing", async () => {
  expect(await app.browser().text(path)).toContain("首次设置")
  expect(await app.browser().text(`${path}?lang=en`)).toContain("First set-up")
  expect((await app.browser().get("/setup/another")).status).toBe(404)
  expect((await app.browser().get(`/setup/${sha256(token)}`)).status).toBe(404)
  expect((await testApp(db).browser().get(path)).status).toBe(404)
  expect((await app.browser().post("/setup/another", given)).status).toBe(404)
})

test("what is missing or wrong comes back with what was typed, and nothing is made", async () => {
  const before = await contentsOf(db)
  const short = await app.browser().post(`${path}?lang=en`, { ...given, password: "too short" })
  const page = await short.text()
  expect(short.status).toBe(422)
  expect(page).toContain("Password must be 12 characters or more")
  expect(page).toContain('value="江城市总工会"')
  expect(page).not.toContain("too short")
  const empty = await (await app.browser().post(`${path}?lang=en`)).text()
  for (const label of ["name of the federation", "administrator&#39;s name", "birth date", "user name"])
    expect(empty).toContain(`>Enter ${label}<`)
  const future = await app.browser().post(`${path}?lang=en`, { ...given, birthDate: "2999-01-01" })
  expect([future.status, (await future.text()).includes("must not be after today")]).toEqual([422, true])
  const extra = await app.browser().post(path, { ...given, duties: "auditor" })
  expect(extra.status).toBe(422)
  expect(await contentsOf(db)).toEqual(before)
})

test("region and credit code may be left out, are kept where they are given, and checked", async () => {
  const codes = { regionCode: "420100", creditCode: "91350100M000100Y43" }
  const wrong = await app.browser().post(`${path}?lang=en`, { ...given, regionCode: "4201", creditCode: "" })
  expect([wrong.status, (await wrong.text()).includes("6 digits")]).toEqual([422, true])
  const mistyped = await app.browser().post(path, { ...given, ...codes, creditCode: "91350100M000100Y44" })
  expect([mistyped.status, (await mistyped.text()).includes('href="#f-creditCode"')]).toEqual([422, true])
  expect((await db.select().from(units)).length).toBe(0)
  used = true
  expect((await app.browser().post(path, { ...given, ...codes })).status).toBe(303)
  const [root] = await db.select().from(units)
  expect([root?.regionCode, root?.creditCode]).toEqual([codes.regionCode, codes.creditCode])
})

test("a user name of other letters is refused", async () => {
  const before = await contentsOf(db)
  const answer = await app.browser().post(`${path}?lang=en`, { ...given, username: "林知远" })
  expect([answer.status, (await answer.text()).includes("Use 4 to 32 small letters")]).toEqual([422, true])
  expect(await contentsOf(db)).toEqual(before)
})

test("once filled in it makes the federation, the administrator with three duties and the account, and is dead", async () => {
  used = true
  const visitor = app.browser()
  const answer = await visitor.post(path, given)
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in?done=set_up&next=/manage"])
  expect(await visitor.text("/sign-in?done=set_up&next=/manage")).toContain("设置完成")
  const [root] = await db.select().from(units)
  expect([root?.name, root?.shortName, root?.kind, root?.path]).toEqual([
    given.federation,
    given.shortName,
    "federation",
    `${root?.id}.`,
  ])
  const held = await db.select().from(duties).innerJoin(people, eq(people.id, duties.personId)).orderBy(asc(duties.id))
  expect(held.map((row) => [row.people.name, row.duties.kind, row.duties.unitId])).toEqual(
    ["administrator", "contest_officer", "honours_officer"].map((kind) => [given.name, kind, root?.id]),
  )
  const entries = await db.select().from(auditEntries).orderBy(asc(auditEntries.id))
  const give = ["duty.give", "duty.give", "duty.give"]
  expect(entries.map(({ action }) => action)).toEqual([
    "unit.create",
    "person.create",
    ...give,
    "account.open",
    "unit.set_up",
  ])
  expect(entries.map(({ actorKind }) => actorKind)).toEqual(entries.map(() => "system"))
  expect(JSON.stringify(entries)).not.toContain(given.name)
  expect((await visitor.get(path)).status).toBe(404)
  expect((await visitor.post(path, { ...given, username: "second" })).status).toBe(404)
  const signedIn = await visitor.post("/sign-in", { username: "lin.zhiyuan", password: given.password, next: "" })
  expect(signedIn.headers.get("location")).toBe("/manage")
})

test("of several who set up at once only one succeeds", async () => {
  used = true
  const names = ["first", "second", "third"]
  const answers = await Promise.all(names.map((username) => app.browser().post(path, { ...given, username })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
  expect((await db.select().from(units)).length).toBe(1)
})
