import fc from "fast-check"
import { expect, test } from "vitest"
import { type KeptPage, keptPages } from "#http/kept-pages.ts"

const page = (size: number, revision = "1", until = 100): KeptPage => ({
  bytes: Buffer.alloc(size),
  headers: [],
  unchanged: [],
  etag: "",
  route: "/",
  revision,
  until,
  coded: new Map(),
})

test("a page is there until its revision or its time has passed", () => {
  const pages = keptPages()
  pages.put("a", page(1))
  expect(pages.get("a", "1", 99)).toEqual(page(1))
  expect(pages.get("a", "1", 100)).toBeUndefined()
  pages.put("a", page(1))
  expect(pages.get("a", "2", 0)).toBeUndefined()
  expect(pages.get("a", "1", 0)).toBeUndefined()
})

test("what was asked for longest ago makes room, and what is too large is not kept", () => {
  const pages = keptPages(80)
  for (const key of ["a", "b", "c", "d", "e", "f", "g", "h"]) pages.put(key, page(10))
  expect(pages.get("a", "1", 0)).toBeDefined()
  pages.put("i", page(10))
  expect(["a", "b", "c", "i"].filter((key) => pages.get(key, "1", 0))).toEqual(["a", "c", "i"])
  pages.put("large", page(11))
  expect(pages.get("large", "1", 0)).toBeUndefined()
})

test("however pages come and go, they never hold more than is allowed", () => {
  const key = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz")
  const step = fc.tuple(key, fc.integer({ min: 0, max: 12 }), fc.constantFrom("1", "2"), fc.boolean())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const pages = keptPages(64)
      for (const [name, size, revision, put] of steps)
        if (put) pages.put(name, page(size, revision))
        else pages.get(name, revision, 0)
      const held = [..."abcdefghijklmnopqrstuvwxyz"].map((name) => pages.get(name, "1", 0) ?? pages.get(name, "2", 0))
      expect(held.reduce((sum, one) => sum + (one?.bytes.length ?? 0), 0)).toBeLessThanOrEqual(64)
    }),
  )
})
