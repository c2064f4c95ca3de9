import { describe, expect, test } from "vitest"
import { publicThroughGate } from "./gate.ts"
import { areasOnlyUpwards, importsOf, noCircles, nothingGrounded, slicesOnlyBackwards } from "./imports.ts"
import { constraintsNamed, migrationsInOrder, statementsNamed } from "./schema.ts"
import * as shape from "./shape.ts"
import { onlyOwnersWrite, routesWithoutDatabase, rulesArePure } from "./slices.ts"
import type { Sources } from "./sources.ts"
import { nothingInline, rawOnlyForViews, tablesReachable } from "./views.ts"

const tree = (files: Record<string, string>): Sources => new Map(Object.entries(files))
const count = "x\n".repeat(251)

test("imports are read in every way they can be written", () => {
  const source = `import { a,\n  b } from "#lib/a.ts"\nimport type { T } from "./t.ts"\nimport "./effect.ts"
export { c } from "../c.ts"\nconst d = await import("pg")\nnew Worker(new URL("./w-worker.ts", import.meta.url))
// import { no } from "#main/app.ts"\n/* import "#main/app.ts" */`
  expect(importsOf("src/db/x.ts", source).map(({ path, erased }) => [path, erased])).toEqual([
    ["src/lib/a.ts", false],
    ["src/db/t.ts", true],
    ["src/c.ts", false],
    ["src/db/effect.ts", false],
    ["pg", false],
    ["src/db/w-worker.ts", false],
  ])
})

test("a public query past the gate is found, and one that goes through it by a neighbour is not", () => {
  const read = (more: string) => `const visible = and(publicEntry(now))
export const list = (db) => db.select().from(registerEntries)${more}`
  const found = (path: string, source: string) => publicThroughGate(tree({ [path]: source }))
  expect(found("src/boards/home/queries.ts", read(""))).toEqual([
    "src/boards/home/queries.ts: list reads registerEntries past the gate",
  ])
  expect(found("src/boards/home/queries.ts", read(".where(visible)"))).toEqual([])
  expect(found("src/boards/home/queries.ts", read(".where(publicEntry(now)).leftJoin(events, x)"))).toHaveLength(1)
  expect(found("src/honours/register/queries.ts", read(""))).toEqual([])
  const lent = "const seen = (db) => versionsOf(db, 1"
  expect(found("src/boards/results/queries.ts", `${lent})`)).toHaveLength(1)
  expect(found("src/boards/results/queries.ts", `${lent}, publicResult(now))`)).toEqual([])
  const spelt = "const newest = sql`(select max(v.number) from result_versions v)`"
  expect(found("src/boards/people/queries.ts", spelt)).toHaveLength(1)
})

describe("areas", () => {
  const cases: [string, string, boolean][] = [
    ["src/http/x.ts", `import { a } from "#lib/a.ts"`, true],
    ["src/http/x.ts", `import { a } from "hono"`, true],
    ["src/http/x.ts", `import { a } from "./y.ts"`, true],
    ["src/http/x.ts", `import type { A } from "#accounts/a.ts"`, false],
    ["src/db/x.ts", `import { a } from "#i18n/a.ts"`, false],
    ["src/http/x.ts", `import { a } from "../lib/a.ts"`, false],
    ["src/lib/x.ts", `import { a } from "#db/db.ts"`, false],
    ["src/honours/register/x.ts", `import { a } from "#competition/results/queries.ts"`, true],
    ["src/competition/results/x.ts", `import { a } from "#honours/register/queries.ts"`, false],
    ["src/boards/x.ts", `export { a } from "#exchange/a.ts"`, false],
    ["src/browser/x.ts", `import { a } from "#lib/a.ts"`, true],
    ["src/browser/x.ts", `import { a } from "#http/a.ts"`, false],
    ["src/browser/x.ts", `import type { A } from "#http/a.ts"`, true],
    ["src/browser/x.ts", `import { a } from "#competition/judging/marks/path.ts"`, true],
    ["src/browser/x.ts", `import { a } from "#competition/judging/slots.ts"`, true],
    ["src/browser/x.ts", `import { a } from "#competition/judging/marks/queries.ts"`, false],
    ["src/browser/x.ts", `import { a } from "#competition/draws/order.ts"`, false],
    ["src/main/x.ts", `import { a } from "#browser/a.ts"`, false],
    ["src/main/x.ts", `import { a } from "#nowhere/a.ts"`, false],
    ["src/main/x.ts", `import { a } from "../../tests/support/app.ts"`, false],
    ["src/main/x.ts", `import { a } from "#scripts/a.ts"`, false],
  ]
  test.each(cases)("%s with %s", (path, source, allowed) => {
    expect(areasOnlyUpwards(tree({ [path]: source })).length).toBe(allowed ? 0 : 1)
  })
})

