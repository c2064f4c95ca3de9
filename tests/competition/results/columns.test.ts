import { expect, test } from "vitest"
import { aligned, inColumns } from "#competition/results/columns.ts"

test.each([
  [
    ["94.45", "90", "79.7"],
    ["94.45", "90.00", "79.70"],
  ],
  [
    ["3", "12"],
    ["3", "12"],
  ],
  [
    ["-0.5", null, "2"],
    ["-0.5", null, "2.0"],
  ],
])("%j is shown as %j", (values, shown) => {
  expect(values.map(aligned(values))).toEqual(shown)
})

test("each column is aligned for itself, whoever has no figure keeps none", () => {
  const lines = [
    { code: "A1", total: "90", nodes: { theory: "95.5", practice: "88" } },
    { code: "A2", total: "86.27", nodes: { theory: "94", practice: null } },
  ]
  expect(inColumns(lines)).toEqual([
    { code: "A1", total: "90.00", nodes: { theory: "95.5", practice: "88" } },
    { code: "A2", total: "86.27", nodes: { theory: "94.0", practice: null } },
  ])
})
