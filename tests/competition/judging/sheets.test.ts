import { eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { saveMark } from "#competition/judging/marks/commands.ts"
import { panelChangesOf } from "#competition/judging/queries.ts"
import { changePanel, findStatus, reopenSheet, signSet, signSheet } from "#competition/judging/sheets/commands.ts"
import { auditEntries, events } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, officerScope, operationId, type Seated, seatPanel, seatRow, setStatus } from "./world.ts"

const { db } = await freshDatabase()
const { as, browser } = testApp(db, () => at)
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated

beforeEach(async () => {
  world = await makeEvent(db)
  seat = await seatPanel(db, world.eventId)
})

const code = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? "ok" : result.refusal?.code)
const mark = (alias: string, entry: string, slot: string, value = "8", seenVersion = 0) =>
  saveMark(seat(alias).scope(), { id: operationId(), entry, slot, value, seenVersion })
const sign = async (alias: string) => code(await signSheet(seat(alias).scope()))
const state = async () => (await db.select().from(events).where(eq(events.id, world.eventId)))[0]?.state

async function markAll(entries = ["A001", "A002"]) {
  for (const entry of entries) {
    for (const alias of ["J1", "J2", "J3"]) await mark(alias, entry, "finish")
    await mark("S1", entry, "theory", "80")
    await mark("S1", entry, "value:difficulty", "1.2")
  }
}

test("a sheet with a blank is not signed; nodes with `missing` and values that only order may stay blank", async () => {
  await mark("J1", "A001", "finish")
  expect(await sign("J1")).toBe("sheet_has_blanks")
  await mark("J1", "A002", "finish")
  expect(await sign("J1")).toBe("ok")
  expect(await sign("J1")).toBe("locked")
  await mark("S1", "A001", "theory", "80")
  await mark("S1", "A002", "theory", "80")
  await mark("S1", "A001", "value:difficulty", "1")
  expect(await sign("S1")).toBe("sheet_has_blanks")
  await mark("S1", "A002", "value:difficulty", "1")
  expect(await sign("S1")).toBe("ok")
  expect(code(await mark("J1", "A001", "finish", "9", 1))).toBe("locked")
})

test("an entry that does not compete needs no marks", async () => {
  await mark("J2", "A001", "finish")
  await setStatus(db, world.entryIds.A002 ?? 0, "absent")
  expect(await sign("J2")).toBe("ok")
})

test("the head judge records how an entry stands, with a reason; then it gets no marks and needs none", async () => {
  const found = await findStatus(seat("H1").scope(), "A002", "disqualified", "代考")
  expect(code(found)).toBe("ok")
  expect(code(await mark("J2", "A002", "finish"))).toBe("entry_disqualified")
  const audit = await db.select().from(auditEntries).where(eq(auditEntries.action, "entry.set_status"))
  expect(audit.map(({ actorKind, facts }) => [actorKind, facts])).toEqual([
    ["seat", { from: "competed", to: "disqualified", reason: "代考" }],
  ])
  expect(code(await findStatus(seat("J1").scope(), "A001", "absent", "x"))).toBe("entry_unknown")
  expect(code(await findStatus(seat("H1").scope(), "A009", "absent", "x"))).toBe("entry_unknown")
  const head = browser({ judge: seat("H1").token })
  const back = await head.post("/judge/progress/status", { entry: "A002", status: "competed", reason: "申诉成立" })
  expect(back.headers.get("location")).toBe("/judge/progress?done=status")
  expect(code(await mark("J2", "A002", "finish"))).toBe("ok")
})

describe("a panel of another size", () => {
  const change = async (more: object = {}) =>
    code(
      await changePanel(seat("H1").scope(), {
        entry: "A001",
        node: "finish",
        size: 2,
        reason: "裁判突发疾病",
        ...more,
      }),
    )
  test("covers the blank, is kept with its reason and can be changed again", async () => {
    await mark("J1", "A001", "finish")
    await mark("J2", "A001", "finish")
    await mark("J3", "A002", "finish")
    expect(await sign("J3")).toBe("sheet_has_blanks")
    expect(await change()).toBe("ok")
    expect(await sign("J3")).toBe("ok")
    expect(await change({ size: 3, reason: "恢复" })).toBe("ok")
    const [kept, ...rest] = await panelChangesOf(db, world.eventId)
    expect([kept, rest]).toEqual([
      { entryCode: "A001", node: "finish", size: 3, reason: "恢复", approvedBy: "H1", at },
      [],
    ])
  })
  test("stays larger than the drops and not below the marks given", async () => {
    expect(await change({ size: 1 })).toBe("panel_within_drops")
    for (const alias of ["J1", "J2", "J3"]) await mark(alias, "A001", "finish")
    expect(await change()).toBe("panel_below_marks")
    expect(await change({ entry: "A009" })).toBe("entry_unknown")
    expect(await change({ node: "theory" })).toBe("no_panel_here")
    expect(await change({ node: "finesse" })).toBe("no_panel_here")
  })
  test("is the head judge's to approve", async () => {
    const asked = { entry: "A001", node: "finish", size: 2, reason: "x" }
    expect(code(await changePanel(seat("J1").scope(), asked))).toBe("entry_unknown")
    expect(code(await changePanel(await officerScope(db, world.eventId), asked))).toBe("entry_unknown")
  })
})

