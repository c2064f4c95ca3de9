import { z } from "zod"
import type { HonourTerms } from "#db/schema/index.ts"
import { honourLevels, recipientKinds } from "#db/words.ts"
import {
  choice,
  chosenId,
  day,
  line,
  optionalLine,
  optionalMinute,
  optionalWhole,
  seenVersion,
  several,
  ticked,
  whole,
} from "#http/forms.ts"

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

export const repeatRules = ["never", "contribution", "free"] as const

const termFields = {
  document: optionalLine(100),
  body: optionalLine(100),
  cycleYears: optionalWhole(1, 20),
  most: optionalWhole(0, 100_000),
  token: optionalLine(100),
  /** What the form shows first: again only for a new contribution (domain.md 1.3). */
  repeats: choice(repeatRules).default("contribution"),
  basisLevels: several().pipe(z.array(z.enum(honourLevels, "not_a_choice"))),
}

type Terms = z.output<z.ZodObject<typeof termFields>>

/** The terms of an honour are kept together, apart from what lists and boards read of it. */
function gathered<F extends Terms>({ document, body, cycleYears, most, token, repeats, basisLevels, ...facts }: F) {
  return { ...facts, terms: { document, body, cycleYears, most, token, repeats, basisLevels } }
}

const newHonour = z.strictObject({ ...honourFields, ...termFields })
export const newHonourForm = newHonour.transform(gathered)
export const honourForm = newHonour.extend({ version: seenVersion(), changeReason: line(500) }).transform(gathered)
/** An honour that is set up with a programme, or from an old list, may have no terms yet. */
export type HonourForm = z.output<z.ZodObject<typeof honourFields>> & { readonly terms?: HonourTerms }

/** When the public may see it: at once where nothing is filled in. */
export const visibleFrom = optionalMinute

/** One issuing body a line, first the one whose number it bears. */
export const issuers = () =>
  line(600).transform((text) =>
    text
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter(Boolean)
      .slice(0, 10),
  )

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
