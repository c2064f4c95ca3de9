import { ok, type Result, refuse } from "#lib/result.ts"
import type { Step } from "../../programmes/steps.ts"
import { type Act, type Course, type Move, type MoveName, possible } from "./moves.ts"
import { atUnit, ownSteps, placeOf, type Signer } from "./route.ts"
import { actsAt, currentStanding, isWithUnit, type Standing, standingAt } from "./standing.ts"

type Place = Pick<Course, "state" | "stepKey" | "round">
type Steps = readonly Step[]

/** Why a move is not made; what does not exist at all in a state is `wrong_state`. */
export type Refused =
  | { readonly code: "wrong_state" }
  | { readonly code: "not_your_turn" }
  | { readonly code: "not_earlier" }
  | { readonly code: "signer_known" }
  | { readonly code: "acted_since" }
  | { readonly code: "already_marked" }
  | { readonly code: "undecided_yet" }

/** The course after a move, with the act that it adds; the rules of domain.md 1.6, of no time and no person. */
export function moveCourse(steps: Steps, course: Course, move: Move): Result<Course, Refused> {
  if (!possible[course.state].includes(move.move)) return refuse({ code: "wrong_state" })
  const made = landing(steps, course, move)
  return made.ok ? ok({ ...made.value, acts: [...course.acts, actOf(course, move)] }) : made
}

function actOf({ stepKey, round, acts }: Course, move: Move): Act {
  const last = acts.at(-1)
  const base = { stepKey, round, move: move.move, signer: "", verdict: null, facts: {} }
  if (move.move === "sign") return { ...base, signer: move.signer, verdict: move.verdict }
  if (move.move === "take_back") return { ...base, signer: move.signer, stepKey: last?.stepKey ?? stepKey }
  if (move.move === "return") return { ...base, facts: { to: move.to } }
  if (move.move === "transfer") return { ...base, signer: move.signer, facts: { person: move.to } }
  return move.move === "add_signer" ? { ...base, facts: { person: move.to } } : base
}

/** Where a move leads to. */
function landing(steps: Steps, course: Course, move: Move): Result<Place, Refused> {
  const here = currentStanding(steps, course)
  const { state, stepKey, round } = course
  const stay: Place = { state, stepKey, round }
  if (move.move === "submit" || move.move === "resubmit")
    return isWithUnit(steps, course) ? ok(enter(steps, round, ownSteps(steps))) : refuse({ code: "wrong_state" })
  if (move.move in endings) return ok({ state: endings[move.move as Ending], stepKey: atUnit, round })
  if (move.move === "call_up") return ok({ state: "underway", stepKey: course.acts.at(-1)?.stepKey ?? atUnit, round })
  if (move.move === "take_back") return takeBack(course, move.signer)
  if (move.move === "expire") return expire(steps, course, here)
  if (!here) return refuse({ code: "wrong_state" })
  if (move.move === "return") return giveBack(steps, course, move.to)
  if (move.move === "transfer" || move.move === "add_signer") return assign(here, course, move, stay)
  if (move.move === "decide") return decide(steps, here, course)
  if (move.move === "proceed" && !here.isBlocked) return refuse({ code: "wrong_state" })
  if (move.move === "sign" && !here.pending.some(({ key }) => key === move.signer))
    return refuse({ code: "not_your_turn" })
  return ok(onwards(steps, course, move))
}

type Ending = "withdraw" | "reject" | "pass_over" | "lose"
const endings: Readonly<Record<Ending, Course["state"]>> = {
  withdraw: "withdrawn",
  reject: "rejected",
  pass_over: "passed",
  lose: "lost",
}

const enter = (steps: Steps, round: number, place: number): Place => ({
  state: "underway",
  stepKey: steps[place]?.key ?? atUnit,
  round,
})

const isLast = (steps: Steps, { key }: Step): boolean => placeOf(steps, key) === steps.length - 1

