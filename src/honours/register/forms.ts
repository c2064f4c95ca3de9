import { z } from "zod"
import { honourLevels, recipientKinds } from "#db/words.ts"
import { choice, chosenId, day, line, minute, optionalLine, seenVersion, ticked, whole } from "#http/forms.ts"

const honourFields = {
  titleZh: line(60),
  titleEn: line(120),
  slug: line(60),
  level: choice(honourLevels),
  recipientKind: choice(recipientKinds),
  conferredBy: line(60),
  conferringUnitId: chosenId(),
  rank: whole(0, 9999),
}

export const newHonourForm = z.strictObject(honourFields)
export const honourForm = z.strictObject({ ...honourFields, version: seenVersion() })
export type HonourForm = z.output<typeof newHonourForm>

/** When the public may see it: at once where nothing is filled in. */
export const visibleFrom = () =>
  z
    .union([
      z
        .string()
        .trim()
        .length(0)
        .transform(() => null),
      minute(),
    ])
    .default(null)

export const entryForm = z.strictObject({
  honourId: chosenId(),
  recipientName: optionalLine(100),
  sortKeyOverride: optionalLine(100),
  unitName: line(100),
  gradeZh: optionalLine(30),
  gradeEn: optionalLine(60),
  gradeRank: whole(0, 99),
  forZh: optionalLine(100),
  forEn: optionalLine(200),
  year: whole(1900, 2200),
  decidedOn: day(),
  documentNumber: optionalLine(60),
  visibleFrom: visibleFrom(),
  isPosthumous: ticked(),
  receiverName: optionalLine(50),
  receiverRelation: optionalLine(20),
})
export type EntryForm = z.output<typeof entryForm>
