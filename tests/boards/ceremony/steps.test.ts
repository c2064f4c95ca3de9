import fc from "fast-check"
import { expect, test } from "vitest"
import { ceremonySteps } from "#boards/ceremony/steps.ts"

const winner = (place: number, prize: string | null) => ({ place, prize })
const told = (steps: ReturnType<typeof ceremonySteps<ReturnType<typeof winner>>>) =>
  steps.map((step) =>
    step.kind === "prize"
      ? `${step.prize} ${step.count}`
      : step.kind === "winners"
        ? step.winners.map(({ place }) => place).join(" ")
        : step.kind,
  )

test("prizes come from the lowest to the highest, each announced first, the highest place by place", () => {
  const winners = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((place) =>
    winner(place, place <= 2 ? "first" : place <= 4 ? "second" : place <= 11 ? "third" : null),
  )
  expect(told(ceremonySteps(["first", "second", "third", "fourth"], winners))).toEqual([
    ...["opening", "third 7", "6 7 8 9 10 11", "5", "second 2", "3 4", "first 2", "2", "1"],
    "closing",
  ])
})

test("those who share the first place are revealed together", () => {
  const winners = [winner(1, "gold"), winner(1, "gold"), winner(3, "gold")]
  expect(told(ceremonySteps(["gold"], winners))).toEqual(["opening", "gold 3", "3", "1 1", "closing"])
})

test("everybody with a prize is named once, never before the prize is announced and nobody better before", () => {
  const prizes = ["a", "b", "c"]
  const lines = fc.array(fc.constantFrom(...prizes, null), { maxLength: 40 }).map((given) =>
    [...given]
      .sort((one, other) => prizes.indexOf(one ?? "z") - prizes.indexOf(other ?? "z"))
      .filter((prize) => prize !== null)
      .map((prize, at) => winner(at + 1, prize)),
  )
  fc.assert(
    fc.property(lines, (winners) => {
      const steps = ceremonySteps(prizes, winners)
      const named = steps.flatMap((step) => (step.kind === "winners" ? step.winners : []))
      expect(named.map(({ place }) => place).toSorted((one, other) => one - other)).toEqual(
        winners.map(({ place }) => place),
      )
      let best = Number.POSITIVE_INFINITY
      let announced = ""
      for (const step of steps) {
        if (step.kind === "prize") announced = step.prize
        if (step.kind !== "winners") continue
        expect(step.prize).toBe(announced)
        expect(step.winners.length).toBeLessThanOrEqual(6)
        for (const { place } of step.winners) expect(place).toBeLessThan(best)
        best = Math.min(...step.winners.map(({ place }) => place))
      }
    }),
  )
})
