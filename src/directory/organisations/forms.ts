import { z } from "zod"
import { ownerships, unitKinds, unitLevels } from "#db/words.ts"
import { choice, nameLine, optionalDay, optionalLine, optionalWhole, seenVersion } from "#http/forms.ts"

export const unitForm = z.strictObject({
  version: seenVersion(),
  name: nameLine(100),
  shortName: optionalLine(40),
  parent: optionalWhole(1, 999_999_999),
  kind: choice(unitKinds),
  level: choice(unitLevels),
  ownership: choice(ownerships),
  regionCode: optionalLine(6),
  industryCode: optionalLine(8),
  creditCode: optionalLine(24),
  sortKeyOverride: optionalLine(100),
  /** Where the name has changed: the last day of the old one, which is then kept as a former name. */
  oldNameUntil: optionalDay(),
})
type WholeForm = z.output<typeof unitForm>
export type UnitForm = Omit<WholeForm, "oldNameUntil"> & Partial<Pick<WholeForm, "oldNameUntil">>

export const formerNameForm = z.strictObject({ formerName: nameLine(100), usedUntil: optionalDay() })
