import { z } from "zod"
import { choice, day, line, whole } from "#http/forms.ts"

export const dayForm = z.strictObject({ day: day(), work: choice(["yes", "no"]), source: line(120) })
export type DayForm = z.output<typeof dayForm>

export const yearForm = z.strictObject({ year: whole(2000, 2100), source: line(120) })
export type YearForm = z.output<typeof yearForm>
