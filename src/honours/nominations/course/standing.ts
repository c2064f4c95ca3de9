import type { Step } from "../../programmes/steps.ts"
import type { Act, Course } from "./moves.ts"
import { ownSteps, placeOf, type Signer } from "./route.ts"

/** The first round whose signatures at a step count: a return to it, or to a step before it, begins another. */
export function countsFrom(steps: readonly Step[], { acts }: Course, key: string): number {
  const place = placeOf(steps, key)
  const undone = acts.filter(({ move, facts }) => move === "return" && placeOf(steps, facts.to ?? "") <= place)
  return Math.max(0, ...undone.map(({ round }) => round + 1))
}

/** What was done at a step and still counts, without signatures that were taken back. */
export function actsAt(steps: readonly Step[], course: Course, key: string): Act[] {
  const from = countsFrom(steps, course, key)
  const stands = (act: Act, at: number) => act.move !== "sign" || course.acts[at + 1]?.move !== "take_back"
  return course.acts.filter((act, at) => act.stepKey === key && act.round >= from && stands(act, at))
}

export const signaturesAt = (steps: readonly Step[], course: Course, key: string): Act[] =>
  actsAt(steps, course, key).filter(({ move }) => move === "sign")

/** Everybody who signs at a step: those whose task went to another stay replaced, and the added are asked, in every round. */
export function signersAt(step: Step, { acts }: Course): { usual: Signer[]; added: Signer[] } {
  const here = acts.filter(({ stepKey }) => stepKey === step.key)
  const handed = (signer: Signer): Signer =>
    here.reduce((now, { move, signer: from, facts }) => {
      return move === "transfer" && from === now.key && facts.person ? facts.person : now
    }, signer)
  const added = here.flatMap(({ move, facts }) => (move === "add_signer" && facts.person ? [facts.person] : []))
  return { usual: step.signers.map(handed), added: added.map(handed) }
}

/** How the step at which a nomination stands is doing. */
export type Standing = {
  readonly step: Step
  readonly signed: ReadonlySet<string>
  /** Who may sign now. */
  readonly pending: readonly Signer[]
  /** Who has not signed yet, whether or not it is their turn. */
  readonly unsigned: readonly Signer[]
  readonly isComplete: boolean
  /** Somebody disagrees, and the office has not said that it goes on all the same. */
  readonly isBlocked: boolean
}

export function standingAt(steps: readonly Step[], course: Course, step: Step): Standing {
  const done = actsAt(steps, course, step.key)
  const signed = new Set(done.flatMap(({ move, signer }) => (move === "sign" ? [signer] : [])))
  const { usual, added } = signersAt(step, course)
  const open = (signers: readonly Signer[]) => signers.filter(({ key }) => !signed.has(key))
  const isAnswered = step.mode === "one" || step.mode === "any" ? open(usual).length < usual.length : false
  const unsigned = [...(isAnswered ? [] : open(usual)), ...open(added)]
  const isBlocked =
    done.findLastIndex(({ verdict }) => verdict === "disagree") > done.findLastIndex(({ move }) => move === "proceed")
  const turn = step.mode === "in_turn" ? unsigned.slice(0, isBlocked ? 0 : 1) : unsigned
  return { step, signed, pending: turn, unsigned, isComplete: unsigned.length === 0, isBlocked }
}

/** Whether the unit has the papers in its hands: before it submits, and after they were returned to it. */
export const isWithUnit = (steps: readonly Step[], { state, stepKey }: Course): boolean =>
  state === "draft" || (state === "underway" && placeOf(steps, stepKey) < ownSteps(steps))

/** The step at which a nomination waits for others than its unit. */
export function currentStanding(steps: readonly Step[], course: Course): Standing | undefined {
  const step = steps[placeOf(steps, course.stepKey)]
  return course.state === "underway" && step && !isWithUnit(steps, course) ? standingAt(steps, course, step) : undefined
}
