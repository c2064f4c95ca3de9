import type { BoardShape } from "#boards/board/pages.ts"
import { template } from "#render/template.ts"
import type { findUnit } from "./queries.ts"

export const unitPage = template<{
  unit: NonNullable<Awaited<ReturnType<typeof findUnit>>>
  board: BoardShape
}>("boards/units/show")
