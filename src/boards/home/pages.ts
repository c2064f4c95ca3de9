import type { Line } from "#boards/board/lines/queries.ts"
import type { HonourCount } from "#boards/honours/queries.ts"
import type { BoardLine } from "#notices/board/queries.ts"
import { template } from "#render/template.ts"
import type { boardsByKind, conferredIn, figuresOf } from "./figures.ts"
import type { recentDecisions, recentResults } from "./queries.ts"

export const homePage = template<
  ReturnType<typeof figuresOf<HonourCount>> & {
    conferred: ReturnType<typeof conferredIn>
    laureates: (HonourCount & { lines: (Line & { surname: string; href: string | undefined })[] }) | undefined
    kinds: ReturnType<typeof boardsByKind<HonourCount>>
    decisions: Awaited<ReturnType<typeof recentDecisions>>
    results: Awaited<ReturnType<typeof recentResults>>
    /** Notices that are up now, those that end first on top. */
    notices: readonly BoardLine[]
  }
>("boards/home/index")
