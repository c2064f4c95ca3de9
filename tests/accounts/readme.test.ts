import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { permissionTables } from "../support/permission-tables.ts"

const readme = readFileSync("src/accounts/README.md", "utf8")

test("the README shows the tables that the tests hold", () => {
  const [, shown] = /<!-- tables -->\n([\s\S]*?)\n<!-- \/tables -->/.exec(readme) ?? []
  const right = permissionTables()
  if (shown?.trim() !== right) throw new Error(`Between the marks of src/accounts/README.md belongs:\n\n${right}\n`)
  expect(readme.split("\n").length).toBeLessThanOrEqual(200)
})
