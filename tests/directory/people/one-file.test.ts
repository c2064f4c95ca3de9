import { eq } from "drizzle-orm"
import { pino } from "pino"
import { expect, test } from "vitest"
import { actorOfAccount } from "#accounts/actors.ts"
import { auditEntries, people } from "#db/schema/index.ts"
import { createPerson } from "#directory/people/commands.ts"
import { resealPeople } from "#directory/people/numbers/commands.ts"
import { findByNumber } from "#directory/people/numbers/queries.ts"
import { sealedIdentity, sealedPhone } from "#directory/people/sealing.ts"
import { keyringOf } from "#secrets/keyring.ts"
import { keys, scopeOf, testApp } from "../../support/app.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { makeOfficer, makePerson, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const root = await makeUnit(db, "江城市总工会")
const east = await makeUnit(db, "东湖区总工会", root)
const west = await makeUnit(db, "西山区总工会", root)
const lines: string[] = []
const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) })
const { as } = testApp(db, () => new Date(), { log })
const adminAccount = await makeOfficer(db, root, "administrator")
const admin = await as(adminAccount)
const operator = await as(await makeOfficer(db, east, "unit_operator"))
const officer = await as(await makeOfficer(db, east, "contest_officer"))

const number = "420102199102030022"
const phone = "18612341402"
const form = (changes: Record<string, string> = {}) => ({
  version: "0",
  unit: String(east.id),
  name: "单晓芸",
  sex: "female",
  birthDate: "1991-02-03",
  post: "焊工",
  identityClass: "industrial_worker",
  identityNumber: number,
  phone: "+86 186 1234 1402",
  ...changes,
})
const personNamed = async (name: string) => {
  const [person] = await db.select().from(people).where(eq(people.name, name))
  return person
}

test("numbers are kept sealed and shown masked, on the page and in the list", async () => {
  expect((await operator.post("/manage/people/new", form())).status).toBe(303)
  const person = await personNamed("单晓芸")
  expect(person?.identityKind).toBe("resident_id")
  expect(JSON.stringify(person)).not.toMatch(/199102030022|8612341402/)
  for (const path of [`/manage/people/${person?.id}`, "/manage/people", `/manage/people/${person?.id}/edit`]) {
    const page = await operator.text(path)
    expect(page).toContain("4****************2")
    expect(page).toContain("186****1402")
    expect(page).not.toMatch(/199102030022|18612341402/)
  }
})

test.each([
  [{ identityNumber: "420102199102030021" }, "校验码不对"],
  [{ identityNumber: "420102199102030022", birthDate: "1991-02-04" }, "出生日期与证件号码不一致"],
  [{ identityNumber: "420102199102030022", sex: "male" }, "性别与证件号码不一致"],
  [{ identityNumber: "E12345678" }, "请选择证件种类"],
  [{ identityKind: "passport", identityNumber: "42" }, "位数或格式与证件种类不符"],
  [{ identityKind: "passport", identityNumber: number }, "位数或格式与证件种类不符"],
  [{ identityNumber: "", phone: "12345" }, "请填写 11 位手机号"],
])("%o is refused beside its field, with what was typed", async (changes, words) => {
  const answer = await operator.post("/manage/people/new", form({ name: "新人", post: "特种焊工", ...changes }))
  const page = await answer.text()
  expect([answer.status, page.includes('value="特种焊工"')]).toEqual([422, true])
  expect(page).toContain(words)
})

test("a number that has a file leads to it within reach, and elsewhere to the federation without a name", async () => {
  const person = await personNamed("单晓芸")
  const here = await operator.post("/manage/people/new", form({ name: "单小云" }))
  expect([here.status, await here.text()]).toEqual([422, expect.stringContaining(`/manage/people/${person?.id}"`)])
  const far = await as(await makeOfficer(db, west, "unit_operator"))
  const there = await far.post("/manage/people/new", form({ name: "单小云", unit: String(west.id) }))
  const page = await there.text()
  expect([there.status, page.includes("请联系上级工会")]).toEqual([422, true])
  expect(page).not.toContain("单晓芸")
})

test("the same name, sex and birth date are asked about, and another person may go on", async () => {
  await makePerson(db, west, "何清", { birthDate: "1991-02-03" })
  const same = { name: "何清", identityNumber: "", phone: "" }
  const asked = await admin.post("/manage/people/new", form(same))
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining("这是另一个人")])
  const elsewhere = await (await operator.post("/manage/people/new", form(same))).text()
  expect(elsewhere).toContain("范围以外另有 1 份")
  expect(elsewhere).not.toContain("西山区总工会")
  expect((await operator.post("/manage/people/new", form({ ...same, isAnother: "yes" }))).status).toBe(303)
})

test("an empty number leaves the stored one, which has to agree with what is changed beside it", async () => {
  const person = await personNamed("单晓芸")
  const path = `/manage/people/${person?.id}/edit`
  const kept = form({ identityNumber: "", phone: "", version: "1", post: "质检员" })
  const disagreeing = await operator.post(path, { ...kept, birthDate: "1992-02-03" })
  expect([disagreeing.status, (await disagreeing.text()).includes("出生日期与证件号码不一致")]).toEqual([422, true])
  expect((await operator.post(path, kept)).status).toBe(303)
  const after = await personNamed("单晓芸")
  expect([after?.identitySealed, after?.phoneHash]).toEqual([person?.identitySealed, person?.phoneHash])
  const dropped = { ...kept, version: "2", dropPhone: "yes", name: "单芸", oldNameUntil: "2024-06-30" }
  expect((await operator.post(path, dropped)).status).toBe(303)
  expect((await personNamed("单芸"))?.phoneHash).toBe(null)
  expect(await operator.text("/manage/people?name=单晓芸")).toContain("曾用名 单晓芸")
  expect((await operator.post(path, { ...kept, version: "3", phone })).status).toBe(303)
})