describe("slices", () => {
  const cases: [string, string, boolean][] = [
    ["src/competition/draws/x.ts", `import { a } from "#competition/registration/queries.ts"`, true],
    ["src/competition/draws/x.ts", `import { a } from "../contests/queries.ts"`, true],
    ["src/competition/draws/x.ts", `import { a } from "#competition/judging/queries.ts"`, false],
    ["src/competition/draws/x.ts", `import { a } from "../results/queries.ts"`, false],
    ["src/directory/organisations/x.ts", `import type { A } from "#directory/people/queries.ts"`, false],
    ["src/competition/scoring/x.ts", "", false],
    ["src/honours/x.ts", "", false],
  ]
  test.each(cases)("%s with %s", (path, source, allowed) => {
    expect(slicesOnlyBackwards(tree({ [path]: source })).length).toBe(allowed ? 0 : 1)
  })
})

describe("rules", () => {
  const impure = ["async () => 1", "new Date()", "Date.now()", "Math.random()", "crypto.randomUUID()", "process.env"]
  const taking = [`import { a } from "node:fs"`, `import { a } from "#db/db.ts"`, `import { a } from "./queries.ts"`]
  test.each([...impure, `fetch("/")`, ...taking])("%s is found in a rule and allowed elsewhere", (source) => {
    expect(rulesArePure(tree({ "src/honours/register/search.ts": source })).length).toBe(1)
    expect(rulesArePure(tree({ "src/honours/register/commands.ts": source, "src/http/x.ts": source }))).toEqual([])
  })
  test("what a comment or a name says is not done, and types are free", () => {
    const source = `// never async, no Date.now\nconst processed = 1\nimport type { Db } from "#db/db.ts"`
    expect(rulesArePure(tree({ "src/boards/x.ts": source }))).toEqual([])
  })
})

describe("writes", () => {
  const write = (path: string, source: string) => onlyOwnersWrite(tree({ [path]: source }), ["units", "marks"])
  test("the owner writes", () =>
    expect(write("src/directory/organisations/commands.ts", "db.update(units).set({})")).toEqual([]))
  test("so do the commands of a part of its slice", () =>
    expect(write("src/competition/judging/panel/commands.ts", "db.update(marks).set({})")).toEqual([]))
  test("another slice's commands do not", () =>
    expect(write("src/directory/people/commands.ts", "db.update( units ).set({})").length).toBe(1))
  test("the slice's other files do not", () =>
    expect(write("src/directory/organisations/queries.ts", "db\n.insert(units)\n.values({})").length).toBe(1))
  test("another name hides nothing", () =>
    expect(write("src/boards/x.ts", `import { marks as m } from "#db"\ndb.delete(m)`).length).toBe(1))
  test("nor does a statement spelt by hand", () => {
    for (const sql of ["insert into units", "UPDATE units SET", "delete from units", "truncate units"])
      expect(write("src/directory/organisations/commands.ts", `db.execute(sql\`${sql}\`)`).length).toBe(1)
  })
  test("a map and a hash are no tables", () =>
    expect(write("src/boards/x.ts", "map.delete(key); hash.update(bytes)")).toEqual([]))
})

test("a path that ends in a star hides nothing", () => {
  const source = `app.use("/people/*", in)\nlist(c.var.scope.db)\napp.use("/*/x", in) /* done */`
  expect(routesWithoutDatabase(tree({ "src/boards/routes.ts": source })).length).toBe(1)
})

test("routes that mention the database are found, and only routes", () => {
  for (const source of ["list(c.var.scope.db)", "const { db, now } = c.var.scope"]) {
    expect(routesWithoutDatabase(tree({ "src/boards/routes.ts": source })).length).toBe(1)
    expect(routesWithoutDatabase(tree({ "src/boards/api.ts": source })).length).toBe(1)
    expect(routesWithoutDatabase(tree({ "src/boards/queries.ts": source }))).toEqual([])
  }
  const harmless = `import type { Scope } from "#db/db.ts"\nlist(c.var.scope)`
  expect(routesWithoutDatabase(tree({ "src/boards/routes.ts": harmless }))).toEqual([])
})

test("a circle is found once, also one of types", () => {
  const a = `import type { B } from "./b.ts"`
  const b = `import { c } from "./c.ts"`
  expect(noCircles(tree({ "src/a.ts": a, "src/b.ts": b, "src/c.ts": "" }))).toEqual([])
  const found = noCircles(tree({ "src/a.ts": a, "src/b.ts": b, "src/c.ts": `import "./a.ts"` }))
  expect(found).toEqual(["src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts"])
})

test("the way from the Workers entry to the disk is found, but not through types", () => {
  const entry = `import { createApp } from "./app.ts"`
  const reach = (app: string, more: Record<string, string> = {}) =>
    nothingGrounded(tree({ "src/main/workers.ts": entry, "src/main/app.ts": app, ...more }), "src/main/workers.ts")
  expect(reach(`import type { A } from "#db/embedded.ts"`, { "src/db/embedded.ts": `import "node:fs"` })).toEqual([])
  expect(reach(`import { a } from "#db/embedded.ts"`, { "src/db/embedded.ts": `import "node:fs"` })).toEqual([
    "src/main/workers.ts -> src/main/app.ts -> src/db/embedded.ts -> node:fs",
  ])
  for (const name of ["@electric-sql/pglite", "@hono/node-server", "node:sqlite", "node:fs/promises"])
    expect(reach(`import { a } from "${name}"`).length).toBe(1)
  const worker = { "src/main/x.ts": `import "@electric-sql/pglite"` }
  expect(reach(`new Worker(new URL("./x.ts", import.meta.url))`, worker).length).toBe(1)
})

