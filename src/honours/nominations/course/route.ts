import type { StepKind, StepParty } from "#db/words.ts"
import type { Definition } from "../../programmes/definition.ts"
import { matches, type Profile } from "../../programmes/filter.ts"
import type { Step } from "../../programmes/steps.ts"

export type Signer = Step["signers"][number]

/** Where a nomination stands that was given back to its unit before the first step. */
export const atUnit = ""

/** Who acts where a step names nobody. */
const usually: Readonly<Record<StepKind, StepParty>> = {
  recommendation: "unit",
  unit_notice: "unit",
  opinions: "departments",
  tier_review: "recommender",
  public_notice: "office",
  committee: "committee",
  decision: "office",
  document: "office",
}

/** The steps that this nominee passes, each with everybody who signs in it; opinions that ask nobody are left out. */
export const routeFor = ({ route, opinions }: Definition, profile: Profile): Step[] =>
  route
    .filter((step) => !step.when || matches(step.when, profile))
    .map((step) => (step.kind === "opinions" ? asked(step, opinions, profile) : step))
    .filter((step) => step.kind !== "opinions" || step.signers.length > 0)
    .map((step) => (step.signers.length > 0 ? step : { ...step, signers: [whoUsually(step)] }))

const whoUsually = ({ key, title, kind }: Step): Signer => ({ key, title, by: usually[kind] })

/** Departments that several rules name are asked once; the longest of their terms is that of the step. */
function asked(step: Step, opinions: Definition["opinions"], profile: Profile): Step {
  const rules = opinions.filter(({ when }) => matches(when, profile))
  const departments = rules.flatMap((rule) => rule.departments)
  const once = departments.filter(({ key }, at) => departments.findIndex((other) => other.key === key) === at)
  const term = Math.max(0, ...rules.map(({ workingDays }) => workingDays))
  return {
    ...step,
    workingDays: step.workingDays ?? (term || null),
    signers: [...step.signers, ...once.map((one): Signer => ({ ...one, by: "departments" }))],
  }
}

/** How many of the first steps are the unit's own: its papers prove them, so submitting them is signing them. */
export function ownSteps(steps: readonly Step[]): number {
  const first = steps.findIndex(({ signers }) => signers.some(({ by }) => by !== "unit"))
  return Math.max(0, first < 0 ? steps.length - 1 : first)
}

/** The place of a step in the order, -1 before the first. */
export const placeOf = (steps: readonly Step[], key: string): number => steps.findIndex((step) => step.key === key)
