import fc from "fast-check"
import { expect, test } from "vitest"
import { jsonInHtml } from "#render/escape.ts"

test("no text ends the element that holds it, and what is read back is what was given", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = jsonInHtml({ value })
      expect(text).not.toMatch(/[<>&\u2028\u2029]/)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value })))
    }),
  )
  expect(jsonInHtml({ name: "</script><!--" })).toBe('{"name":"\\u003c/script\\u003e\\u003c!--"}')
})
