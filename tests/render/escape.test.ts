import fc from "fast-check"
import { expect, test } from "vitest"
import { compileViews } from "#render/compile.ts"
import { createRender } from "#render/engine.ts"
import { escapeHtml } from "#render/escape.ts"
import { formats } from "#render/formats.ts"
import { template } from "#render/template.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { view } from "./view.ts"

const sources = viewsFromDisk("views")
const render = createRender(compileViews(sources))

test("nothing to show is a mistake, zero and an empty text are not", () => {
  expect(() => escapeHtml(undefined)).toThrow("nothing to show")
  expect(() => escapeHtml(null)).toThrow("nothing to show")
  expect([0, "", false].map(escapeHtml)).toEqual(["0", "", "false"])
})

test("no text leaves its place, whatever it holds", () => {
  expect(escapeHtml(`<a b="c" d='e'>&amp;`)).toBe("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;")
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[<>"']/.test(escapeHtml(text))))
})

test("every view compiles, and a member that a page was not given stops it", () => {
  expect(sources.size).toBeGreaterThan(30)
  expect([...sources.keys()].filter((name) => name === "shared/field")).toHaveLength(1)
  expect(() => render(view, template("errors/refused"), {})).toThrow("nothing to show")
  expect(() => render(view, template("errors/internal"), {})).toThrow("no fact for {{requestId}}")
})

const hostile = [
  `"><script>alert(1)</script>`,
  `' onfocus='alert(1)`,
  `</textarea></select><img src=x onerror=alert(1)>`,
  "javascript:alert(1)",
  "<%= it.secret %>",
]
const parts = ["field", "textarea", "select", "radios", "checkbox", "checkboxes", "file"]

test.each(parts.flatMap((part) => hostile.map((text) => [part, text])))("%s shows %s as text", (part, text) => {
  const problems = [{ field: "x", message: text }]
  const options = [{ value: text, text, hint: text }]
  const given = { name: "x", label: text, hint: text, value: text, values: [text], suffix: text, options, problems }
  const page = render(view, template<typeof given>(`shared/${part}`), given)
  expect(page).toContain(escapeHtml(text))
  expect(page.replaceAll(escapeHtml(text), "")).not.toMatch(/alert|secret/)
  const tags = page.match(/<\/?[a-z]+/g) ?? []
  expect(tags.filter((tag) => /script|img/.test(tag))).toEqual([])
  expect((page.match(/"/g) ?? []).length % 2).toBe(0)
})

test("the error summary leads to the fields by their names and shows messages as text", () => {
  const problems = [
    { field: "name", message: "<b>" },
    { field: "", message: "whole" },
  ]
  const page = render(view, template<object>("shared/error-summary"), { problems })
  expect(page).toContain('<a href="#f-name">&lt;b&gt;</a>')
  expect(page).toContain("<li>whole</li>")
})

test("values are written as the house writes them", () => {
  const at = new Date("2026-04-30T16:05:09Z")
  expect([formats.day(at), formats.minute(at), formats.second(at)]).toEqual([
    "2026-05-01",
    "2026-05-01 00:05",
    "00:05:09",
  ])
  expect([formats.day("2026-05-01"), formats.day(null), formats.minute(undefined)]).toEqual(["2026-05-01", "--", "--"])
  expect([0, 999, 1000, 1234567].map(formats.count)).toEqual(["0", "999", "1,000", "1,234,567"])
  expect([0, "", null, "x"].map(formats.or)).toEqual([0, "--", "--", "x"])
})
