import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import type { Scope } from "#db/db.ts"
import { auditEntries, noticeLists, noticeStrikes, notices, objections } from "#db/schema/index.ts"
import { changeNotice, draftNotice, openDraft, openNotice } from "#notices/issuing/commands.ts"
import { hashOf } from "#notices/issuing/list.ts"
import { outcomesOf } from "#notices/issuing/outcomes/queries.ts"
import { findNotice, noticeById, noticesOf } from "#notices/issuing/queries.ts"
import { rowsOfText } from "#notices/issuing/rows.ts"
import { closeNotice, restartNotice, strikeRow, withdrawNotice } from "#notices/issuing/running/commands.ts"
import { enterObjection, objectTo } from "#notices/objections/commands.ts"
import { assign, conclude, noteFindings, revealObjector } from "#notices/objections/investigation/commands.ts"
import { byReceipt, findObjection, stepsOf, textOf } from "#notices/objections/queries.ts"
import { freshDatabase, onPostgres } from "../../support/database.ts"
import { given, listed, makeNotice, makeObjection, noFiles, objection, scopeAs } from "../../support/notices.ts"
import { makeOfficer, makeUnit } from "../../support/people.ts"

const { db } = await freshDatabase()
const city = await makeUnit(db, "江城市总工会")
const district = await makeUnit(db, "临江区总工会", city)
const elsewhere = await makeUnit(db, "外市总工会")
const account = await makeOfficer(db, city, "honours_officer")
const officer = await scopeAs(db, account)
const stranger = await scopeAs(db, await makeOfficer(db, elsewhere, "honours_officer"))
const auditor = await scopeAs(db, await makeOfficer(db, city, "auditor"))
const anybody: Scope = { ...officer, actor: { kind: "public" } }

const beginning = { firstDay: "2024-04-26", confirmed: false }
const at = (scope: Scope, instant: string): Scope => ({ ...scope, now: new Date(instant) })
const codeOf = (done: { ok: boolean; refusal?: { code: string } }) => done.refusal?.code ?? "ok"
const seen = async (id: number) => {
  const found = await noticeById(officer, id)
  if (!found) throw new Error("no notice")
  return found
}
const actionsOf = async (id: number) =>
  (
    await db
      .select({ action: auditEntries.action })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectKind, "notice"), eq(auditEntries.subjectId, id)))
      .orderBy(auditEntries.id)
  ).map(({ action }) => action)
const told = { link: "https://laurel.example/notices/receipt", issuer: "总工会", mails: true }
const signed = {
  conclusion: "经核查属实。",
  leaderName: "张主席",
  signedOn: "2024-04-29",
  reply: "感谢监督，处理结果已公布。",
  words: "经核实取消资格",
}

test("a notice is drafted, changed, opened and closed, each once and with its entry in the trail", async () => {
  const subject = { kind: "test", id: "whole", step: "first" }
  const drafted = await draftNotice(officer, subject, given(city.id))
  const id = drafted.ok ? drafted.value.id : 0
  expect(await draftNotice(officer, subject, given(city.id, { title: "别的" }))).toEqual({ ok: true, value: { id } })
  expect(codeOf(await changeNotice(officer, id, 1, given(city.id, { title: "公示" })))).toBe("ok")
  expect(codeOf(await changeNotice(officer, id, 1, given(city.id)))).toBe("stale")
  expect(codeOf(await openDraft(officer, id, 2, beginning))).toBe("ok")
  expect(codeOf(await openDraft(officer, id, 3, beginning))).toBe("wrong_state")
  expect(codeOf(await changeNotice(officer, id, 3, given(city.id)))).toBe("wrong_state")
  const { list } = await seen(id)
  expect(list).toMatchObject({ number: 1, firstDay: "2024-04-26", lastDay: "2024-05-06", assumedYears: [] })
  expect(list?.hash).toBe(hashOf(list?.content ?? ""))
  expect(list?.endsAt).toEqual(new Date("2024-05-06T16:00:00Z"))
  const ending = { version: 3, ending: "公示期满，无异议。" }
  expect(codeOf(await closeNotice(at(officer, "2024-05-06T15:59:59Z"), id, ending))).toBe("period_runs")
  expect(codeOf(await closeNotice(at(officer, "2024-05-06T16:00:00Z"), id, ending))).toBe("ok")
  expect(codeOf(await closeNotice(at(officer, "2024-05-06T16:00:00Z"), id, ending))).toBe("wrong_state")
  expect(await actionsOf(id)).toEqual(["notice.draft", "notice.change", "notice.open", "notice.close"])
  expect((await noticesOf(officer, subject)).map(({ state }) => state)).toEqual(["closed"])
})

