import { z } from "zod"
import type { Eligibility } from "#db/schema/index.ts"
import { entrantGroups, skillLevels } from "#db/words.ts"
import {
  choice,
  chosenId,
  day,
  line,
  minute,
  optionalChoice,
  optionalLine,
  optionalWhole,
  seenVersion,
  ticked,
} from "#http/forms.ts"

const contestFields = z.strictObject({
  titleZh: line(100),
  titleEn: optionalLine(200),
  slug: line(64).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "not_a_slug"),
  hostUnitId: chosenId(),
  hosts: optionalLine(1000),
  tier: optionalLine(40),
  approvalBasis: optionalLine(200),
  place: optionalLine(100),
  startsOn: day(),
  endsOn: day(),
  registrationOpensAt: minute(),
  registrationClosesAt: minute(),
})
export type ContestForm = z.output<typeof contestFields>
export const newContestForm = contestFields
export const contestForm = contestFields.extend({ version: seenVersion() })

const eventFields = z.strictObject({
  code: line(64).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "not_a_code"),
  titleZh: line(100),
  titleEn: optionalLine(200),
  occupationCode: optionalLine(40),
  entrantGroup: choice(entrantGroups),
  minAge: optionalWhole(14, 100),
  maxAge: optionalWhole(14, 100),
  minSkill: optionalChoice(skillLevels),
  maxSkill: optionalChoice(skillLevels),
  perUnitLimit: optionalWhole(1, 10_000),
  capacity: optionalWhole(1, 100_000),
  showsJudgeMarks: ticked(),
})

type Plain = Omit<z.output<typeof eventFields>, "occupationCode" | "minAge" | "maxAge" | "minSkill" | "maxSkill">
export type EventForm = Plain & {
  readonly occupationCode: string | null
  readonly eligibility: Eligibility
}

function eventOf({ minAge, maxAge, minSkill, maxSkill, ...rest }: z.output<typeof eventFields>): EventForm {
  const eligibility = {
    ...(minAge !== null && { minAge }),
    ...(maxAge !== null && { maxAge }),
    ...(minSkill && { minSkill }),
    ...(maxSkill && { maxSkill }),
  }
  return { ...rest, occupationCode: rest.occupationCode || null, eligibility }
}

export const newEventForm = eventFields.extend({ template: line(64) }).transform(({ template, ...fields }) => ({
  template,
  event: eventOf(fields),
}))
export const eventForm = eventFields.extend({ version: seenVersion() }).transform(({ version, ...fields }) => ({
  version,
  event: eventOf(fields),
}))

export const versionForm = z.strictObject({ version: seenVersion() })
