import type { SignatureVerdict } from "#db/words.ts"
import type { Step } from "../../programmes/steps.ts"
import type { Act, Course } from "./moves.ts"
import { ownSteps, placeOf } from "./route.ts"
import { currentStanding, isWithUnit, signaturesAt, signersAt } from "./standing.ts"

export type Signature = {
  readonly title: Step["title"]
  readonly verdict: SignatureVerdict | undefined
  readonly act: Act | undefined
}
export type Mark = {
  readonly step: Step
  readonly state: "done" | "current" | "todo"
  /** Everybody who signs there, with what they said where they did. */
  readonly signatures: readonly Signature[]
}

/** The route as it runs down the side of a dossier: what is done, where it stands, and what is still to come. */
export function timelineOf(steps: readonly Step[], course: Course): Mark[] {
  const here = course.state === "underway" ? placeOf(steps, course.stepKey) : -1
  const own = isWithUnit(steps, course)
  const ended = course.state !== "underway" && course.state !== "draft"
  const last = ended ? placeOf(steps, course.acts.at(-1)?.stepKey ?? "") : here
  return steps.map((step, at): Mark => {
    const isOwn = at < ownSteps(steps)
    const passed = course.state === "honoured" || (isOwn ? !own : at < last)
    const current = !ended && (own ? isOwn : at === here)
    const given = signaturesAt(steps, course, step.key)
    const { usual, added } = signersAt(step, course)
    const signatures = [...usual, ...added].map(({ key, title }) => {
      const act = given.find(({ signer }) => signer === key)
      return { title, verdict: act?.verdict ?? undefined, act }
    })
    return { step, state: passed ? "done" : current ? "current" : "todo", signatures: isOwn ? [] : signatures }
  })
}

/** Places to which a nomination can be returned from where it stands, the unit first. */
export const returnTargets = (steps: readonly Step[], course: Course): string[] =>
  currentStanding(steps, course)
    ? steps
        .slice(0, placeOf(steps, course.stepKey))
        .flatMap(({ key }, at) => (at === 0 || at >= ownSteps(steps) ? [key] : []))
    : []
