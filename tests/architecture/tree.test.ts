import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { publicThroughGate } from "./gate.ts"
import { areasOnlyUpwards, noCircles, nothingGrounded, slicesOnlyBackwards } from "./imports.ts"
import { constraintsNamed, type Journal, migrationsInOrder, statementsNamed } from "./schema.ts"
import * as shape from "./shape.ts"
import { onlyOwnersWrite, owners, routesWithoutDatabase, rulesArePure, tablesOf } from "./slices.ts"
import { sourcesFromDisk } from "./sources.ts"
import { nothingInline, rawOnlyForViews, tablesReachable } from "./views.ts"

const sources = sourcesFromDisk("src", /\.ts$/)
const views = sourcesFromDisk("views", /\.eta$/)
const sheets = sourcesFromDisk("static/css", /\.css$/)
const schema = sourcesFromDisk("src/db/schema", /\.ts$/)
const migrations = sourcesFromDisk("drizzle", /\.sql$/)
const tables = tablesOf(schema)

test("the tree is the one that is meant", () => {
  expect([...sources.keys()].filter((path) => path === "src/main/app.ts")).toHaveLength(1)
  expect([...views.keys()].filter((path) => path === "views/layouts/public.eta")).toHaveLength(1)
  expect(tables.length).toBeGreaterThan(20)
})

test("areas import only what stands below them", () => expect(areasOnlyUpwards(sources)).toEqual([]))

test("slices look back, never ahead", () => expect(slicesOnlyBackwards(sources)).toEqual([]))

test("rules are pure", () => expect(rulesArePure(sources)).toEqual([]))

test("only a slice's commands write, and only its own tables", () =>
  expect(onlyOwnersWrite(sources, tables)).toEqual([]))

test("every table has exactly one owner", () => {
  expect(Object.values(owners).flat().sort()).toEqual([...tables].sort())
})

test("routes never mention the database", () => expect(routesWithoutDatabase(sources)).toEqual([]))

test("what answers the public reads through the one gate", () => expect(publicThroughGate(sources)).toEqual([]))

test("no files import each other in a circle", () => expect(noCircles(sources)).toEqual([]))

test("the app and the Workers entry reach neither PGlite nor node-server nor the disk", () => {
  expect(nothingGrounded(sources, "src/main/app.ts")).toEqual([])
  expect(nothingGrounded(sources, "src/main/workers.ts")).toEqual([])
  expect(nothingGrounded(sources, "src/main/boot.ts").length).toBeGreaterThan(0)
})

test("every constraint and index has a name", () => {
  expect(constraintsNamed(schema)).toEqual([])
  expect(statementsNamed(migrations)).toEqual([])
})

test("migrations stand in the order in which they are applied", () => {
  const journal = JSON.parse(readFileSync("drizzle/meta/_journal.json", "utf8")) as Journal
  const files = readdirSync("drizzle").filter((name) => name.endsWith(".sql"))
  expect(migrationsInOrder(journal, files)).toEqual([])
})

test("views hold no inline script, style or handler, and print raw only other views", () => {
  expect(nothingInline(views)).toEqual([])
  expect(rawOnlyForViews(views)).toEqual([])
  expect(tablesReachable(views)).toEqual([])
})

test("files, sheets and views stay short", () => {
  expect(shape.noLongFiles(sources)).toEqual([])
  expect(shape.noLongFiles(sheets)).toEqual([])
  expect(shape.noLongViews(views)).toEqual([])
})

test("what is told of a tree fits on two screens", () => {
  const told = new Map(
    ["src", "views", "drizzle", "tests"].map((tree) => [tree, readFileSync(`${tree}/README.md`, "utf8")]),
  )
  expect([...told].filter(([, text]) => text.split("\n").length > 61).map(([tree]) => tree)).toEqual([])
})

test("forms of code that we do without are absent", () => {
  expect(shape.noUnwantedForms(sources)).toEqual([])
  expect(shape.nothingLeftOpen(sources)).toEqual([])
  expect(shape.nothingLeftOpen(views)).toEqual([])
  expect(shape.namesSayWhat(sources)).toEqual([])
  expect(shape.luciaBehindSessions(sources)).toEqual([])
})
