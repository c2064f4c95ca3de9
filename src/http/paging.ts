import { type NameOrder, nameOrders } from "#lib/sort-keys.ts"
import type { C } from "./env.ts"

export type Page = { readonly number: number; readonly size: number; readonly offset: number }

const sizes = [20, 50, 100]

/** The page that the address asks for; anything else is the first page of twenty. */
export function pageOf(c: C): Page {
  const asked = Number(c.req.query("page"))
  const size = sizes.find((candidate) => candidate === Number(c.req.query("size"))) ?? 20
  const number = Number.isInteger(asked) && asked > 0 && asked < 1_000_000 ? asked : 1
  return { number, size, offset: (number - 1) * size }
}

/** A page of a hundred unless the address asks otherwise: for rolls of names and tables of results. */
export function longPageOf(c: C): Page {
  const { number, size } = pageOf(c)
  const long = c.req.query("size") ? size : 100
  return { number, size: long, offset: (number - 1) * long }
}

/** The order of names that the address asks for: by strokes unless it says pinyin. */
export const nameOrderOf = (c: C): NameOrder => nameOrders.find((one) => one === c.req.query("order")) ?? "stroke"

/** The address of the same list in another order, from its first page. */
export const inOrder = (c: C) => (order: string) => {
  const query = new URLSearchParams(c.req.query())
  query.set("order", order)
  query.delete("page")
  query.delete("done")
  return `${c.req.path}?${query}`
}

/** What the pager partial needs: links keep the filter of the address. */
export function pager(c: C, page: Page, total: number) {
  const link = (number: number) => {
    const query = new URLSearchParams(c.req.query())
    query.set("page", String(number))
    return `${c.req.path}?${query}`
  }
  return { page: page.number, pages: Math.max(1, Math.ceil(total / page.size)), total, link }
}