/** On to the next step once this one is complete and nobody's disagreement stands; the last waits for the decision. */
function onwards(steps: Steps, course: Course, move: Move): Place {
  const { state, stepKey, round } = course
  const step = steps[placeOf(steps, stepKey)] as Step
  const after = standingAt(steps, { ...course, acts: [...course.acts, actOf(course, move)] }, step)
  if (!after.isComplete || after.isBlocked || isLast(steps, step)) return { state, stepKey, round }
  return enter(steps, round, placeOf(steps, stepKey) + 1)
}

/** Back to an earlier step or to the unit: a new round, in which what was signed from there on counts no more. */
function giveBack(steps: Steps, { state, stepKey, round }: Course, to: string): Result<Place, Refused> {
  const known = to === atUnit || placeOf(steps, to) >= 0
  if (!known || placeOf(steps, to) >= placeOf(steps, stepKey)) return refuse({ code: "not_earlier" })
  return ok({ state, stepKey: to, round: round + 1 })
}

/** One's own signature, while it is the last thing that was done. */
function takeBack({ state, acts, round }: Course, signer: string): Result<Place, Refused> {
  const last = acts.at(-1)
  if (last?.move !== "sign" || last.signer !== signer) return refuse({ code: "acted_since" })
  return ok({ state, stepKey: last.stepKey, round })
}

function assign(
  here: Standing,
  course: Course,
  move: { move: "transfer" | "add_signer"; signer?: string; to: Signer },
  stay: Place,
): Result<Place, Refused> {
  const isKnown = [...here.unsigned.map(({ key }) => key), ...here.signed].includes(move.to.key)
  const wasKnown = course.acts.some(
    ({ stepKey, facts }) => stepKey === here.step.key && facts.person?.key === move.to.key,
  )
  if (isKnown || wasKnown || here.step.signers.some(({ key }) => key === move.to.key))
    return refuse({ code: "signer_known" })
  if (move.move === "transfer" && !here.unsigned.some(({ key }) => key === move.signer))
    return refuse({ code: "not_your_turn" })
  return ok(stay)
}

/** A deadline is marked once; where silence counts as consent the step is passed, unless somebody disagrees. */
function expire(steps: Steps, course: Course, here: Standing | undefined): Result<Place, Refused> {
  const { state, stepKey, round } = course
  const marked = actsAt(steps, course, stepKey).some((act) => act.move === "expire" && act.round === round)
  if (marked) return refuse({ code: "already_marked" })
  const rule = steps[placeOf(steps, stepKey)]?.overdue ?? "wait"
  if (!here && rule === "withdraw") return ok({ state: "withdrawn", stepKey: atUnit, round })
  if (!here || rule !== "pass" || here.isBlocked || isLast(steps, here.step)) return ok({ state, stepKey, round })
  return ok(enter(steps, round, placeOf(steps, stepKey) + 1))
}

/** The decision is the office's signature in the last step, after those of all others. */
function decide(steps: Steps, { step, unsigned, isBlocked }: Standing, course: Course): Result<Place, Refused> {
  const office = unsigned.filter(({ by }) => by === "office")
  const signs = office.map(({ key }) => actOf(course, { move: "sign", signer: key, verdict: "agree" }))
  const { isComplete } = standingAt(steps, { ...course, acts: [...course.acts, ...signs] }, step)
  if (!isLast(steps, step) || !isComplete || isBlocked) return refuse({ code: "undecided_yet" })
  return ok({ state: "honoured", stepKey: atUnit, round: course.round })
}

/** The moves that could be made with a nomination now, whoever makes them. */
export function movesFrom(steps: Steps, course: Course): MoveName[] {
  const { acts, state, stepKey } = course
  const here = currentStanding(steps, course)
  const tries: Record<string, boolean> = {
    submit: state === "draft",
    resubmit: state === "underway" && !here,
    sign: (here?.pending.length ?? 0) > 0,
    take_back: acts.at(-1)?.move === "sign",
    return: here !== undefined,
    transfer: (here?.unsigned.length ?? 0) > 0,
    add_signer: here !== undefined,
    proceed: here?.isBlocked ?? false,
    expire: state === "underway" && expire(steps, course, here).ok,
    decide: here !== undefined && decide(steps, here, course).ok && placeOf(steps, stepKey) >= 0,
  }
  return possible[state].filter((name) => tries[name] ?? true)
}
