import type { StepKind } from "#db/words.ts"
import type { Step } from "../programmes/steps.ts"

/** Those who stand at a step of some kinds. */
export const nominationsStanding = <T extends { readonly nomination: { readonly stepKey: string } }>(
  nominees: readonly T[],
  route: readonly Step[],
  kinds: readonly StepKind[],
): T[] => {
  const keys = route.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key)
  return nominees.filter(({ nomination }) => keys.includes(nomination.stepKey))
}
