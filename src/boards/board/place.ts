import type { BoardFilter } from "./filter.ts"

/** A place whose counts are kept: a district and a section, each one of the directory's or all of them. */
export type Place = { readonly district: number; readonly section: string }

export const EVERYWHERE = -1
/** Wherever the unit is one of the directory's. */
const KNOWN = -2
export const EVERY_SECTION = "*"

type Unit = { readonly id: number; readonly isDistrict: boolean; readonly isTop: boolean }

/** The kept place that a filter speaks of; nothing where names must be counted: of a text, or of a unit within a district. */
export function placeOf(filter: BoardFilter, unit: Unit | undefined): Place | undefined {
  const { district, unit: asked, industry: section = EVERY_SECTION } = filter
  if (filter.q !== "") return undefined
  if (asked === undefined) return { district: district ?? EVERYWHERE, section }
  if (unit?.isTop) return { district: district ?? (section === EVERY_SECTION ? KNOWN : EVERYWHERE), section }
  if (unit?.isDistrict && (district ?? unit.id) === unit.id) return { district: unit.id, section }
  return undefined
}
