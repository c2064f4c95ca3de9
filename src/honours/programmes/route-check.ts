import type { Definition } from "./definition.ts"
import type { Step } from "./steps.ts"

type RouteProblem = { readonly at: string; readonly code: string; readonly found: string }

const notices: readonly string[] = ["unit_notice", "public_notice"]

function inStep(step: Step, at: string): RouteProblem[] {
  const found: RouteProblem[] = []
  const wrong = (place: string, code: string) => found.push({ at: `${at}${place}`, code, found: step.key })
  const { kind, mode, signers } = step
  if (kind !== "opinions" && signers.length === 0) wrong("/signers", "signers_missing")
  if (kind === "opinions" && signers.length > 0) wrong("/signers", "signers_of_departments")
  if (mode === "one" && signers.length > 1) wrong("/mode", "one_of_several")
  if (notices.includes(kind) && !step.workingDays) wrong("/workingDays", "notice_without_days")
  if ((kind === "committee") !== (step.committee !== undefined)) wrong("/committee", "committee_rules")
  if (kind !== "recommendation" && step.approval) wrong("/approval", "approval_misplaced")
  return found
}

/** What must stand before a step of each kind. */
const before: Partial<Record<Step["kind"], readonly Step["kind"][]>> = {
  unit_notice: ["recommendation"],
  public_notice: ["tier_review", "committee"],
  document: ["decision"],
}

function inOrder(route: readonly Step[]): RouteProblem[] {
  const kinds = route.map(({ kind }) => kind)
  const decision = kinds.indexOf("decision")
  return route.flatMap(({ key, kind }, at) => {
    const earlier = kinds.slice(0, at)
    const wanted = before[kind]
    const problem = (code: string) => [{ at: `route/${at}/kind`, code, found: key }]
    if (wanted && !wanted.some((one) => earlier.includes(one))) return problem(`${kind}_too_early`)
    if (kind === "recommendation" && at > 0) return problem("recommendation_not_first")
    if (kind === "decision" && earlier.includes("decision")) return problem("decision_twice")
    return decision >= 0 && at > decision && kind !== "document" ? problem("after_decision") : []
  })
}

/** What is wrong with the order of a route and inside its steps. */
export function routeProblems({ route, opinions }: Definition): RouteProblem[] {
  const asks = route.some(({ kind }) => kind === "opinions")
  const problem = (at: string, code: string) => [{ at, code, found: "" }]
  return [
    ...route.flatMap((step, at) => inStep(step, `route/${at}`)),
    ...inOrder(route),
    ...(route.some(({ kind }) => kind === "decision") ? [] : problem("route", "decision_missing")),
    ...(asks && opinions.length === 0 ? problem("opinions", "opinions_of_nobody") : []),
    ...(!asks && opinions.length > 0 ? problem("opinions", "opinions_not_asked") : []),
  ]
}
