import { template } from "#render/template.ts"
import type { listed } from "./list.ts"
import type { findPublicDecision } from "./queries.ts"

type Found = NonNullable<Awaited<ReturnType<typeof findPublicDecision>>>

/** Only what the public may see of a line: no file, no receiver, no reason. */
export type DecisionLine = {
  readonly honour: Found["lines"][number]["honour"]
  readonly entry: Pick<
    Found["lines"][number]["entry"],
    | "recipientName"
    | "unitName"
    | "isPosthumous"
    | "gradeRank"
    | "gradeZh"
    | "gradeEn"
    | "forZh"
    | "forEn"
    | "correctedAt"
  >
}

type Shape = { decision: Found["decision"]; groups: ReturnType<typeof listed<DecisionLine>> }

export const decisionPage = template<Shape>("boards/decisions/show")
export const decisionPaper = template<Shape & { back: string; isWhole: true }>("boards/decisions/paper")
