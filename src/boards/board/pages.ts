import type { C } from "#http/env.ts"
import { inOrder, longPageOf, type Page, pager } from "#http/paging.ts"
import { addressOf, type BoardFilter, type Dimension, dimensions, filterIn, without } from "./filter.ts"
import { holderOf, sourceOf } from "./links.ts"
import { type BoardOrder, boardOrderIn } from "./order.ts"
import { partsOf } from "./parts.ts"
import { type Board, boardOf } from "./whole/queries.ts"

export type BoardShape = ReturnType<typeof shapeOf>

type Fixed = { readonly [D in Dimension]?: BoardFilter[D] }

/** The board that an address asks for, as every page with a board shows it; `fixed` is what its path says already. */
export async function askedBoard(c: C, path: string, fixed: Fixed): Promise<BoardShape> {
  const filter = { ...filterIn(c.req.query()), ...fixed }
  const order = boardOrderIn(c.req.query("order"))
  const page = longPageOf(c)
  const names = dimensions.filter((name) => name in fixed)
  return shapeOf(c, path, page, await boardOf(c.var.scope, { filter, fixed: names, order, page }))
}

function shapeOf(c: C, path: string, page: Page, board: Board) {
  const { filter, fixed, order } = board
  const bare = without({ ...filter, q: "" }, ...dimensions.filter((name) => !fixed.includes(name)))
  const own = (next: BoardFilter, by: BoardOrder = order) => addressOf(path, withoutFixed(next, fixed), by)
  return {
    ...board,
    path,
    /** The dimensions that are chosen beside what the page stands for, each with the address without it. */
    chosen: dimensions
      .filter((name) => !fixed.includes(name) && filter[name] !== undefined)
      .map((name) => ({ name, href: own(without(filter, name)) })),
    reset: own(bare),
    /** What its files are asked by: the filter with what the page stands for, and the order. */
    fileQuery: addressOf("", filter, order).slice(1),
    parts: partsOf(board.total),
    sourceOf,
    holderOf,
    inOrder: inOrder(c),
    pager: pager(c, page, board.total),
  }
}

const withoutFixed = (filter: BoardFilter, fixed: readonly Dimension[]) => without(filter, ...fixed)

/** The address that says the same without empty choices, where a form has sent some. */
export function tidied(c: C, path: string, fixed: readonly Dimension[]): string | undefined {
  const query = c.req.query()
  if (!Object.values(query).includes("")) return undefined
  return addressOf(path, without(filterIn(query), ...fixed), boardOrderIn(query.order))
}
