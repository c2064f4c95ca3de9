import { and, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { packable, packetFile } from "#browser/outbox/packet.ts"
import type { Item, Session, Wish } from "#browser/outbox/types.ts"
import { importPacket } from "#competition/judging/desk/commands.ts"
import { endSeat } from "#competition/judging/panel/commands.ts"
import { marksOf } from "#competition/judging/queries.ts"
import { auditEntries, markOperations, packets } from "#db/schema/index.ts"
import { testApp } from "../../support/app.ts"
import { freshDatabase } from "../../support/database.ts"
import { at, makeEvent, officerScope, operationId, type Seated, seatPanel, sit } from "./world.ts"

const { db } = await freshDatabase()
const { browser, as } = testApp(db, () => at)
let world: Awaited<ReturnType<typeof makeEvent>>
let seat: (alias: string) => Seated
let session: Session

const tablet = (alias: string) => browser({ judge: seat(alias).token })

beforeEach(async () => {
  world = await makeEvent(db)
  seat = await seatPanel(db, world.eventId)
  session = (await (await tablet("J1").get("/judge/session")).json()) as Session
})

const item = (wish: Wish, more: Partial<Item> = {}): Item => ({
  id: operationId(),
  seat: seat("J1").seatId,
  wish,
  seenVersion: 0,
  intendedAt: at.toISOString(),
  state: "unsent",
  ...more,
})
const mark = (entry: string, value: string, more: Partial<Item> = {}) =>
  item({ kind: "mark", entry, slot: "finish", value }, more)

const officer = () => as(world.officerId)
async function bring(text: string, eventId = world.eventId) {
  const done = await importPacket({ ...(await accountScope()), now: at }, eventId, text)
  return done.ok ? done.value : done.refusal.code
}
async function accountScope() {
  const scope = await officerScope(db, world.eventId)
  if (scope.actor.kind !== "account") throw new Error("an officer has an account")
  return { ...scope, actor: { ...scope.actor, accountId: world.officerId } }
}
const linesOf = async (id: number | string) =>
  (
    (
      await db
        .select()
        .from(packets)
        .where(eq(packets.id, Number(id)))
    )[0]?.lines ?? []
  ).map(({ outcome, code, already }) => `${outcome} ${code}${already ? " already" : ""}`)
const standing = async () =>
  (await marksOf(db, world.eventId)).map((one) => `${one.entryCode} ${one.slot} ${one.value}`).sort()
const file = async (...items: Item[]) => (await packetFile(items, session, at)) ?? ""
const replay = async (...operations: object[]) => {
  const answer = await tablet("J1").postJson("/judge/operations", { operations })
  return ((await answer.json()) as { results: { code: string; version?: number }[] }).results
}
const sent = ({ id, seat: whose, wish, seenVersion, intendedAt }: Item, seen = seenVersion) => ({
  id,
  seat: whose,
  intendedAt,
  ...wish,
  seenVersion: seen,
})

test("a packet holds codes and marks, in order and with what was made upon what, and nobody's name", async () => {
  const first = mark("A001", "8")
  const text = await file(first, mark("A001", "9", { behind: first.id }), mark("A002", "7", { state: "done" }))
  const { payload, ...envelope } = JSON.parse(text) as { payload: string; device: number; mac: string; laurel: string }
  const content = JSON.parse(payload)
  expect(Object.keys(envelope)).toEqual(["laurel", "device", "mac"])
  expect(content.operations.map((one: { value: string }) => one.value)).toEqual(["8", "9"])
  expect([content.seat, content.event, Object.values(content.behind)]).toEqual(["J1", world.eventId, [first.id]])
  for (const hidden of ["某", "钢厂", "总工会"]) expect(text).not.toContain(hidden)
})

test("no signature leaves past something that its judge has not decided", () => {
  const sign = item({ kind: "sign", marks: [] })
  const conflict = mark("A001", "8", { state: "conflict" })
  const free = mark("A002", "7")
  expect(packable([free, sign])).toEqual([free, sign])
  expect(packable([conflict, free, sign, mark("A002", "6")])).toEqual([free])
})

test("a packet is applied once; the same file, the tablet's own replay and a later packet add nothing", async () => {
  const first = mark("A001", "8")
  const second = mark("A001", "9", { behind: first.id })
  const text = await file(first, second)
  const id = await bring(text)
  expect(await linesOf(id)).toEqual(["done saved", "done saved"])
  expect(await standing()).toEqual(["A001 finish 9"])
  expect(await bring(text)).toBe(id)
  const [one] = await replay(sent(first))
  expect([one?.code, one?.version]).toEqual(["saved", 1])
  expect((await replay(sent(second, 1))).map(({ code, version }) => [code, version])).toEqual([["saved", 2]])
  const more = mark("A002", "7")
  expect(await linesOf(await bring(await file(first, second, more)))).toEqual([
    "done saved already",
    "done saved already",
    "done saved",
  ])
  expect(await standing()).toEqual(["A001 finish 9", "A002 finish 7"])
  const kept = await db.select().from(markOperations).where(eq(markOperations.eventId, world.eventId))
  expect(kept.map(({ deviceId }) => deviceId)).toEqual(Array(3).fill(seat("J1").actor.deviceId))
})

test("after the tablet came back by itself, its packet adds nothing and says so", async () => {
  const one = mark("A001", "8")
  const text = await file(one)
  await replay(sent(one))
  expect(await linesOf(await bring(text))).toEqual(["done saved already"])
  expect(await standing()).toEqual(["A001 finish 8"])
})

test("conflicts and refusals are listed, and a signature waits on the tablet behind a conflict", async () => {
  await replay(sent(mark("A001", "5")))
  const text = await file(mark("A001", "8"), mark("A002", "10.25"), item({ kind: "sign", marks: [] }))
  const id = await bring(text)
  expect(await linesOf(id)).toEqual(["conflict stale", "refused mark_too_high", "held held"])
  const page = await (await officer()).text(`/manage/events/${world.eventId}/desk/packets/${id}`)
  for (const words of ["服务器上是 5", "高于上限", "留在平板上"]) expect(page).toContain(words)
  expect(await standing()).toEqual(["A001 finish 5"])
})

test("a tablet that lost its seat to another of the same judge still counts; a judge who was replaced goes to the tray", async () => {
  const [one, late] = [mark("A001", "8"), mark("A002", "7")]
  const [before, after] = [await file(one), await file(late)]
  await sit(db, seat("J1").code)
  expect(await linesOf(await bring(before))).toEqual(["done saved"])
  await endSeat(await officerScope(db, world.eventId), seat("J1").seatId, "身体不适")
  expect(await linesOf(await bring(after))).toEqual(["tray seat_ended"])
  expect(await standing()).toEqual(["A001 finish 8"])
})

describe("a file is refused", () => {
  const changed = (text: string, change: (file: Record<string, unknown>) => object) =>
    JSON.stringify(change(JSON.parse(text)))

  test.each([
    ["that is no packet", async () => "{}", "packet_unreadable"],
    ["that is not even text of that kind", async () => "PK\u0003\u0004", "packet_unreadable"],
    [
      "in which a mark was changed",
      async () =>
        changed(await file(mark("A001", "8")), (one) => ({
          ...one,
          payload: String(one.payload).replace('"8"', '"9"'),
        })),
      "packet_altered",
    ],
    [
      "with another signature",
      async () => changed(await file(mark("A001", "8")), (one) => ({ ...one, mac: "0".repeat(64) })),
      "packet_altered",
    ],
    [
      "that claims to be another tablet's",
      async () => changed(await file(mark("A001", "8")), (one) => ({ ...one, device: seat("J2").actor.deviceId })),
      "packet_altered",
    ],
    [
      "of a tablet that nobody knows here",
      async () => changed(await file(mark("A001", "8")), (one) => ({ ...one, device: 999_999_999 })),
      "packet_foreign",
    ],
  ])("%s", async (_, text, code) => {
    expect(await bring(await text())).toBe(code)
    expect(await standing()).toEqual([])
  })

  test("of another event, and for whoever does not run the event", async () => {
    const text = await file(mark("A001", "8"))
    const other = await makeEvent(db)
    const scope = await officerScope(db, other.eventId)
    const there = await importPacket(scope, other.eventId, text)
    expect(there.ok || there.refusal.code).toBe("packet_other_event")
    const here = await importPacket(scope, world.eventId, text)
    expect(here.ok || here.refusal.code).toBe("not_found")
  })
})

test("the page takes the file, leads to its list and records who brought it", async () => {
  const text = await file(mark("A001", "8"))
  const form = new FormData()
  form.set("file", new File([text], "laurel-J1.json", { type: "application/json" }))
  const path = `/manage/events/${world.eventId}/desk`
  const session = await officer()
  const headers = { "Sec-Fetch-Site": "same-origin" }
  const sentForm = await session.ask(`${path}/packets`, { method: "POST", body: form, headers })
  expect(sentForm.status).toBe(303)
  const list = await session.text(sentForm.headers.get("Location") ?? "")
  expect(list).toContain("1 项中有 1 项已在服务器上")
  const none = await session.ask(`${path}/packets`, { method: "POST", body: new FormData(), headers })
  expect([none.status, (await none.text()).includes("请选择文件")]).toEqual([422, true])
  const trail = await db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "event.import_packet"), eq(auditEntries.subjectId, world.eventId)))
  expect(trail.map(({ actorKind, facts }) => [actorKind, facts])).toEqual([
    ["account", expect.objectContaining({ alias: "J1", device: "ipad", done: 1, conflict: 0 })],
  ])
})
