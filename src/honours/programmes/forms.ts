import { z } from "zod"
import { batchKinds } from "#db/words.ts"
import { choice, line, optionalLine, optionalMinute, seenVersion, whole } from "#http/forms.ts"

const facts = {
  titleZh: line(100),
  titleEn: line(200),
  year: whole(1949, 2200),
  opensAt: optionalMinute(),
  closesAt: optionalMinute(),
}

export const programmeForm = z.strictObject({ ...facts, version: seenVersion() })

/** How many honours a new programme may name: `honour-0` and so on, each a slug of the register or empty for a new one. */
const places = Array.from({ length: 20 }, (_, at) => `honour-${at}`)

export const newProgrammeForm = z.strictObject({
  ...facts,
  slug: line(60),
  unitId: whole(1, 999_999_999),
  batch: choice(batchKinds),
  ...Object.fromEntries(places.map((name) => [name, optionalLine(60)])),
})
export type NewProgrammeForm = z.output<typeof newProgrammeForm>

export const versionForm = z.strictObject({ version: seenVersion() })
