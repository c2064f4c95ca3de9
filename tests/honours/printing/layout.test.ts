import { expect, test } from "vitest"
import { recipientKinds } from "#db/words.ts"
import { columns, gridOf, photoRows } from "#honours/printing/grid.ts"
import { summaryTable } from "#honours/printing/summary/table.ts"
import { fieldsOf } from "#honours/programmes/layouts/fields.ts"
import { type Layout, layoutSchema, paperForms, paperKeys } from "#honours/programmes/layouts/layout.ts"
import { layoutFrom, linesOfLayout } from "#honours/programmes/layouts/lines.ts"
import { layoutFor, readyLayouts } from "#honours/programmes/layouts/ready.ts"
import { languages, translator } from "#i18n/translate.ts"

test.each(paperKeys)("the ready form %s is sound, and survives being written as lines in both languages", (key) => {
  expect(layoutSchema.parse(readyLayouts[key])).toEqual(readyLayouts[key])
  for (const lang of languages)
    expect(layoutFrom(linesOfLayout(readyLayouts[key], translator(lang)))).toEqual(readyLayouts[key])
})

test("a ready form asks nothing that its recipients cannot have", () => {
  const strange = recipientKinds.flatMap((kind) =>
    paperForms.flatMap((form) =>
      layoutFor(undefined, form, kind)
        .flat()
        .filter(({ field }) => !fieldsOf(kind).includes(field)),
    ),
  )
  expect(strange).toEqual([])
})

test("a heading of one's own stays, in full-width signs as well, and what is no field is left for the schema", () => {
  const given = layoutFrom("姓名或名称 = 姓名 ｜ 性别\n\n盖章栏＝市总工会意见\n星座")
  expect(given).toEqual([
    [{ field: "name", label: "姓名" }, { field: "sex" }],
    [{ field: "seal", label: "市总工会意见" }],
    [{ field: "星座" }],
  ])
  expect(layoutSchema.safeParse(given).error?.issues[0]?.path).toEqual([2, 0, "field"])
})

test("a programme's own form stands for its kind alone", () => {
  const own: Layout = [[{ field: "name" }]]
  expect(layoutFor({ approval_unit: own }, "approval", "unit")).toBe(own)
  expect(layoutFor({ approval_unit: own }, "approval", "team")).toBe(readyLayouts.approval_team)
})

const widths = (layout: Layout) =>
  gridOf(layout).map((row) => row.reduce((sum, { head, width }) => sum + head + width, 0))

test.each(paperKeys)("every row of %s fills the table, beside the photo or not", (key) => {
  const layout = readyLayouts[key]
  const at = layout.findIndex((row) => row.some(({ field }) => field === "photo"))
  const rows = at < 0 ? 0 : photoRows(layout, at)
  const expected = layout.map((_, index) => (index > at && index < at + rows ? columns - 5 : columns))
  expect(widths(layout)).toEqual(expected)
})

test("a photo stands beside what follows it, but never beside a row that is a text of its own", () => {
  const layout: Layout = [[{ field: "name" }, { field: "photo" }], [{ field: "sex" }], [{ field: "deeds" }]]
  expect(gridOf(layout)[0]?.at(-1)).toEqual({ field: "photo", head: 0, width: 5, rows: 2 })
})

test("a summary numbers its nominees, and leaves empty what nobody has said", () => {
  const layout: Layout = [[{ field: "number" }, { field: "name" }], [{ field: "post" }]]
  expect(summaryTable(layout, [{ name: "丁一", post: "焊工" }, { name: "于二" }]).rows).toEqual([
    ["1", "丁一", "焊工"],
    ["2", "于二", ""],
  ])
})
