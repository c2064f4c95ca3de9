import { z } from "zod"
import { ethnicGroups, identityClasses, identityKinds, sexes, skillLevels } from "#db/words.ts"
import {
  choice,
  chosenId,
  day,
  nameLine,
  optionalChoice,
  optionalDay,
  optionalLine,
  optionalWhole,
  seenVersion,
  ticked,
} from "#http/forms.ts"
import { dutyKinds } from "#lib/actor.ts"

/** What is asked about a person, here and where a unit registers somebody new. */
export const personFields = {
  name: nameLine(50),
  sex: choice(sexes),
  birthDate: day(),
  post: optionalLine(50),
  identityClass: choice(identityClasses),
  skillLevel: optionalChoice(skillLevels),
  isStudent: ticked(),
  isMigrantWorker: ticked(),
  isNewForm: ticked(),
  ethnicGroup: optionalChoice(ethnicGroups),
  identityKind: optionalChoice(identityKinds),
  identityNumber: optionalLine(40),
  phone: optionalLine(30),
  /** Said to a warning that this is probably somebody who has a file already. */
  isAnother: ticked(),
}

const personFacts = z.object(personFields)
type Fields = z.output<typeof personFacts>
type Needed = "name" | "sex" | "birthDate" | "post" | "identityClass" | "skillLevel" | "isStudent"
/** What a file is made of: everything else may be left unsaid. */
export type PersonFacts = Pick<Fields, Needed> & Partial<Omit<Fields, Needed>>

export const personForm = z.strictObject({
  version: seenVersion(),
  unit: chosenId(),
  ...personFields,
  sortKeyOverride: optionalLine(60),
  /** An empty number leaves the stored one as it is; these take it away. */
  dropIdentity: ticked(),
  dropPhone: ticked(),
  /** Where the name has changed: the last day of the old one, which is then kept as a former name. */
  oldNameUntil: optionalDay(),
})
type WholeForm = z.output<typeof personForm>
export type PersonForm = Pick<WholeForm, "version" | "unit"> &
  PersonFacts &
  Partial<Pick<WholeForm, "dropIdentity" | "dropPhone" | "oldNameUntil" | "sortKeyOverride">>

export const formerNameForm = z.strictObject({ formerName: nameLine(50), usedUntil: optionalDay() })

export const dutyForm = z.strictObject({
  kind: choice(dutyKinds),
  unit: optionalWhole(1, 999_999_999),
  contest: optionalWhole(1, 999_999_999),
  endsOn: optionalDay(),
})
export type DutyForm = z.output<typeof dutyForm>
