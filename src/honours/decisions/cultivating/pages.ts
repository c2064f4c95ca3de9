import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { Cultivating } from "./queries.ts"

export const cultivationPage = template<{
  found: Cultivating
  today: string
  done: string
  problems: Problem[]
  typed: Typed
}>("honours/decisions/cultivation")
