import { expect, test } from "vitest"
import { moveCourse, movesFrom } from "#honours/nominations/course/course.ts"
import { type Course, type Move, moveNames } from "#honours/nominations/course/moves.ts"
import { ownSteps, routeFor } from "#honours/nominations/course/route.ts"
import { currentStanding, signaturesAt } from "#honours/nominations/course/standing.ts"
import { presets } from "#honours/programmes/presets/all.ts"
import type { Step } from "#honours/programmes/steps.ts"
import { allMoves, broken, ledgerOf } from "./ledger.ts"
import { head, straight, threeNotices, twoNotices, worker } from "./routes.ts"

const draft: Course = { state: "draft", stepKey: "", round: 1, acts: [] }
const made = (steps: readonly Step[], course: Course, move: Move): Course => {
  const moved = moveCourse(steps, course, move)
  if (!moved.ok) throw new Error(`${move.move} at ${course.stepKey}: ${moved.refusal.code}`)
  return moved.value
}

/** On to a step, with everybody agreeing. */
function walk(steps: readonly Step[], from: Course, to: number): Course {
  let course = from
  const place = () => steps.findIndex(({ key }) => key === course.stepKey)
  while (place() < to) {
    const signer = currentStanding(steps, course)?.pending[0]?.key
    const back = course.state === "draft" ? "submit" : "resubmit"
    course = made(steps, course, signer ? { move: "sign", signer, verdict: "agree" } : { move: back })
  }
  return course
}

const verdicts = ["agree", "disagree", "explain"] as const
type Verdicts = readonly (typeof verdicts)[number][]

/**
 * Where a nomination stands with each set of those who sign there having signed, with each of the verdicts; of many
 * signers any two, and all but the last.
 */
function someSigned(steps: readonly Step[], course: Course, given: Verdicts, signedLast = "", depth = 0): Course[] {
  const standing = currentStanding(steps, course)
  const isMany = (standing?.unsigned.length ?? 0) + depth > 3
  if (isMany && depth === 2) return [course]
  const pending = (standing?.pending ?? []).filter(({ key }) => key > signedLast)
  const next = pending.flatMap(({ key }) =>
    given.map((verdict) => made(steps, course, { move: "sign", signer: key, verdict })),
  )
  const here = next.filter(({ stepKey }) => stepKey === course.stepKey)
  const inTurn = standing?.step.mode === "in_turn"
  const more = here.flatMap((one) => someSigned(steps, one, given, inTurn ? "" : one.acts.at(-1)?.signer, depth + 1))
  return [course, ...more, ...(isMany && depth === 0 ? [allButOne(steps, course)] : [])]
}

function allButOne(steps: readonly Step[], from: Course): Course {
  let course = from
  for (let left = currentStanding(steps, course)?.pending ?? []; left.length > 1 && left[0]; ) {
    course = made(steps, course, { move: "sign", signer: left[0].key, verdict: "agree" })
    left = currentStanding(steps, course)?.pending ?? []
  }
  return course
}

/** As it arrives at each step: straight, after a return to every earlier place, handed on, countersigned, marked. */
function arrivals(steps: readonly Step[], place: number): Course[] {
  const direct = walk(steps, draft, place)
  const later = Array.from(
    { length: steps.length - Math.max(place, ownSteps(steps)) },
    (_, at) => steps.length - 1 - at,
  )
  const back = later.flatMap((from) => {
    const there = walk(steps, draft, from)
    const targets = ["", ...steps.slice(0, Math.min(from, place + 1)).map(({ key }) => key)]
    return targets.map((to) => walk(steps, made(steps, there, { move: "return", to }), place))
  })
  const added = { key: "added", title: { zh: "加签", en: "Added" }, by: "committee" as const }
  const more = ([{ move: "add_signer", to: added }, { move: "expire" }] satisfies Move[]).flatMap((move) => {
    const moved = moveCourse(steps, direct, move)
    return moved.ok && moved.value.stepKey === direct.stepKey ? [moved.value] : []
  })
  const first = currentStanding(steps, direct)?.pending[0]?.key
  const handed = first ? [made(steps, direct, { move: "transfer", signer: first, to: added })] : []
  return [direct, ...more, ...handed, ...back]
}

