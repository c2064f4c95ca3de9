import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { nominationActs, nominations } from "#db/schema/index.ts"
import { askAlso, handOver, moveNomination } from "#honours/nominations/moves/commands.ts"
import { presetById } from "#honours/programmes/presets/all.ts"
import type { Result } from "#lib/result.ts"
import { testApp } from "../../../support/app.ts"
import { freshDatabase } from "../../../support/database.ts"
import { makeNomination } from "../../../support/honours.ts"
import { makeSelection } from "../../../support/nominations.ts"
import { scopeAs } from "../../../support/notices.ts"
import { makeOfficer, makePerson, makeUnit } from "../../../support/people.ts"
import { threeNotices, worker } from "../course/routes.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const works = await makeUnit(db, "临江机械厂", district)
const now = new Date("2026-03-02T02:00:00Z")
const { as } = testApp(db, () => now)
const at = (account: number) => scopeAs(db, account, now)
const [operator, leader] = [
  await makeOfficer(db, works, "unit_operator"),
  await makeOfficer(db, works, "unit_operator"),
]
const [first, second] = [
  await makeOfficer(db, district, "honours_officer"),
  await makeOfficer(db, district, "honours_officer"),
]
const office = await makeOfficer(db, city, "honours_officer")
const route = threeNotices.route.map((step) => (step.key === "leaders" ? { ...step, distinct: true } : step))
const selection = await makeSelection(db, city, district, { route })

async function stand(stepKey: string, state: "draft" | "underway" = "underway") {
  const person = await makePerson(db, works, "何守一")
  const place = { recommendingUnitId: district.id, profile: worker, state, stepKey }
  return (await makeNomination(db, selection.programme, { honour: selection.medal, unit: works, person }, place)).id
}
const rowOf = async (id: number) => (await db.select().from(nominations).where(eq(nominations.id, id)))[0]
const version = async (id: number) => (await rowOf(id))?.version ?? 0
const code = (result: Result<unknown>) => (result.ok ? "ok" : result.refusal.code)
const sign = async (account: number, id: number, signer: string) =>
  code(
    await moveNomination(await at(account), id, {
      move: { move: "sign", signer, verdict: "agree" },
      version: await version(id),
    }),
  )

test("where two have to sign, whoever submitted or has signed signs for no other", async () => {
  const id = await stand("", "draft")
  expect(code(await moveNomination(await at(operator), id, { move: { move: "submit" }, version: 1 }))).toBe("ok")
  expect(await sign(operator, id, "party")).toBe("four_eyes")
  const page = await (await as(operator)).text(`/manage/nominations/${id}`)
  expect([page.includes("须由另一位同事签署"), page.includes(`/manage/nominations/${id}/signature`)]).toEqual([
    true,
    false,
  ])
  expect(await sign(leader, id, "party")).toBe("ok")
  expect(await sign(first, id, "union_office")).toBe("ok")
  expect((await rowOf(id))?.stepKey).toBe("first_review")
})

test("a review of model workers is checked by one officer and signed by another, in turn", async () => {
  const preset = presetById("model-workers")?.definition.route ?? []
  const made = await makeSelection(db, city, district, { slug: "model-workers", route: preset })
  const person = await makePerson(db, works, "郑文轩")
  const place = {
    recommendingUnitId: district.id,
    profile: worker,
    state: "underway" as const,
    stepKey: "second_review",
  }
  const { id } = await makeNomination(db, made.programme, { honour: made.medal, unit: works, person }, place)
  const head = await makeOfficer(db, city, "honours_officer")
  expect(await sign(head, id, "office_head")).toBe("not_your_turn")
  expect(await sign(office, id, "office_clerk")).toBe("ok")
  expect([await sign(office, id, "office_head"), await sign(head, id, "office_head")]).toEqual(["four_eyes", "ok"])
  expect((await rowOf(id))?.stepKey).toBe("committee")
})

test("a colleague who is asked to sign, too, holds the step until then; asked twice is asked once", async () => {
  const id = await stand("first_review")
  const ask = async (account: number, more: { account: number; version?: number }) =>
    code(await askAlso(await at(account), id, { version: await version(id), words: "请会签", ...more }))
  expect(await ask(operator, { account: second })).toBe("not_permitted")
  expect(await ask(first, { account: leader })).toBe("no_colleague")
  expect(await ask(first, { account: second, version: 9 })).toBe("stale")
  expect(await ask(first, { account: second })).toBe("ok")
  expect(await ask(first, { account: second })).toBe("signer_known")
  expect(await sign(first, id, "district")).toBe("ok")
  expect((await rowOf(id))?.stepKey).toBe("first_review")
  expect(await sign(first, id, `account_${second}`)).toBe("not_permitted")
  expect(await sign(second, id, `account_${second}`)).toBe("ok")
  expect((await rowOf(id))?.stepKey).toBe("city_notice")
  expect(await ask(office, { account: second })).toBe("no_colleague")
  expect(await ask(office, { account: office })).toBe("not_permitted")
  const acts = await db
    .select()
    .from(nominationActs)
    .where(eq(nominationActs.nominationId, id))
    .orderBy(nominationActs.id)
  expect(acts.map(({ move, words }) => [move, words])).toEqual([
    ["add_signer", "请会签"],
    ["sign", ""],
    ["sign", ""],
  ])
})

test("the form offers colleagues only, and a task that is handed on is theirs alone", async () => {
  const id = await stand("first_review")
  const page = await as(first)
  const own = `/manage/nominations/${id}`
  const form = { version: "1", account: `${second}`, reason: "" }
  const before = await page.text(own)
  expect([before.includes("加签"), before.includes(`value="${second}"`), before.includes(`value="${leader}"`)]).toEqual(
    [true, true, false],
  )
  expect((await page.post(`${own}/adding`, { ...form, account: `${leader}` })).status).toBe(422)
  expect((await page.post(`${own}/adding`, form)).headers.get("location")).toBe(`${own}?done=moved`)
  expect((await page.text(own)).split(`value="${second}"`).length).toBe(2)
  const given = { signer: "district", account: second, version: 2 }
  expect(code(await handOver(await at(first), id, given))).toBe("signer_known")
  expect(code(await handOver(await at(first), id, { ...given, account: office }))).toBe("ok")
  expect(await sign(first, id, "district")).toBe("not_permitted")
})