test("whole numbers are shown once, for a reason, to keepers of the unit, and nowhere else", async () => {
  const person = await personNamed("单晓芸")
  const path = `/manage/people/${person?.id}/revelation`
  expect((await officer.get(`/manage/people/${person?.id}`)).status).toBe(200)
  expect((await officer.get(path)).status).toBe(404)
  expect((await officer.post(path, { field: "identity_number", reason: "核对" })).status).toBe(404)
  expect((await operator.post(path, { field: "identity_number", reason: "" })).status).toBe(422)
  const leaky = await operator.post(path, { field: "identity_number", reason: `核对 ${number}` })
  expect([leaky.status, (await leaky.text()).includes("不要写号码")]).toEqual([422, true])
  const shown = await operator.post(path, { field: "identity_number", reason: "核对参赛证件" })
  expect([shown.status, shown.headers.get("cache-control")]).toEqual([200, "no-store"])
  expect(await shown.text()).toContain(number)
  expect(JSON.stringify([...shown.headers])).not.toContain(number)
  const rows = await db.select().from(auditEntries).where(eq(auditEntries.action, "person.reveal"))
  expect(rows.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([
    [person?.id, { field: "identity_number", reason: "核对参赛证件" }],
  ])
})

test("a search by number is posted and leads to the page by its id", async () => {
  const person = await personNamed("单晓芸")
  for (const typed of [number, " 420102 19910203 0022", phone, "186-1234-1402"]) {
    const found = await operator.post("/manage/people/number", { number: typed })
    expect([found.status, found.headers.get("location")]).toEqual([303, `/manage/people/${person?.id}`])
  }
  const far = await as(await makeOfficer(db, west, "unit_operator"))
  expect((await far.post("/manage/people/number", { number })).status).toBe(422)
})

test("no number is in the trail or in the log", async () => {
  const trail = JSON.stringify(await db.select().from(auditEntries))
  expect(trail).toContain("person.create")
  for (const text of [trail, lines.join("")]) expect(text).not.toMatch(/199102030022|18612341402/)
})

test("a passport may be kept, and two people may share a phone", async () => {
  const passport = { identityKind: "passport", identityNumber: "e12345678", phone }
  expect((await operator.post("/manage/people/new", form({ ...passport, name: "安娜" }))).status).toBe(303)
  const both = await (await operator.post("/manage/people/number", { number: phone })).text()
  expect([both.includes("安娜"), both.includes("单晓芸")]).toEqual([true, true])
})

test("after a change of keys old numbers are found, taken and sealed anew, some at a time", async () => {
  const newer = keyringOf([Buffer.alloc(32, 9).toString("base64"), Buffer.alloc(32, 7).toString("base64")])
  const actor = await actorOfAccount(scopeOf(db, { kind: "public" }), adminAccount)
  if (!actor) throw new Error("no administrator")
  const scope = { ...scopeOf(db, actor), keys: newer }
  const found = () => findByNumber(scope, number)
  expect((await found()).map(({ identityMask }) => identityMask)).toEqual(["4****************2"])
  const facts = { unit: east.id, version: 0, name: "单小", sex: "female", birthDate: "1991-02-03", post: "" } as const
  const rest = { identityClass: "technical", skillLevel: null, isStudent: false, identityNumber: number } as const
  const taken = await createPerson(scope, { ...facts, ...rest })
  expect(taken.ok ? "" : taken.refusal.code).toBe("number_taken_here")
  expect([await resealPeople(scope), await resealPeople(scope)]).toEqual([2, 0])
  expect((await found()).map(({ name }) => name)).toEqual(["单晓芸"])
  const onlyNewer = { ...scope, keys: keyringOf([Buffer.alloc(32, 9).toString("base64")]) }
  expect((await findByNumber(onlyNewer, number)).map(({ phoneMask }) => phoneMask)).toEqual(["186****1402"])
  await db
    .update(people)
    .set(sealedIdentity(keys, "resident_id", number))
    .where(eq(people.name, "单晓芸"))
  await db
    .update(people)
    .set(sealedPhone(keys, phone))
    .where(eq(people.phoneHash, newer.lookup("phone", phone)))
  const anna = sealedIdentity(keys, "passport", "E12345678")
  await db.update(people).set(anna).where(eq(people.name, "安娜"))
})

test.skipIf(!onPostgres())(
  "on PostgreSQL (several connections) of ten who add one number at once, one does",
  async () => {
    const raced = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        admin.post("/manage/people/new", form({ name: `同时${at}`, identityNumber: "420102199102030102" })),
      ),
    )
    expect(raced.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(422)])
    const held = keys.lookup("identity_number", "420102199102030102")
    expect((await db.select().from(people).where(eq(people.identityHash, held))).length).toBe(1)
  },
)
