import type { SignatureVerdict } from "#db/words.ts"
import type { Course } from "../nominations/course/moves.ts"
import { ownSteps } from "../nominations/course/route.ts"
import { timelineOf } from "../nominations/course/timeline.ts"
import type { Step } from "../programmes/steps.ts"

/** A box in which somebody says yes or no, signs and puts a seal; empty until it was signed here. */
export type Box = {
  readonly title: Step["title"]
  readonly verdict: SignatureVerdict | undefined
  readonly words: string
  readonly name: string
  readonly at: Date | undefined
}

const empty = { verdict: undefined, words: "", name: "", at: undefined }
const signedOnPaper: readonly Step["kind"][] = ["tier_review", "committee", "decision"]

/** The boxes of an approval form: whoever signs for the unit, each once, then every level that reviews and decides. */
export function boxesOf(steps: readonly Step[], course: Course): Box[] {
  const first = steps.slice(0, ownSteps(steps)).flatMap(({ signers }) => signers)
  const own = first.filter(({ key }, at) => first.findIndex((other) => other.key === key) === at)
  const above = timelineOf(steps, course).filter(({ step }) => signedOnPaper.includes(step.kind))
  return [
    ...own.map(({ title }): Box => ({ ...empty, title })),
    ...above.flatMap(({ step, signatures }) =>
      signatures.map(({ title, verdict, act }): Box => {
        const both = { zh: `${title.zh}${step.title.zh}`, en: `${title.en}: ${step.title.en}` }
        const said = act as ActSaid | undefined
        return { title: both, verdict, words: said?.words ?? "", name: said?.byName ?? "", at: said?.at }
      }),
    ),
  ]
}

type ActSaid = { readonly words: string; readonly byName: string; readonly at: Date }
