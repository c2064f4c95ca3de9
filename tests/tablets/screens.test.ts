import { describe, expect, test } from "vitest"
import type { Slot } from "#competition/judging/slots.ts"
import { after } from "../../src/browser/outbox/fold.ts"
import type { Item, Session, Tablet } from "../../src/browser/outbox/types.ts"
import { alarmOf } from "../../src/browser/tablet/alarm.ts"
import { pauseBefore } from "../../src/browser/tablet/rhythm.ts"
import { choicesIn } from "../../src/browser/worker/choices.ts"
import { answersFrom, blanksFrom, screenOf, sheetFrom, tabletFrom, undoFrom } from "../../src/browser/worker/screens.ts"

const at = "2026-05-02T01:00:00.000Z"
const slot = (name: string): Slot => {
  const words = { zh: name, en: name }
  return { slot: name, kind: "judged", title: words, descriptor: words, judges: 3, drops: 0, optional: false }
}

const session: Session = {
  at,
  event: { code: "fitter", title: { zh: "钳工", en: "Fitter" }, state: "judging" },
  seat: { id: 7, alias: "J1", role: "judge", signedAt: null },
  open: true,
  slots: [slot("finish"), slot("safety")],
  entries: [
    { code: "A001", status: "competed", open: true, excused: [] },
    { code: "A002", status: "competed", open: true, excused: ["safety"] },
    { code: "A003", status: "absent", open: false, excused: [] },
  ],
  marks: [{ entry: "A001", slot: "finish", value: "8", version: 3, at }],
}

const saved = { id: "", status: 200, code: "saved", message: "" }

const item = (more: Partial<Item>): Item => ({
  id: "01890000-0000-7000-8000-000000000001",
  seat: 7,
  wish: { kind: "mark", entry: "A001", slot: "safety", value: "9" },
  seenVersion: 0,
  intendedAt: at,
  state: "unsent",
  ...more,
})

describe("the address of a screen", () => {
  const cases: [string, ReturnType<typeof screenOf>][] = [
    ["/judge/", { kind: "door" }],
    ["/judge/entries", { kind: "entries" }],
    ["/judge/sheet", { kind: "sheet" }],
    ["/judge/sheet/signature", { kind: "signature" }],
    ["/judge/entries/A001", { kind: "mark", code: "A001", slot: undefined }],
    ["/judge/entries/A001/value%3Aminutes", { kind: "mark", code: "A001", slot: "value:minutes" }],
    ["/judge/entries/%zz", undefined],
    ["/judge/entries/A001/%E0%A4", undefined],
    ["/judge/progress", undefined],
    ["/judge/sheet/import", undefined],
    ["/judge/take-over", undefined],
    ["/judge/entries/A001/finish/more", undefined],
  ]
  test.each(cases)("%s", (path, screen) => expect(screenOf(path)).toEqual(screen))
})

test("what is on this tablet lies over what the server told, and is counted apart", () => {
  const view = tabletFrom(session, [item({})], { contact: at })
  expect(view.lines.map(({ code, cells }) => [code, cells.map(({ value, where }) => `${value} ${where}`)])).toEqual([
    ["A001", ["8 server", "9 local"]],
    ["A002", ["null blank", "null blank"]],
    ["A003", ["null blank", "null blank"]],
  ])
  expect(view.strip).toEqual({ local: 1, server: 1, sealed: 0, contact: new Date(at) })
  expect(blanksFrom(session, view).map(({ code, slot }) => [code, slot.slot])).toEqual([["A002", "finish"]])
})

test("a signature on this tablet closes the sheet until it is answered", () => {
  const sign = { kind: "sign", marks: [] } as const
  expect(tabletFrom(session, [item({ wish: sign })], {}).signing).toBe(true)
  expect(tabletFrom(session, [item({ wish: sign, state: "refused" })], {}).signing).toBe(false)
  expect(tabletFrom(session, [item({ wish: sign, seat: 8 })], {}).signing).toBe(false)
})

describe("where the panel has to look again", () => {
  const wanted = { ...session, marks: session.marks.map((one) => ({ ...one, look: { done: false, first: null } })) }
  const again = { kind: "remark", entry: "A001", slot: "finish", value: "8", reason: "对照样件" } as const
  const looks = (told: Session, items: readonly Item[]) => sheetFrom(told, tabletFrom(told, items, {})).looks

  test("it is said without a network, until the second look is on this tablet", () => {
    expect(looks(wanted, [])).toEqual([{ code: "A001", slot: "finish" }])
    expect(looks(wanted, [item({ wish: again })])).toEqual([])
  })

  test("the first mark stays known after the second is on the server", () => {
    const next = after(wanted, item({ wish: again, was: "8" }), { ...saved, version: 4, value: "8" })
    expect(next.marks[0]?.look).toEqual({ done: true, first: "8" })
  })
})

