import { z } from "zod"
import { ownerships, unitKinds, unitLevels } from "#db/words.ts"
import { choice, line, optionalLine, optionalWhole, seenVersion } from "#http/forms.ts"

export const unitForm = z.strictObject({
  version: seenVersion(),
  name: line(100),
  shortName: optionalLine(40),
  parent: optionalWhole(1, 999_999_999),
  kind: choice(unitKinds),
  level: choice(unitLevels),
  ownership: choice(ownerships),
  regionCode: optionalLine(6),
  industryCode: optionalLine(8),
  creditCode: optionalLine(24),
})

export type UnitForm = z.output<typeof unitForm>