test("the set is signed when every sheet is, and every panel full; then the event has moved on", async () => {
  await markAll()
  expect(code(await signSet(seat("H1").scope()))).toBe("sheets_unsigned")
  for (const alias of ["J1", "J2", "J3", "S1"]) expect(await sign(alias)).toBe("ok")
  expect(code(await signSet(seat("J1").scope()))).toBe("not_found")
  expect(code(await signSet(seat("H1").scope()))).toBe("ok")
  expect(await state()).toBe("signed")
  expect((await seatRow(db, seat("H1").seatId))?.signedAt).toEqual(at)
  expect(code(await signSet(seat("H1").scope()))).toBe("wrong_state")
})

test("sheets that each leave out what a changed panel allows do not make a set that lacks marks", async () => {
  await markAll(["A001"])
  await mark("J1", "A002", "finish")
  await mark("S1", "A002", "theory", "1")
  await mark("S1", "A002", "value:difficulty", "1")
  const asked = { entry: "A002", node: "finish", size: 2, reason: "病" }
  expect(code(await changePanel(seat("H1").scope(), asked))).toBe("ok")
  for (const alias of ["J1", "J2", "J3", "S1"]) expect(await sign(alias)).toBe("ok")
  expect(code(await signSet(seat("H1").scope()))).toBe("marks_missing")
})

test("a signed sheet is reopened with a reason, also after the set was signed", async () => {
  expect(code(await reopenSheet(seat("H1").scope(), "J1", "笔误"))).toBe("not_signed")
  await markAll()
  for (const alias of ["J1", "J2", "J3", "S1"]) await sign(alias)
  await signSet(seat("H1").scope())
  expect(code(await reopenSheet(seat("J2").scope(), "J1", "笔误"))).toBe("not_found")
  expect(code(await reopenSheet(seat("H1").scope(), "J1", "笔误"))).toBe("ok")
  expect(await state()).toBe("judging")
  expect((await seatRow(db, seat("H1").seatId))?.signedAt).toBeNull()
  expect(code(await mark("J1", "A001", "finish", "9", 1))).toBe("ok")
  const audit = await db.select().from(auditEntries).where(eq(auditEntries.action, "sheet.reopen"))
  expect(audit.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([
    [seat("J1").seatId, { alias: "J1", reason: "笔误" }],
  ])
})

test("on the tablets: blanks are named, the signature is confirmed, and the head judge closes the set", async () => {
  const tablet = (alias: string) => browser({ judge: seat(alias).token })
  await mark("J2", "A001", "finish")
  const missing = await tablet("J2").text("/judge/sheet/signature")
  expect(missing).toContain("还有 1 项未评分")
  expect(missing).toContain('href="/judge/entries/A002/finish"')
  const refused = await tablet("J2").post("/judge/sheet/signature")
  expect([refused.status, (await refused.text()).includes("还有 1 项未评分，不能签名")]).toEqual([422, true])
  await markAll()
  for (const alias of ["J1", "J2", "J3", "S1"]) {
    const signed = await tablet(alias).post("/judge/sheet/signature")
    expect([alias, signed.headers.get("location")]).toEqual([alias, "/judge/sheet?done=signed"])
  }
  expect(await tablet("J1").text("/judge/entries/A001/finish")).toContain("已封存 8")
  const closed = await tablet("H1").post("/judge/progress/signature")
  expect(closed.headers.get("location")).toBe("/judge/progress?done=set")
})

test("the head judge's forms keep what was typed where something is wrong", async () => {
  const head = browser({ judge: seat("H1").token })
  const wrong = await head.post("/judge/progress/panel", { entry: "A009", node: "finish", size: "2", reason: "病" })
  const page = await wrong.text()
  expect(wrong.status).toBe(422)
  expect(page).toContain("没有这个选手编码")
  expect(page).toContain('name="entry" value="A009"')
  const good = await head.post("/judge/progress/panel", { entry: "A001", node: "finish", size: "2", reason: "病" })
  expect(good.headers.get("location")).toBe("/judge/progress?done=panel")
  expect(await head.text("/judge/progress/live")).toContain("2 名裁判")
})

test("progress counts by seat, shows the widest panels exactly, and the officer opens any mark's history", async () => {
  await mark("J1", "A001", "finish", "9.5")
  await mark("J2", "A001", "finish", "7")
  await mark("J2", "A001", "finish", "6.5", 0)
  const officer = await as(world.officerId)
  const page = await officer.text(`/manage/events/${world.eventId}/progress`)
  expect(page).toContain("7 至 9.5")
  expect(page).toContain("<strong>2.5</strong>")
  const history = await officer.text(`/manage/events/${world.eventId}/marks?entry=A001&slot=finish`)
  expect([...history.matchAll(/status (ok|warn)">([^<]+)</g)].map(([, , text]) => text).sort()).toEqual([
    "已保存",
    "已保存",
    "版本过旧，未采用",
  ])
})
