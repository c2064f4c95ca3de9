import { expect, test } from "vitest"
import { noticeStates, type ObjectionState, objectionStates, type StrikeCause } from "#db/words.ts"
import { type Held, noticeAfter, outcomeOfRow, reasonAgainstClosing, type Standing } from "#notices/issuing/workflow.ts"
import { cameFault, isTimely, objectionAfter } from "#notices/objections/workflow.ts"

/** Every state by every move: what is not listed does not exist. */
test("a notice moves only as its table says", () => {
  const moves = ["open", "restart", "close", "withdraw"] as const
  const all = noticeStates.map((state) => [state, ...moves.map((move) => noticeAfter(state, move) ?? "-")].join(" "))
  expect(all).toEqual([
    "draft open - - withdrawn",
    "open - open closed withdrawn",
    "closed - - - -",
    "withdrawn - - - -",
  ])
})

test("an objection moves only as its table says", () => {
  const moves = ["assign", "find", "uphold", "dismiss"] as const
  const all = objectionStates.map((state) => [state, ...moves.map((m) => objectionAfter(state, m) ?? "-")].join(" "))
  expect(all).toEqual([
    "received investigating - - -",
    "investigating investigating investigating upheld dismissed",
    "upheld - - - -",
    "dismissed - - - -",
  ])
})

const held = (state: ObjectionState, more: Partial<Held> = {}): Held => ({
  key: "a",
  listNumber: 1,
  state,
  isTimely: true,
  ...more,
})
const standing = (objections: Held[], more: Partial<Standing> = {}): Standing => ({
  state: "open",
  ended: true,
  listNumber: 1,
  onUpheld: "strike",
  isBelowOpen: false,
  strikes: new Map(),
  objections,
  ...more,
})
const struck = (cause: StrikeCause) => new Map([["a", cause]])

const closings: [string, Standing, string | undefined][] = [
  ["the period still runs", standing([], { ended: false }), "period_runs"],
  ["the notice below is not over", standing([], { isBelowOpen: true }), "level_below_open"],
  ["nobody objected", standing([]), undefined],
  ["one is not looked into", standing([held("received")]), "objections_pending"],
  ["one is looked into", standing([held("dismissed"), held("investigating")]), "objections_pending"],
  [
    "even one that came late wants its conclusion",
    standing([held("received", { isTimely: false })]),
    "objections_pending",
  ],
  ["all are dismissed", standing([held("dismissed"), held("dismissed", { key: null })]), undefined],
  ["one is upheld and nothing followed", standing([held("upheld")]), "upheld_unanswered"],
  ["one is upheld and its line struck out", standing([held("upheld")], { strikes: struck("objection") }), undefined],
  ["one is upheld and a new list followed", standing([held("upheld")], { listNumber: 2 }), undefined],
  ["one to the whole is upheld", standing([held("upheld", { key: null })]), "upheld_unanswered"],
]
test.each(closings)("closing where %s", (_, one, reason) => expect(reasonAgainstClosing(one)).toBe(reason))

const outcomes: [string, Standing, string][] = [
  ["nobody objected and the period is over", standing([]), "clear"],
  ["the period still runs", standing([], { ended: false }), "pending"],
  ["somebody objected to another line", standing([held("received", { key: "b" })]), "clear"],
  ["an objection is not concluded", standing([held("investigating")]), "pending"],
  ["an objection to the whole is not concluded", standing([held("received", { key: null })]), "pending"],
  ["an objection that came late is not concluded", standing([held("received", { isTimely: false })]), "clear"],
  ["the objection is dismissed", standing([held("dismissed")]), "clear"],
  ["the objection is upheld", standing([held("upheld")]), "upheld"],
  ["the objection is upheld while the period runs", standing([held("upheld")], { ended: false }), "upheld"],
  ["the line was struck out for it", standing([held("upheld")], { strikes: struck("objection") }), "upheld"],
  ["the nominee withdrew", standing([], { strikes: struck("withdrawal") }), "withdrawn"],
  ["the whole was upheld", standing([held("upheld", { key: null })]), "pending"],
  [
    "the whole was upheld and a new list followed",
    standing([held("upheld", { key: null })], { listNumber: 2 }),
    "clear",
  ],
  ["it is a draft", standing([], { state: "draft", ended: false }), "pending"],
  ["the notice was withdrawn", standing([], { state: "withdrawn" }), "pending"],
  ["the notice is closed", standing([], { state: "closed" }), "clear"],
]
test.each(outcomes)("the outcome where %s", (_, one, outcome) => expect(outcomeOfRow(one, "a")).toBe(outcome))

test("an objection holds its own nominee and no other, whatever its state", () => {
  for (const state of objectionStates)
    for (const isTimely of [true, false])
      for (const ended of [true, false]) {
        const one = standing([held(state, { isTimely })], { ended })
        expect(outcomeOfRow(one, "b")).toBe(ended ? "clear" : "pending")
      }
})

const list = { lastDay: "2024-05-06", endsAt: new Date("2024-05-06T16:00:00Z") }
const at = (text: string) => new Date(text)
const arrivals: [string, Parameters<typeof isTimely>[0], boolean][] = [
  ["the last second", { channel: "online", receivedAt: at("2024-05-06T15:59:59.999Z"), postmarkedOn: null }, true],
  ["the first second after", { channel: "online", receivedAt: at("2024-05-06T16:00:00Z"), postmarkedOn: null }, false],
  [
    "a letter that came later",
    { channel: "letter", receivedAt: at("2024-05-09T01:00:00Z"), postmarkedOn: "2024-05-06" },
    true,
  ],
  [
    "a letter posted too late",
    { channel: "letter", receivedAt: at("2024-05-09T01:00:00Z"), postmarkedOn: "2024-05-07" },
    false,
  ],
  ["a call after the end", { channel: "call", receivedAt: at("2024-05-07T01:00:00Z"), postmarkedOn: null }, false],
]
test.each(arrivals)("%s", (_, came, timely) => expect(isTimely(came, list)).toBe(timely))

test("no letter, visit or call comes from ahead of now, and no postmark after its letter", () => {
  const now = at("2024-05-09T02:00:00Z")
  const letter = { channel: "letter" as const, receivedAt: at("2024-05-09T01:00:00Z") }
  expect(cameFault({ ...letter, postmarkedOn: "2024-05-06" }, now)).toBeUndefined()
  expect(cameFault({ ...letter, postmarkedOn: null }, now)).toBe("postmark_missing")
  expect(cameFault({ ...letter, postmarkedOn: "2024-05-10" }, now)).toBe("postmark_ahead")
  expect(cameFault({ ...letter, receivedAt: at("2024-05-09T03:00:00Z"), postmarkedOn: null }, now)).toBe(
    "received_ahead",
  )
})
