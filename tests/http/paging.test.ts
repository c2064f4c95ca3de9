import { Hono } from "hono"
import { expect, test } from "vitest"
import type { Env } from "#http/env.ts"
import { idParam } from "#http/ids.ts"
import { pageOf, pager } from "#http/paging.ts"
import { statusOf } from "#http/show.ts"

const asked = async (query: string, total = 0) => {
  const app = new Hono<Env>().get("/list", (c) => {
    const page = pageOf(c)
    const { pages, link } = pager(c, page, total)
    return c.json([page.number, page.size, page.offset, pages, link(2)])
  })
  return (await app.request(`/list${query}`)).json()
}

const cases: [string, number, unknown[]][] = [
  ["", 0, [1, 20, 0, 1, "/list?page=2"]],
  ["?page=3", 41, [3, 20, 40, 3, "/list?page=2"]],
  ["?page=2&size=50", 100, [2, 50, 50, 2, "/list?page=2&size=50"]],
  ["?page=0", 1, [1, 20, 0, 1, "/list?page=2"]],
  ["?page=-1&size=7", 1, [1, 20, 0, 1, "/list?page=2&size=7"]],
  ["?page=1.5", 1, [1, 20, 0, 1, "/list?page=2"]],
  ["?page=1000000", 1, [1, 20, 0, 1, "/list?page=2"]],
  ["?q=%E9%92%B3%26", 21, [1, 20, 0, 2, "/list?q=%E9%92%B3%26&page=2"]],
]

test.each(cases)("the address %s of %i rows asks for %j", async (query, total, wanted) =>
  expect(await asked(query, total)).toEqual(wanted),
)

test("an id is a positive whole number that a column can hold", async () => {
  const app = new Hono<Env>().get("/things/:id", (c) => c.json(idParam(c) ?? "none"))
  const given = ["7", "0", "-1", "07", "1e3", "1.0", "9999999999", "x", "%31"]
  const found = await Promise.all(given.map(async (id) => (await app.request(`/things/${id}`)).json()))
  expect(found).toEqual([7, "none", "none", "none", "none", "none", "none", "none", 1])
})

test("each kind of refusal has its status", () => {
  const codes = ["not_found", "not_permitted", "wrong_state", "stale", "locked", "username_taken"]
  expect(codes.map((code) => statusOf({ code }))).toEqual([404, 403, 409, 409, 423, 422])
})
