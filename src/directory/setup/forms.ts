import { z } from "zod"
import { sexes, unitLevels } from "#db/words.ts"
import { choice, day, line, optionalLine } from "#http/forms.ts"

/** A federation stands at one of these levels; units of enterprises are added below it later. */
export const federationLevels = unitLevels.filter((level) => level !== "unit")

export const setupForm = z.strictObject({
  federation: line(100),
  shortName: optionalLine(40),
  level: choice(federationLevels),
  regionCode: optionalLine(6),
  creditCode: optionalLine(24),
  name: line(50),
  sex: choice(sexes),
  birthDate: day(),
  username: line(32),
  password: z.string().min(12, "too_short").max(256, "too_long"),
})

export type SetupForm = z.output<typeof setupForm>
