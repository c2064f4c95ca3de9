import fc from "fast-check"
import { expect, test } from "vitest"
import { stretchesOf } from "#boards/board/stretch.ts"

const rolls = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 })

test("the pages of a board, one after another, are all of its names and each of them once", () => {
  fc.assert(
    fc.property(rolls, fc.integer({ min: 1, max: 30 }), (counts, size) => {
      const given = counts.map((count, at) => ({ rollId: at + 1, count }))
      const names = given.flatMap(({ rollId, count }) => Array.from({ length: count }, (_, at) => `${rollId}/${at}`))
      const shown = Array.from({ length: Math.ceil(names.length / size) + 1 }, (_, page) =>
        stretchesOf(given, { size, offset: page * size }).flatMap(({ roll, skip, take }) =>
          Array.from({ length: take }, (_, at) => `${roll}/${skip + at}`),
        ),
      )
      expect(shown.flat()).toEqual(names)
      for (const page of shown.slice(0, -2)) expect(page).toHaveLength(size)
    }),
  )
})
