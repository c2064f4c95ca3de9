import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { standingOf, typedNumber } from "#boards/verify/standing.ts"
import { revisionOf } from "#db/revision.ts"
import { certificates, entryTerms, registerEntries } from "#db/schema/index.ts"
import { keepingOf } from "#http/keeping.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { makeHonour, putEntry } from "../../support/honours.ts"
import { makeUnit } from "../../support/people.ts"
import { queriesOf } from "../../support/queries.ts"

const { db } = await freshDatabase()
const hour = new Date("2026-05-01T02:00:00Z")
let now = new Date("2026-05-03T02:00:00Z")
const clock = () => now
const { browser } = testApp(db, clock, { keeping: keepingOf(revisionOf(db, clock)) })
const visitor = browser()
const city = await makeUnit(db, "江城市总工会")
const works = await makeUnit(db, "江城机床厂", city)
const medal = await makeHonour(db, city, "medal")
let serial = 0

/** An entry with a certificate, whose number is given back as it is printed. */
async function certified(more: Partial<typeof registerEntries.$inferInsert> = {}) {
  const name = more.recipientName ?? "王芳"
  const certificateNumber = `JZ2026000${++serial}`
  const facts = { documentNumber: "江工发〔2026〕17号", certificateNumber, visibleFrom: hour, ...more }
  const entryId = await putEntry(db, medal, works, name, facts)
  const code = `AAAABBBBCCCC${String(2000 + serial).replace(/[01]/g, "X")}`
  await db.insert(certificates).values({ entryId, code, issuedAt: hour })
  return { entryId, code, number: certificateNumber }
}
const answered = async (code: string) => {
  const answer = await visitor.get(`/verify/${code}`)
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
/** The page without the number that was asked for. */
const without = (text: string, code: string) =>
  text.replaceAll(code, "").replaceAll(code.replace(/(.{4})(?=.)/g, "$1-"), "")

test("a valid certificate shows who, what, when and by which decision, and nothing personal", async () => {
  const { code, number, entryId } = await certified()
  const { status, text, headers } = await answered(code)
  expect(status).toBe(200)
  for (const part of ["证书有效", "王芳", "江城机床厂", "江城市medal奖", "2026-04-28", "江工发〔2026〕17号", number])
    expect(text).toContain(part)
  expect(headers.get("cache-control")).toBe("no-store")
  expect(text).not.toContain(`/${entryId}"`)
})

test("corrections, the end of a term and revocations are told at once, with their day", async () => {
  const { code, entryId } = await certified()
  const change = (facts: Partial<typeof registerEntries.$inferInsert>) =>
    db.update(registerEntries).set(facts).where(eq(registerEntries.id, entryId))
  const says = async (part: string) => (await answered(code)).text.includes(part)
  expect(await says("更正过")).toBe(false)
  await change({ recipientName: "王方", correctedAt: new Date("2026-05-02T03:00:00Z") })
  expect([await says("内容于 2026-05-02 更正过"), await says("王方"), await says("王芳")]).toEqual([true, true, false])
  const term = { entryId, years: 3, reconfirmationMonths: 6, grades: [], endsOn: "2026-05-02", dueFrom: "2025-11-02" }
  await db.insert(entryTerms).values({ ...term, createdAt: hour })
  expect(await says("任期已于 2026-05-02 届满")).toBe(true)
  await change({ revokedAt: now, ending: "revocation", endedOn: "2026-05-03", endingNumber: "江工发〔2026〕30号" })
  expect((await answered(code)).status).toBe(404)
  await change({ endingShown: true })
  expect([await says("荣誉已于 2026-05-03 撤销"), await says("江工发〔2026〕30号")]).toEqual([true, true])
  await change({ revokedAt: null, ending: null, endedOn: null, endingNumber: null, endingShown: false })
  expect(await says("撤销")).toBe(false)
})

test("what waits for its hour, was revoked in silence or never was answers alike, byte for byte", async () => {
  const waiting = await certified({ visibleFrom: new Date("2026-05-04T02:00:00Z") })
  const silent = await certified({ revokedAt: now, ending: "revocation" })
  const never = "ZZZZZZZZZZZZZZZZ"
  const pages = await Promise.all([waiting.code, silent.code, never].map((code) => answered(code)))
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404])
  const [one, two, three] = pages.map(({ text }, at) => without(text, [waiting.code, silent.code, never][at] ?? ""))
  expect([two === one, three === one]).toEqual([true, true])
  expect(one).toContain("查不到这个查验号")
  now = new Date("2026-05-04T01:59:59Z")
  expect((await answered(waiting.code)).status).toBe(404)
  now = new Date("2026-05-04T02:00:00Z")
  expect((await answered(waiting.code)).status).toBe(200)
})

test("every answer takes the same one look-up, so that its time tells nothing", async () => {
  const valid = await certified()
  const waiting = await certified({ visibleFrom: new Date("2027-01-01T00:00:00Z") })
  const asked = async (code: string) =>
    (await queriesOf(db, () => visitor.get(`/verify/${code}`))).filter((sql) => sql.includes("certificates"))
  const first = await asked(valid.code)
  expect(first.length).toBe(1)
  for (const code of [valid.code, waiting.code, "ZZZZZZZZZZZZZZZZ", "A", "9".repeat(64)])
    expect(await asked(code)).toEqual(first)
})

test("a number is found however it is typed, and a certificate's serial number finds nobody", async () => {
  const { code, number } = await certified()
  const full = [...code].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join("")
  const written = code.replace(/(.{4})(?=.)/g, "$1 - ").toLowerCase()
  for (const typed of [full, written, ` ${code} `]) {
    expect(typedNumber(typed)).toBe(code)
    const sent = await visitor.get(`/verify?number=${encodeURIComponent(typed)}`)
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `/verify/${code}`])
  }
  const scanned = await visitor.get(`/verify/${encodeURIComponent(written)}`)
  expect(scanned.headers.get("location")).toBe(`/verify/${code}`)
  expect((await answered(number)).status).toBe(404)
  expect((await visitor.get("/verify/%E2%80%94")).headers.get("location")).toBe("/verify")
  expect((await answered("A".repeat(64))).status).toBe(404)
})

test("the box is there without a number, and in both languages", async () => {
  expect(await visitor.text("/verify")).toContain('name="number"')
  const english = browser({ lang: "en" })
  expect(await english.text("/verify")).toContain("Verification number")
})

test("the worst that can be said of a certificate is what it says", () => {
  const facts = { revokedAt: null, endedOn: null, correctedAt: null, endsOn: null }
  const at = new Date("2026-05-02T20:00:00Z")
  const states: [Partial<Parameters<typeof standingOf>[0]>, string, string][] = [
    [{}, "valid", ""],
    [{ correctedAt: at }, "corrected", "2026-05-03"],
    [{ endsOn: "2026-05-04" }, "valid", ""],
    [{ endsOn: "2026-05-03", correctedAt: at }, "expired", "2026-05-03"],
    [{ revokedAt: at, endsOn: "2026-05-03" }, "revoked", "2026-05-03"],
    [{ revokedAt: at, endedOn: "2026-05-01" }, "revoked", "2026-05-01"],
  ]
  const today = new Date("2026-05-04T02:00:00Z")
  for (const [more, state, day] of states) expect(standingOf({ ...facts, ...more }, today)).toEqual({ state, day })
})
