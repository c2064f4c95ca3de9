import type { pager } from "#http/paging.ts"
import { template } from "#render/template.ts"
import type { Line, search } from "./queries.ts"

/** Where a line of the register leads: to the result it came from. */
export const sourceOf = ({ contestSlug, eventCode, code, version }: Line): string | undefined =>
  contestSlug && eventCode && code
    ? `/contests/${contestSlug}/${eventCode}/entries/${code}?version=${version}`
    : undefined

export const searchPage = template<
  Awaited<ReturnType<typeof search>> & {
    q: string
    sourceOf: (line: Line) => string | undefined
    pager: ReturnType<typeof pager>
  }
>("boards/search/index")
