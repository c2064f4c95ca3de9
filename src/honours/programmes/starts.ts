import type { BatchKind } from "#db/words.ts"
import type { HonourForm } from "#honours/register/forms.ts"
import type { Definition } from "./definition.ts"
import type { Preset, PresetHonour } from "./presets/preset.ts"
import type { Both } from "./words.ts"

/** What a new programme begins with: a preset, or an earlier programme. */
export type Source = {
  /** `preset:city-may-day` or `programme:2025-may-day`, as the address names it. */
  readonly key: string
  readonly title: Both
  readonly batch: BatchKind
  readonly honours: readonly PresetHonour[]
  readonly definition: Definition
}

export const sourceOfPreset = ({ id, title, batch, honours, definition }: Preset): Source => ({
  key: `preset:${id}`,
  title,
  batch,
  honours,
  definition,
})

type Registered = { readonly slug: string; readonly recipientKind: string; readonly conferringUnitId: number }

/** The honour of the register that a preset most likely means: of its slug, or of its slug for this office. */
export const likelyHonour = (honour: PresetHonour, officeId: number, registered: readonly Registered[]): string => {
  const fits = registered.filter(({ recipientKind }) => recipientKind === honour.recipientKind)
  const own = fits.find(({ slug }) => slug === `${honour.slug}-${officeId}`)
  return own?.slug ?? fits.find(({ slug }) => slug === honour.slug)?.slug ?? ""
}

type OfficeNames = { readonly id: number; readonly name: string }

/** The place in a federation's name: 澜江市总工会 is of 澜江市. */
const placeOf = (name: string): string => name.replace(/(总工会|工会联合会|工会)$/, "")

/** The facts of an honour that is set up with a programme; a slug that is taken gets the office's number. */
export function newHonour(honour: PresetHonour, office: OfficeNames, taken: readonly string[]): HonourForm {
  const { slug, title, level, recipientKind, rank } = honour
  const prefix = level === "municipal" || level === "district" ? placeOf(office.name) : ""
  return {
    titleZh: `${prefix}${title.zh}`,
    titleEn: title.en,
    slug: taken.includes(slug) ? `${slug}-${office.id}` : slug,
    level,
    recipientKind,
    conferredBy: office.name,
    conferringUnitId: office.id,
    rank,
  }
}