const faults: [string, Parameters<typeof given>[1], string][] = [
  ["a unit of others", { unitId: elsewhere.id }, "no_unit"],
  ["a mobile number of a person", { phone: "13812345678" }, "text_holds_number"],
  ["an identity number in the heading", { basis: "11010519491231002X" }, "text_holds_number"],
  ["no list", { rows: [] }, "no_rows"],
  ["one line twice", { rows: [...rowsOfText("周敏"), ...rowsOfText("周敏")] }, "row_twice"],
  ["a closing time that is none", { closingTime: "25:00" }, "not_a_closing_time"],
  ["61 days", { workingDays: 61 }, "not_a_period"],
  ["a notice before it that is not there", { afterNoticeId: 9_999 }, "no_notice_before"],
]
test.each(faults)("%s is refused", async (_, more, code) => {
  const subject = { kind: "test", id: `fault ${code} ${_}`, step: "x" }
  expect(codeOf(await draftNotice(officer, subject, given(city.id, more)))).toBe(code)
  expect(await noticesOf(officer, subject)).toEqual([])
})

test("for others and for those who only read, a notice is not there to be changed", async () => {
  const id = await makeNotice(officer, city.id)
  for (const scope of [stranger, auditor, anybody]) {
    expect(codeOf(await closeNotice(scope, id, { version: 2, ending: "" }))).toBe("not_found")
    expect(codeOf(await withdrawNotice(scope, id, { version: 2, ending: "" }))).toBe("not_found")
    expect(codeOf(await strikeRow(scope, id, { key: "x", cause: "withdrawal", words: "" }))).toBe("not_found")
    expect(codeOf(await openDraft(scope, id, 2, beginning))).toBe("not_found")
  }
  expect(await findNotice(stranger, id, "notices.read")).toBeUndefined()
  expect((await findNotice(auditor, id, "notices.read"))?.keeps).toBe(false)
})

test("a period that touches a year without announced holidays is opened by whoever says so", async () => {
  const far = at(officer, "2099-12-30T01:00:00Z")
  const subject = { kind: "test", id: "far", step: "x" }
  const begun = { firstDay: "2099-12-30", confirmed: false }
  expect(await openNotice(far, subject, given(city.id), begun)).toMatchObject({
    refusal: { code: "calendar_unknown", years: "2099, 2100" },
  })
  expect(await noticesOf(far, subject)).toEqual([])
  const opened = await openNotice(far, subject, given(city.id), { ...begun, confirmed: true })
  expect((await seen(opened.ok ? opened.value.id : 0)).list?.assumedYears).toEqual([2099, 2100])
  expect(await openNotice(far, subject, given(city.id), begun)).toEqual(opened)
})

test("a changed list begins the period anew and says why; the earlier one stays as it was", async () => {
  const id = await makeNotice(officer, city.id)
  const first = (await seen(id)).list
  const rows = rowsOfText(listed.replace("电工", "高级技师"))
  const again = { version: 2, rows, firstDay: "2024-04-29", confirmed: false, reason: "更正王建国的职务" }
  expect(codeOf(await restartNotice(at(officer, "2024-04-29T01:00:00Z"), id, { ...again, version: 1 }))).toBe("stale")
  expect(codeOf(await restartNotice(at(officer, "2024-04-29T01:00:00Z"), id, again))).toBe("ok")
  const { list, notice } = await seen(id)
  expect(list).toMatchObject({ number: 2, firstDay: "2024-04-29", lastDay: "2024-05-08", reason: again.reason })
  expect([notice.state, notice.version]).toEqual(["open", 3])
  const [kept] = await db
    .select()
    .from(noticeLists)
    .where(eq(noticeLists.id, first?.id ?? 0))
  expect(kept).toEqual(first)
  const late = await objectTo(at(anybody, "2024-04-29T02:00:00Z"), id, objection({ list: 1 }), noFiles)
  expect(codeOf(late)).toBe("list_changed")
})

