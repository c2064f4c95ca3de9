import type { BoardShape } from "#boards/board/pages.ts"
import type { HonourRow } from "#boards/board/queries.ts"
import { template } from "#render/template.ts"
import type { byLevel } from "./arrangement.ts"
import type { decisionsOf, revokedOf } from "./queries.ts"

/** Every honour as a plate, and the filter over all of them. */
export const honoursPage = template<{
  levels: ReturnType<typeof byLevel<BoardShape["honours"][number]>>
  board: BoardShape
}>("boards/honours/index")

/** The names of several honours under a filter. */
export const filteredPage = template<{ board: BoardShape }>("boards/honours/filtered")

export const boardPage = template<{
  honour: HonourRow
  board: BoardShape
  decisions: Awaited<ReturnType<typeof decisionsOf>>
  revoked: Awaited<ReturnType<typeof revokedOf>>
}>("boards/honours/show")
