import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { assetsFromDisk } from "#files/assets-from-disk.ts"
import { compileViews } from "#render/compile.ts"
import { type CompiledView, createRender } from "#render/engine.ts"
import { template } from "#render/template.ts"
import { viewsFromDisk } from "#render/views-from-disk.ts"
import { moduleAhead } from "../../src/scripts/build/ahead.ts"
import { view } from "./view.ts"

type Ahead = {
  readonly views: Record<string, CompiledView>
  readonly assets: readonly { name: string; hash: string }[]
}

const folder = mkdtempSync(join(tmpdir(), "laurel-ahead-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** Loads what would be written ahead; not by `import`, which the test runner rewrites on the way. */
function ahead(sources: ReadonlyMap<string, string>, name: string): Ahead {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, moduleAhead(sources, assetsFromDisk("static")))
  return createRequire(file)(file)
}

/** What a function does, without its name and outer braces. */
const bodyOf = (one: CompiledView | undefined) => String(one).replace(/^[^{]*\{\s*|\s*\}$/g, "")

const sources = viewsFromDisk("views")
const module = ahead(sources, "views")

test("every view is compiled ahead into the very code that the server compiles", () => {
  const compiled = compileViews(sources)
  expect(Object.keys(module.views).sort()).toEqual([...sources.keys()].sort())
  expect(sources.size).toBeGreaterThan(100)
  for (const [name, one] of compiled) expect(bodyOf(module.views[name]), name).toBe(bodyOf(one))
})

test("every file has the address that the server gives it", () => {
  const files = assetsFromDisk("static")
  expect(module.assets.length).toBe(files.size)
  for (const { name, hash } of module.assets) expect(hash, name).toBe(files.get(name)?.hash)
})

const shapes: [string, object, string][] = [
  [
    '<p title="<%= it.a %>"><%= it.a %></p>',
    { a: `<b>"'&` },
    `<p title="&lt;b&gt;&quot;&#39;&amp;">&lt;b&gt;&quot;&#39;&amp;</p>`,
  ],
  ["<% for (const one of it.all) { %>\n<i><%= one %></i>\n<% } %>", { all: [1, 2] }, "<i>1</i>\n<i>2</i>\n"],
  [`<% layout("frame", { b: 2 }) %>x<%~ include("part", { c: "&" }) %>`, {}, "[2:x(&amp;)]"],
  ["a\\`$'\\n\u2028<%= 1 %>", {}, "a\\`$'\\n\u20281"],
]

test("both ways print the same, whatever the view does", () => {
  const others: [string, string][] = [
    ["frame", "[<%= it.b %>:<%~ it.body %>]"],
    ["part", "(<%= it.c %>)"],
  ]
  for (const [at, [source, shape, expected]] of shapes.entries()) {
    const small = new Map([["page", source], ...others])
    const made = ahead(small, `small${at}`)
    for (const views of [compileViews(small), new Map(Object.entries(made.views))])
      expect(createRender(views)(view, template<object>("page"), shape)).toBe(expected)
  }
})

test("compiled ahead, too, a member that a page was not given stops it, and so does a view that is not there", () => {
  const render = createRender(new Map(Object.entries(module.views)))
  expect(() => render(view, template("errors/refused"), {})).toThrow("nothing to show")
  expect(() => render(view, template("errors/nowhere"), {})).toThrow("there is no view errors/nowhere")
})