test("of two levels, the second opens once the first is closed", async () => {
  const below = await makeNotice(officer, district.id)
  const subject = { kind: "test", id: "levels", step: "city" }
  const open = () => openNotice(officer, subject, given(city.id, { afterNoticeId: below }), beginning)
  expect(codeOf(await open())).toBe("level_before_open")
  await makeObjection(officer, below)
  const over = at(officer, "2024-05-07T01:00:00Z")
  expect(codeOf(await closeNotice(over, below, { version: 2, ending: "" }))).toBe("objections_pending")
  await db.update(objections).set({ state: "dismissed" }).where(eq(objections.noticeId, below))
  expect(codeOf(await closeNotice(over, below, { version: 2, ending: "" }))).toBe("ok")
  expect(codeOf(await open())).toBe("ok")
})

test("an objection is received with a number and a code; who sent it is sealed and looked at in the trail", async () => {
  const id = await makeNotice(officer, city.id)
  const receipt = await makeObjection(officer, id, { row: 2 })
  const again = await db.select().from(objections).where(eq(objections.id, receipt.id))
  const [row] = again
  expect(receipt.number).toBe(`${id}-1`)
  expect(receipt.code).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/)
  expect(JSON.stringify(row)).not.toMatch(/李四|解放路|不符/)
  expect((await byReceipt(anybody, receipt.number, receipt.code.toLowerCase()))?.objection.id).toBe(receipt.id)
  expect(await byReceipt(anybody, receipt.number, "2222-2222-2222-2222")).toBeUndefined()
  expect(await byReceipt(anybody, `${id}-2`, receipt.code)).toBeUndefined()
  const place = { notice: id, objection: receipt.id }
  expect(await revealObjector(officer, place)).toMatchObject({ value: { name: "李四", contact: "江城市解放路2号" } })
  for (const scope of [auditor, stranger, anybody]) expect(codeOf(await revealObjector(scope, place))).toBe("not_found")
  const found = await findObjection(auditor, id, receipt.id, "notices.read")
  expect(found && textOf(auditor, found.objection)).toBe("事迹与实际不符。")
  expect(await findObjection(stranger, id, receipt.id, "notices.read")).toBeUndefined()
})

test("the same form twice is one objection with one receipt, and an anonymous one keeps no name", async () => {
  const id = await makeNotice(officer, city.id)
  const form = objection({ once: "a".repeat(32), named: "no", row: null })
  const [one, two] = [await objectTo(anybody, id, form, noFiles), await objectTo(anybody, id, form, noFiles)]
  expect(one).toEqual(two)
  const rows = await db.select().from(objections).where(eq(objections.noticeId, id))
  expect(rows).toHaveLength(1)
  const revealed = await revealObjector(officer, { notice: id, objection: rows[0]?.id ?? 0 })
  expect(revealed).toMatchObject({ value: { name: "", contact: "" } })
})

const refusals: [string, Parameters<typeof objection>[0], string, string][] = [
  ["after the end", {}, "2024-05-06T16:00:00Z", "period_over"],
  ["without a name", { name: "" }, "2024-05-01T00:00:00Z", "objector_unnamed"],
  ["without a way of contact", { contact: "" }, "2024-05-01T00:00:00Z", "no_contact"],
  ["with a mail that is none", { mail: "x" }, "2024-05-01T00:00:00Z", "no_address"],
  ["against a line that is not there", { row: 4 }, "2024-05-01T00:00:00Z", "no_such_row"],
]
test.each(refusals)("%s nothing is received", async (_, more, instant, code) => {
  const id = await makeNotice(officer, city.id)
  expect(codeOf(await objectTo(at(anybody, instant), id, objection(more), noFiles))).toBe(code)
  expect(await db.$count(objections, eq(objections.noticeId, id))).toBe(0)
})

const rowsAt = async (scope: Scope, id: number) => {
  const { notice } = await seen(id)
  return (await outcomesOf(scope, [notice])).get(id)?.rows ?? new Map()
}

