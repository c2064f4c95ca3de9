import { z } from "zod"
import { visibleFrom } from "#honours/register/forms.ts"
import { day, line } from "#http/forms.ts"

/** The decision; the fields of the prizes are numbered, as many as there are, and read by plan.ts. */
export const decisionForm = z
  .object({ decidedOn: day(), documentNumber: line(60), visibleFrom: visibleFrom() })
  .catchall(z.unknown())
