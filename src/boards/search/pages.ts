import type { Line } from "#boards/board/lines/queries.ts"
import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { search } from "./queries.ts"

export const searchPage = template<
  Awaited<ReturnType<typeof search>> & {
    q: string
    holderOf: (line: Line) => string | undefined
    pager: ReturnType<typeof pager>
  }
>("boards/search/index")
