import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { FormerUnitName } from "./names/queries.ts"
import type { UnitLine, UnitOrder, UnitRow } from "./queries.ts"

type Choice = { readonly value: number; readonly text: string }

export const unitsPage = template<{
  name: string
  under: UnitRow | undefined
  order: UnitOrder
  orders: readonly UnitOrder[]
  /** The address of the list in another order. */
  inOrder: (order: string) => string
  /** Of the unit that is shown, newest last. */
  formerNames: FormerUnitName[]
  lines: UnitLine[]
  offset: number
  pager: ReturnType<typeof pager>
  keeps: boolean
  /** Whether the actor may bring units in by a file. */
  imports: boolean
  done: string
  /** Whether the name of the unit that is shown holds signs that other computers may not show. */
  oddName: boolean
}>("directory/organisations/list")

export type UnitEdit = {
  /** Nothing for a new unit. */
  unit: UnitRow | undefined
  formerNames: FormerUnitName[]
  done: string
  oddName: boolean
  typed: Typed
  problems: Problem[]
  parents: Choice[]
  /** What is stored now, where somebody else changed it meanwhile. */
  latest: Typed | undefined
}

export const unitPage = template<UnitEdit>("directory/organisations/edit")

/** A unit as its form shows it. */
export const typedUnit = (unit: UnitRow): Typed => ({
  version: String(unit.version),
  name: unit.name,
  shortName: unit.shortName,
  parent: String(unit.parentId ?? ""),
  kind: unit.kind,
  level: unit.level,
  ownership: unit.ownership,
  regionCode: unit.regionCode ?? "",
  industryCode: unit.industryCode ?? "",
  creditCode: unit.creditCode ?? "",
  sortKeyOverride: unit.sortKeyOverride,
})
