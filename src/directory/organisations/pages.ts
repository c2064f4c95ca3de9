import type { Problem, Typed } from "#http/forms.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { UnitLine, UnitRow } from "./queries.ts"

type Choice = { readonly value: number; readonly text: string }

export const unitsPage = template<{
  name: string
  under: UnitRow | undefined
  lines: UnitLine[]
  offset: number
  pager: ReturnType<typeof pager>
  done: string
}>("directory/organisations/list")

export type UnitEdit = {
  /** Nothing for a new unit. */
  unit: UnitRow | undefined
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
})