test("in the last second of the last day an objection is received, and it holds its own nominee alone", async () => {
  const id = await makeNotice(officer, city.id)
  await makeObjection(at(officer, "2024-05-06T15:59:59.999Z"), id)
  const [first, second] = (await seen(id)).list?.rows ?? []
  const outcomes = await rowsAt(at(officer, "2024-05-06T16:00:00Z"), id)
  expect([outcomes.get(first?.key ?? ""), outcomes.get(second?.key ?? "")]).toEqual(["pending", "clear"])
})

test("a letter counts by its postmark, also when it comes after the end", async () => {
  const id = await makeNotice(officer, city.id)
  const after = at(officer, "2024-05-09T02:00:00Z")
  const letter = { ...objection(), channel: "letter" as const, receivedAt: new Date("2024-05-09T01:00:00Z") }
  const enter = (once: string, postmarkedOn: string) =>
    enterObjection(after, id, { ...letter, once: once.repeat(32), postmarkedOn }, noFiles)
  expect(codeOf(await enter("1", ""))).toBe("postmark_missing")
  expect(codeOf(await enterObjection(stranger, id, { ...letter, postmarkedOn: "2024-05-06" }, noFiles))).toBe(
    "not_found",
  )
  expect([codeOf(await enter("b", "2024-05-06")), codeOf(await enter("c", "2024-05-07"))]).toEqual(["ok", "ok"])
  const rows = await db.select().from(objections).where(eq(objections.noticeId, id)).orderBy(objections.serial)
  expect(rows.map(({ isTimely }) => isTimely)).toEqual([true, false])
})

test("an objection is looked into, concluded by a signature, and an upheld one strikes its line out", async () => {
  const id = await makeNotice(officer, city.id)
  const [upheld, dismissed] = [
    await makeObjection(officer, id),
    await makeObjection(officer, id, { row: 2, mail: "a@b.cn" }),
  ]
  const next = at(officer, "2024-04-29T02:00:00Z")
  const place = (objection: number, version: number) => ({ notice: id, objection, version })
  const verdict = (value: "upheld" | "dismissed", more = {}) => ({ ...signed, verdict: value, ...more })
  expect(codeOf(await conclude(next, place(upheld.id, 1), verdict("upheld"), told))).toBe("wrong_state")
  expect(codeOf(await noteFindings(next, place(upheld.id, 1), "x"))).toBe("wrong_state")
  expect(codeOf(await assign(next, place(upheld.id, 1), "市总工会经审办 何清"))).toBe("ok")
  expect(codeOf(await assign(next, place(upheld.id, 1), "另一处"))).toBe("stale")
  expect(codeOf(await noteFindings(next, place(upheld.id, 2), "已走访车间。"))).toBe("ok")
  expect(codeOf(await conclude(next, place(upheld.id, 3), verdict("upheld", { words: "" }), told))).toBe("strike_words")
  expect(codeOf(await conclude(next, place(upheld.id, 3), verdict("upheld", { signedOn: "2024-05-01" }), told))).toBe(
    "signed_ahead",
  )
  expect(codeOf(await conclude(next, place(upheld.id, 3), verdict("upheld", { signedOn: "2024-04-25" }), told))).toBe(
    "signed_before",
  )
  expect(codeOf(await conclude(next, place(upheld.id, 3), verdict("upheld"), told))).toBe("ok")
  expect(codeOf(await conclude(next, place(upheld.id, 4), verdict("dismissed"), told))).toBe("wrong_state")
  await assign(next, place(dismissed.id, 1), "市总工会")
  expect(codeOf(await conclude(next, place(dismissed.id, 2), verdict("dismissed"), told))).toBe("ok")
  const { strikes, list } = await seen(id)
  expect(strikes.map(({ key, cause, words }) => [key, cause, words])).toEqual([
    [list?.rows[0]?.key, "objection", signed.words],
  ])
  expect((await stepsOf(officer, upheld.id)).map(({ kind }) => kind)).toEqual([
    "received",
    "assigned",
    "found",
    "concluded",
  ])
  expect(await byReceipt(anybody, upheld.number, upheld.code)).toMatchObject({
    objection: { state: "upheld", leaderName: "张主席" },
    reply: signed.reply,
  })
  const over = at(officer, "2024-05-07T01:00:00Z")
  expect(codeOf(await closeNotice(over, id, { version: 2, ending: "" }))).toBe("ok")
  expect([...(await rowsAt(over, id)).values()]).toEqual(["upheld", "clear", "clear"])
})

