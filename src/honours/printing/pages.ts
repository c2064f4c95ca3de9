import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { PaperForm } from "../programmes/layouts/layout.ts"
import type { PaperFacts } from "./facts/queries.ts"
import type { Grid } from "./grid.ts"
import type { Box } from "./signatures.ts"
import type { Words } from "./wording/wording.ts"

export const formPage = template<{
  form: Exclude<PaperForm, "summary">
  facts: PaperFacts
  grid: Grid
  values: Words
  boxes: readonly Box[]
  departments: readonly Box[]
  /** Where the photo is served from, if there is one. */
  photo: string
  mayReveal: boolean
  isWhole: boolean
  typed: Typed
  problems: Problem[]
}>("honours/printing/form")
