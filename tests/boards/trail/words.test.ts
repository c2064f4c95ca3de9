import { expect, test } from "vitest"
import { actions, factsOf, kinds } from "#boards/trail/sentences.ts"
import { contestMoves, eventMoves } from "#competition/contests/workflow.ts"
import { moveNames as nominationMoves } from "#honours/nominations/course/moves.ts"
import { moveNames as programmeMoves } from "#honours/programmes/workflow.ts"
import { acts as revocationActs } from "#honours/register/revocations/workflow.ts"
import { termMoves } from "#honours/register/terms/workflow.ts"
import { committeeMoves } from "#honours/reviews/state.ts"
import { texts } from "#i18n/texts.ts"
import { translator } from "#i18n/translate.ts"
import { sourcesFromDisk, withoutComments } from "../../architecture/sources.ts"

const sources = [...sourcesFromDisk("src", /\.ts$/)].map(([, source]) => withoutComments(source))

/** What stands between the scope and the subject of every call of `record`. */
const given = sources.flatMap((source) =>
  [...source.matchAll(/(?<!function )\brecord(?:Placed)?\(\s*\w+(?:\.\w+)*,\s*([\s\S]*?),\s*(?:\{|\w+\s*[,)])/g)].map(
    ([, action]) => `${action}`,
  ),
)

/** Templates with what can be filled in. */
const filled: Readonly<Record<string, readonly string[]>> = {
  "`event.${move}`": Object.values(eventMoves).flatMap((moves) => Object.keys(moves).map((move) => `event.${move}`)),
  "`contest.${move}`": Object.values(contestMoves).flatMap((moves) =>
    Object.keys(moves).map((move) => `contest.${move}`),
  ),
  "`committee.${move}`": Object.values(committeeMoves).flatMap((moves) =>
    Object.keys(moves).map((move) => `committee.${move}`),
  ),
  "`programme.${move}`": programmeMoves.map((move) => `programme.${move}`),
  "`revocation.${act}`": revocationActs.map((act) => `revocation.${act}`),
  "`term.${act}`": termMoves.map((act) => `term.${act}`),
  "`nomination.${move}`": nominationMoves.map((move) => `nomination.${move}`),
  "`operation.${decision}`": ["operation.applied", "operation.set_aside", "operation.answered"],
  "`entry.${moveNames[to]}`": ["entry.approve", "entry.reject", "entry.withdraw", "entry.reopen"],
}

test("every action that is recorded has a sentence in both languages", () => {
  expect(given.length).toBeGreaterThan(50)
  const templates = given.flatMap((text) => text.match(/`[^`]*`/g) ?? [])
  expect(templates.filter((template) => !(template in filled))).toEqual([])
  const recorded = [
    ...given.flatMap((text) => [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, action]) => `${action}`)),
    ...templates.flatMap((template) => filled[template] ?? []),
  ]
  expect([...new Set(recorded)].filter((action) => !actions.includes(action))).toEqual([])
  expect(actions.filter((action) => !recorded.includes(action))).toEqual([])
})

test("every kind of subject has a name", () => {
  const named = sources.flatMap((source) =>
    [...source.matchAll(/\{ kind: "([a-z_]+)", id\b/g)].map(([, kind]) => `${kind}`),
  )
  const subjects = [...new Set(named)].filter((kind) => !["account", "system", "hand"].includes(kind))
  expect(subjects.length).toBeGreaterThan(5)
  expect(subjects.filter((kind) => !kinds.includes(kind))).toEqual([])
})

test("details are told in words: names, words of closed vocabularies, lists, and what has no words by its own name", () => {
  const facts = {
    from: "drawn",
    to: "judging",
    locked: true,
    slots: ["a", "b"],
    reason: "",
    own: { x: null },
    role: "head_judge",
  }
  expect(factsOf(translator("en"), facts).map(({ label, value }) => `${label} = ${value}`)).toEqual([
    "From = Drawn",
    "To = Judging",
    "Rules were locked = yes",
    "Slot = a, b".replace("Slot", texts.en.trail.fact.slots),
    "Reason = --",
    "own = x: --",
    `Role = ${texts.en.judging.role.head_judge}`,
  ])
  expect(factsOf(translator("zh-CN"), { from: "draft" })).toEqual([{ label: "原来", value: "筹备中" }])
})
