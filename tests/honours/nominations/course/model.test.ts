import fc from "fast-check"
import { expect, test } from "vitest"
import { moveCourse, movesFrom } from "#honours/nominations/course/course.ts"
import type { Course, Move } from "#honours/nominations/course/moves.ts"
import { routeFor } from "#honours/nominations/course/route.ts"
import type { Definition } from "#honours/programmes/definition.ts"
import { allMoves, broken } from "./ledger.ts"
import { head, threeNotices, twoNotices, worker } from "./routes.ts"

type Model = { made: number }
type Real = { course: Course }

/** One move of a long story; the model is the ledger of all acts, which `broken` keeps by hand. */
class Made implements fc.Command<Model, Real> {
  readonly steps: ReturnType<typeof routeFor>
  readonly move: Move
  constructor(steps: ReturnType<typeof routeFor>, move: Move) {
    this.steps = steps
    this.move = move
  }
  check = () => true
  run(model: Model, real: Real) {
    const offered = movesFrom(this.steps, real.course)
    const moved = moveCourse(this.steps, real.course, this.move)
    expect(broken(this.steps, real.course, this.move, moved.ok ? moved.value : undefined)).toEqual([])
    if (!moved.ok) return
    expect(offered.includes(this.move.move)).toBe(true)
    model.made++
    real.course = moved.value
  }
  toString = () => JSON.stringify(this.move)
}

const stories: readonly (readonly [string, Definition, typeof worker])[] = [
  ["两审三公示", threeNotices, worker],
  ["两审三公示 with departments", threeNotices, head],
  ["两审两公示", twoNotices, head],
]

test.each(stories)("whatever is tried in whatever order, the ledger agrees: %s", (_, definition, profile) => {
  const steps = routeFor(definition, profile)
  const moves = allMoves(steps)
  const onwards = moves.filter((one) =>
    ["submit", "sign", "resubmit", "proceed", "return", "take_back"].includes(one.move),
  )
  const some = (list: readonly Move[]) => fc.constantFrom(...list).map((move) => new Made(steps, move))
  const commands = fc.commands([some(onwards), some(onwards), some(onwards), some(moves)], {
    maxCommands: 120,
    size: "max",
  })
  let made = 0
  fc.assert(
    fc.property(commands, (story) => {
      const model: Model = { made: 0 }
      const setup = () => ({ model, real: { course: { state: "draft", stepKey: "", round: 1, acts: [] } } as Real })
      fc.modelRun(setup, [new Made(steps, { move: "submit" }), ...story])
      made += model.made
    }),
    { numRuns: 150 },
  )
  expect(made).toBeGreaterThan(500)
})
