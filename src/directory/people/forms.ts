import { z } from "zod"
import { identityClasses, sexes, skillLevels } from "#db/words.ts"
import {
  choice,
  day,
  line,
  optionalChoice,
  optionalLine,
  optionalWhole,
  seenVersion,
  ticked,
  whole,
} from "#http/forms.ts"
import { dutyKinds } from "#lib/actor.ts"
import { isDay } from "#lib/dates.ts"

/** What is asked about a person, here and where a unit registers somebody new. */
export const personFields = {
  name: line(50),
  sex: choice(sexes),
  birthDate: day(),
  post: optionalLine(50),
  identityClass: choice(identityClasses),
  skillLevel: optionalChoice(skillLevels),
  isStudent: ticked(),
}

const personFacts = z.object(personFields)
export type PersonFacts = z.output<typeof personFacts>

export const personForm = z.strictObject({
  version: seenVersion(),
  unit: whole(1, 999_999_999),
  ...personFields,
})
export type PersonForm = z.output<typeof personForm>

export const dutyForm = z.strictObject({
  kind: choice(dutyKinds),
  unit: optionalWhole(1, 999_999_999),
  contest: optionalWhole(1, 999_999_999),
  endsOn: optionalLine(10).refine((text) => text === "" || isDay(text), "not_a_date"),
})
export type DutyForm = z.output<typeof dutyForm>

export const accountForm = z.strictObject({ username: line(32) })