function allCourses(steps: readonly Step[], most = Number.POSITIVE_INFINITY): Course[] {
  const places = steps.map((_, place) => place).filter((place) => place >= ownSteps(steps))
  const underway = places.flatMap((place) =>
    arrivals(steps, place)
      .slice(0, most)
      .flatMap((one, at) => someSigned(steps, one, at < 3 ? verdicts : ["agree", "disagree"])),
  )
  const far = walk(steps, draft, steps.length - 1)
  const returned = ["", ...steps.slice(0, ownSteps(steps)).map(({ key }) => key)].map((to) =>
    made(steps, far, { move: "return", to }),
  )
  const ends = places.flatMap((place) => {
    const there = walk(steps, draft, place)
    return (["withdraw", "reject", "pass_over", "lose"] as const).map((move) => made(steps, there, { move }))
  })
  return [draft, ...underway, ...returned, ...ends, ...returned.map((one) => made(steps, one, { move: "withdraw" }))]
}

const shipped = presets.flatMap(({ id, definition }) =>
  [worker, head].map(
    (nominee) => [`${id} for ${nominee === head ? "a head" : "a worker"}`, routeFor(definition, nominee)] as const,
  ),
)
/** Presets share routes, and so do nominees of one preset: each is walked once. */
const distinct = () =>
  shipped.filter(([, one], at) => shipped.findIndex(([, other]) => shapeOf(other) === shapeOf(one)) === at)
const shapeOf = (steps: readonly Step[]) =>
  JSON.stringify(
    steps.map(({ key, kind, mode, overdue, signers }) => [key, kind, mode, overdue, signers.map((one) => one.by)]),
  )

const routes: readonly (readonly [string, readonly Step[]])[] = [
  ["两审三公示 for a worker", routeFor(threeNotices, worker)],
  ["两审三公示 for the head of an enterprise", routeFor(threeNotices, head)],
  ["两审两公示 for a worker", routeFor(twoNotices, worker)],
  ["两审两公示 for the head of an enterprise", routeFor(twoNotices, head)],
  ["a route without steps of the unit", routeFor(straight, worker)],
]

let triples = 0
test.each(routes)("every state × move × position with some already signed: %s", (_, steps) => {
  const found = new Set<string>()
  const [tried, accepted] = [new Set<string>(), new Set<string>()]
  for (const course of allCourses(steps))
    for (const move of allMoves(steps)) {
      const moved = moveCourse(steps, course, move)
      for (const rule of broken(steps, course, move, moved.ok ? moved.value : undefined))
        found.add(`${rule}: ${JSON.stringify(move)} at ${course.stepKey} of ${course.state}`)
      if (moved.ok) accepted.add(move.move)
      if (moved.ok && !movesFrom(steps, course).includes(move.move)) found.add(`${move.move} is made but not offered`)
      tried.add(move.move)
      triples++
    }
  expect([...found]).toEqual([])
  expect([...tried].sort()).toEqual([...moveNames].sort())
  expect([...accepted].sort()).toEqual([...moveNames].sort())
})

test.each(distinct())("every state × move × position on a shipped route: %s", (_, steps) => {
  const found = new Set<string>()
  for (const course of allCourses(steps, 3))
    for (const move of allMoves(steps)) {
      const moved = moveCourse(steps, course, move)
      for (const rule of broken(steps, course, move, moved.ok ? moved.value : undefined))
        found.add(`${rule}: ${JSON.stringify(move)} at ${course.stepKey} of ${course.state}`)
      triples++
    }
  expect([...found]).toEqual([])
})

test("the number of triples is printed", () => {
  console.log(`${triples} triples of state, move and position`)
  expect(triples).toBeGreaterThan(100_000)
})

test("a return from a countersigned step loses nothing: all are asked again, and what was signed stays readable", () => {
  const steps = routeFor(threeNotices, head)
  const asked = walk(steps, draft, 3)
  const one = made(steps, asked, { move: "sign", signer: "tax", verdict: "agree" })
  const returned = made(steps, one, { move: "return", to: "leaders" })
  const again = walk(steps, returned, 3)
  expect(currentStanding(steps, again)?.pending.map(({ key }) => key)).toEqual(["tax", "labour", "safety", "market"])
  expect(signaturesAt(steps, again, "leaders").map(({ signer, round }) => [signer, round])).toEqual([
    ["party", 2],
    ["union_office", 2],
  ])
  expect(again.acts.filter(({ signer }) => signer === "tax").length).toBe(1)
  expect(ledgerOf(steps, again.acts).signed.get("opinions")?.size).toBe(0)
})
