import type { holderOf } from "#boards/board/links.ts"
import { template } from "#render/template.ts"
import type { marked } from "./marking.ts"
import type { search, suggest } from "./queries.ts"

export const searchPage = template<
  Awaited<ReturnType<typeof search>> & {
    q: string
    holderOf: typeof holderOf
    mark: (text: string) => ReturnType<typeof marked>
    page: number
    more: boolean
    link: (page: number) => string
  }
>("boards/search/index")

/** What the box offers; it stands alone where no script asks for it. */
export const suggestionsPage = template<Awaited<ReturnType<typeof suggest>> & { q: string }>(
  "boards/search/suggestions",
)
