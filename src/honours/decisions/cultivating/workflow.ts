import type { CultivationState } from "#db/words.ts"
import { ok, type Result, refuse } from "#lib/result.ts"

export const verdicts = ["pass", "fail"] as const
export type AssessmentVerdict = (typeof verdicts)[number]

/** How a candidate stands after an assessment of a day: none passes before the time of cultivation is over. */
export function afterAssessment(
  state: CultivationState,
  { verdict, day, endsOn }: { readonly verdict: AssessmentVerdict; readonly day: string; readonly endsOn: string },
): Result<CultivationState, { code: "wrong_state" | "cultivation_running" }> {
  if (state !== "cultivating") return refuse({ code: "wrong_state" })
  if (verdict === "fail") return ok("failed")
  return day < endsOn ? refuse({ code: "cultivation_running" }) : ok("passed")
}

/** Whether a second decision may name somebody: at once where a title has no cultivation, or once it was passed. */
export const mayBeNamed = (hasCultivation: boolean, state: CultivationState | undefined): boolean =>
  !hasCultivation || state === "passed"