test("a constraint without a name is found in the schema and in the statements", () => {
  for (const source of ["unique()", ".references(() => x)", "foreignKey({ columns: [] })", "index()", "check(sql`1`)"])
    expect(constraintsNamed(tree({ "src/db/schema/x.ts": source })).length).toBe(1)
  for (const sql of [`"name" text UNIQUE`, `"id" integer REFERENCES "x"("id")`, "UNIQUE(a)", `ADD FOREIGN KEY ("a")`])
    expect(statementsNamed(tree({ "drizzle/x.sql": sql })).length).toBe(1)
  expect(statementsNamed(tree({ "drizzle/x.sql": `CONSTRAINT "x" UNIQUE(a)\nCREATE UNIQUE INDEX "y" ON` }))).toEqual([])
})

test("a migration out of order, out of number or without its file is found", () => {
  const at = (idx: number, when: number, tag: string) => ({ idx, when, tag })
  const good = [at(0, 10, "0000_a"), at(1, 20, "0001_b")]
  const files = ["0000_a.sql", "0001_b.sql"]
  expect(migrationsInOrder({ entries: good }, files)).toEqual([])
  expect(migrationsInOrder({ entries: [at(0, 20, "0000_a"), at(1, 20, "0001_b")] }, files).length).toBe(1)
  expect(migrationsInOrder({ entries: [at(0, 10, "0000_a"), at(2, 20, "0001_b")] }, files).length).toBe(1)
  expect(migrationsInOrder({ entries: good }, ["0000_a.sql"]).length).toBe(1)
  expect(migrationsInOrder({ entries: good }, [...files, "0002_c.sql"]).length).toBe(1)
})

test("inline script, style and handlers are found in views", () => {
  const bad = ["<script>x</script>", "<style>", `<p style="x">`, `<a onclick="x">`, `<p hx-on:click="x">`]
  for (const source of [...bad, `<a href="javascript:x">`, `<p <% if (a) { %> style="b"<% } %>>`])
    expect(nothingInline(tree({ "views/x.eta": source })).length).toBe(1)
  const good = `<script src="/x.js" defer></script><% const once = "x" %><a href="<%= it.on %>">`
  expect(nothingInline(tree({ "views/x.eta": good }))).toEqual([])
})

test("a table out of the keyboard's reach is found in views", () => {
  for (const source of [`<div class="table-wrap">`, `<div class="table-wrap cards" tabindex="0">`])
    expect(tablesReachable(tree({ "views/x.eta": source })).length).toBe(1)
  const good = `<div class="table-wrap" role="region" tabindex="0" aria-label="<%= t("a") %>">`
  expect(tablesReachable(tree({ "views/x.eta": good }))).toEqual([])
})

test("a value printed raw is found in views", () => {
  for (const source of ["<%~ it.name %>", "<%~ it.body + it.name %>", "<%~it.bodyText %>"])
    expect(rawOnlyForViews(tree({ "views/x.eta": source })).length).toBe(1)
  const good = `<%~ include("a/b", { c: 1 }) %><%~ it.body %><script type="application/ld+json"><%~ it.json(it.facts) %></script>`
  expect(rawOnlyForViews(tree({ "views/x.eta": good }))).toEqual([])
  expect(nothingInline(tree({ "views/x.eta": good }))).toEqual([])
  expect(nothingInline(tree({ "views/x.eta": `<script type="module">x</script>` }))).toHaveLength(1)
})

test("what is too long, vaguely named, unwanted or put off is found", () => {
  expect(shape.noLongFiles(tree({ "src/a/x.ts": count, "src/db/schema/x.ts": count })).length).toBe(1)
  expect(shape.noLongViews(tree({ "views/x.eta": count })).length).toBe(1)
  const forms = ["export default 1", `await import("#lib/x.ts")`, "class A {", "enum A {", "const a: any = 1"]
  for (const source of [...forms, `export * from "./x.ts"`])
    expect(shape.noUnwantedForms(tree({ "src/a/x.ts": source })).length).toBe(1)
  const allowed = { "src/main/workers.ts": "export default {}", "src/a/x.ts": "class FolderInUse extends Error {" }
  expect(shape.noUnwantedForms(tree(allowed))).toEqual([])
  expect(shape.nothingLeftOpen(tree({ "src/a/x.ts": `// ${"TO"}${"DO"}: later` })).length).toBe(1)
  for (const name of ["utils", "Helpers", "misc", "one-two-three-four", "index"])
    expect(shape.namesSayWhat(tree({ [`src/a/${name}.ts`]: "" })).length).toBe(1)
  expect(shape.luciaBehindSessions(tree({ "src/accounts/routes.ts": `import { Lucia } from "lucia"` })).length).toBe(1)
})