test("not observed on this tablet is no blank and no number", () => {
  const wish = { kind: "not_observed", entry: "A001", slot: "safety" } as const
  const view = tabletFrom(session, [item({ wish })], {})
  expect(view.lines[0]?.cells[1]).toMatchObject({ value: "not_observed", where: "local" })
  expect(sheetFrom({ ...session, totals: true }, view).sums?.A001).toBe("8")
  expect(sheetFrom(session, view).sums).toBeUndefined()
})

describe("an undo on a tablet", () => {
  const undone = (told: Session, items: readonly Item[]) => {
    const undo = undoFrom(told, items, tabletFrom(told, items, {}))
    return undo && [undo.entry.code, undo.cell.slot.slot, undo.before]
  }
  const told = { ...session, undo: { entry: "A001", slot: "finish", version: 3, before: "7" } }
  const moved = { ...told, undo: { ...told.undo, version: 2 } }
  test.each([
    ["of what the server told", told, [], ["A001", "finish", "7"]],
    ["of nothing once the mark has moved on", moved, [], undefined],
    ["of what is unsent, first", told, [item({ was: "6" })], ["A001", "safety", "6"]],
    ["of nobody else's", session, [item({ seat: 8 })], undefined],
  ] as [string, Session, Item[], unknown][])("%s", (_, known, items, wanted) =>
    expect(undone(known, items)).toEqual(wanted),
  )

  test("goes on with what the server answered", () => {
    const answered = after(told, item({ was: "6" }), { ...saved, version: 1, value: "9" })
    expect(undone(answered, [])).toEqual(["A001", "safety", "6"])
  })
})

test("what was laid before the head judge or refused is told until it is read, to its own seat", () => {
  const items = [
    item({ state: "tray" }),
    item({ state: "refused" }),
    item({ state: "settled" }),
    item({ state: "done" }),
  ]
  expect(answersFrom([...items, item({ state: "tray", seat: 8 })], 7).map(({ state }) => state)).toEqual([
    "tray",
    "refused",
  ])
})

describe("the bar says the one thing to know or do now", () => {
  const cases: [string, readonly Item[], Tablet, ReturnType<typeof alarmOf>][] = [
    ["all is well", [item({})], { door: "open" }, undefined],
    ["signed out", [item({})], { door: "signed_out" }, { word: "barSignedOut", count: 1, href: "/judge/" }],
    ["moved", [], { door: "taken_over" }, { word: "barSignedOut", count: 0, href: "/judge/" }],
    [
      "two marks, before what is only to be read",
      [item({ state: "tray" }), item({ state: "conflict" })],
      {},
      { word: "barConflict", count: 1, href: "/judge/entries/A001/safety" },
    ],
    [
      "not taken",
      [item({ state: "refused" })],
      { update: true },
      { word: "barUnread", count: 1, href: "/judge/entries" },
    ],
    ["a new version", [item({})], { update: true }, { word: "barUpdate", count: 1 }],
  ]
  test.each(cases)("%s", (_, items, tablet, alarm) => expect(alarmOf(items, tablet)).toEqual(alarm))
})

describe("a page that was just opened asks for no more than it must", () => {
  const now = new Date("2026-05-02T01:00:05.000Z")
  const long = "2026-05-02T00:58:00.000Z"
  const cases: [string, Tablet, readonly Item[], ReturnType<typeof pauseBefore>][] = [
    ["told and heard just now", { told: at, contact: at }, [], { session: false, send: 15_000 }],
    ["something to send", { told: at, contact: at }, [item({})], { session: false, send: 0 }],
    ["an old session", { told: long, contact: at }, [], { session: true, send: 15_000 }],
    ["another code was entered", { told: at, contact: at, stale: true }, [], { session: true, send: 15_000 }],
    ["nothing known", {}, [], { session: true, send: 0 }],
    [
      "a clock that was set back",
      { told: "2026-05-03T01:00:00.000Z", contact: at },
      [],
      { session: true, send: 15_000 },
    ],
  ]
  test.each(cases)("%s", (_, tablet, items, asked) => expect(pauseBefore(tablet, items, now)).toEqual(asked))
})

test("a link's choice is kept, and nothing that is no choice", () => {
  const choices = (query: string) => choicesIn(new URLSearchParams(query))
  expect(choices("lang=en&theme=dark&text=large")).toEqual({ lang: "en", theme: "dark", text: "large" })
  expect(choices("lang=fr&theme=&done=signed")).toEqual({})
})