test("where upheld objections begin the notice anew, it does not close before its new list", async () => {
  const id = await makeNotice(officer, city.id, { onUpheld: "restart" })
  const { id: objected } = await makeObjection(officer, id, { row: null })
  await assign(officer, { notice: id, objection: objected, version: 1 }, "市总工会")
  const done = { ...signed, signedOn: "2024-04-26", verdict: "upheld" as const }
  await conclude(officer, { notice: id, objection: objected, version: 2 }, done, told)
  const over = at(officer, "2024-05-07T01:00:00Z")
  expect(codeOf(await closeNotice(over, id, { version: 2, ending: "" }))).toBe("upheld_unanswered")
  const again = {
    version: 2,
    rows: rowsOfText("周敏,江城机床厂"),
    firstDay: "2024-05-07",
    confirmed: false,
    reason: "核实后更正",
  }
  expect(codeOf(await restartNotice(over, id, again))).toBe("ok")
  expect(codeOf(await closeNotice(at(officer, "2024-05-15T01:00:00Z"), id, { version: 3, ending: "" }))).toBe("ok")
})

test("a withdrawal strikes a line out once, and a withdrawn notice ends for good", async () => {
  const id = await makeNotice(officer, city.id)
  const key = (await seen(id)).list?.rows[1]?.key ?? ""
  const strike = { key, cause: "withdrawal" as const, words: "本人申请退出" }
  expect(codeOf(await strikeRow(officer, id, strike))).toBe("ok")
  expect(codeOf(await strikeRow(officer, id, strike))).toBe("ok")
  expect(codeOf(await strikeRow(officer, id, { ...strike, key: "none" }))).toBe("no_such_row")
  expect(codeOf(await strikeRow(officer, id, { ...strike, words: "13812345678" }))).toBe("text_holds_number")
  expect(await db.$count(noticeStrikes, eq(noticeStrikes.noticeId, id))).toBe(1)
  expect(codeOf(await withdrawNotice(officer, id, { version: 2, ending: "名额调整" }))).toBe("ok")
  expect(codeOf(await objectTo(anybody, id, objection({ once: "d".repeat(32) }), noFiles))).toBe("period_over")
  expect(codeOf(await strikeRow(officer, id, { ...strike, key: "other" }))).toBe("wrong_state")
  expect((await actionsOf(id)).filter((action) => action === "notice.strike")).toHaveLength(1)
})

test.skipIf(!onPostgres())("twenty objections at once are all kept, each with a number of its own", async () => {
  const id = await makeNotice(officer, city.id)
  const forms = Array.from({ length: 20 }, (_, at) => objection({ once: `${at}`.padStart(32, "e") }))
  const done = await Promise.all(
    forms.flatMap((form) => [form, form]).map((form) => objectTo(anybody, id, form, noFiles)),
  )
  expect(done.every(({ ok }) => ok)).toBe(true)
  const serials = (await db.select().from(objections).where(eq(objections.noticeId, id))).map(({ serial }) => serial)
  expect(serials.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
})

test.skipIf(!onPostgres())(
  "of two officers who close and restart at once, one is told; an objection lands before or is refused",
  async () => {
    for (let round = 0; round < 5; round++) {
      const id = await makeNotice(officer, city.id)
      const over = at(officer, "2024-05-07T01:00:00Z")
      const again = {
        version: 2,
        rows: rowsOfText("周敏,一厂"),
        firstDay: "2024-05-07",
        confirmed: false,
        reason: "更正",
      }
      const done = await Promise.all([
        closeNotice(over, id, { version: 2, ending: "" }),
        closeNotice(over, id, { version: 2, ending: "" }),
        restartNotice(over, id, again),
        objectTo(
          { ...anybody, now: new Date("2024-05-06T15:59:59Z") },
          id,
          objection({ once: `${round}`.padStart(32, "f") }),
          noFiles,
        ),
      ])
      const changed = done.slice(0, 3).filter(({ ok }) => ok).length
      const [row] = await db.select().from(notices).where(eq(notices.id, id))
      expect(row?.version).toBe(2 + changed)
      expect(changed).toBeLessThanOrEqual(1)
      if (row?.state === "closed") expect(await db.$count(objections, eq(objections.noticeId, id))).toBe(0)
    }
  },
)
