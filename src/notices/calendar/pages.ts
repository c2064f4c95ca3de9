import type { Problem, Typed } from "#http/forms.ts"
import { template } from "#render/template.ts"
import type { yearOf } from "./queries.ts"

export const calendarPage = template<
  Awaited<ReturnType<typeof yearOf>> & {
    keeps: boolean
    done: string
    typed: Typed
    problems: readonly Problem[]
  }
>("notices/calendar/year")
