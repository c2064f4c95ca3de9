import type { Line } from "#boards/search/queries.ts"
import type { pager } from "#http/paging.ts"
import type { NameOrder } from "#lib/sort-keys.ts"
import { template } from "#render/template.ts"
import type { byLevel, grouped } from "./arrangement.ts"
import type { BoardFilter, decisionsOf, gradesOf, HonourCount, HonourRow, revokedOf } from "./queries.ts"

export const honoursPage = template<{ levels: ReturnType<typeof byLevel<HonourCount>> }>("boards/honours/index")

type Grades = Awaited<ReturnType<typeof gradesOf>>
type Decisions = Awaited<ReturnType<typeof decisionsOf>>

export const boardPage = template<{
  honour: HonourRow
  filter: BoardFilter
  years: (number | null)[]
  decisions: Decisions
  revoked: Awaited<ReturnType<typeof revokedOf>>
  groups: ReturnType<typeof grouped<Grades[number], Line>>
  sourceOf: (line: Line) => string | undefined
  order: NameOrder
  inOrder: (order: NameOrder) => string
  pager: ReturnType<typeof pager>
}>("boards/honours/show")
