import { strToU8, zipSync } from "fflate"
import { expect, test } from "vitest"
import writeExcelFile from "write-excel-file/universal"
import { cellText } from "#files/cell-text.ts"
import { writeSheet } from "#files/xlsx.ts"
import { readSheet } from "#files/xlsx-reader.ts"

const workbook = (files: Record<string, Uint8Array>) => zipSync({ "xl/workbook.xml": strToU8("<x/>"), ...files })

test("what is written is read back cell by cell, as text", async () => {
  const rows = [
    ["姓名", "编号", "分数"],
    ["阿卜杜拉·买买提", "007", "=1+1"],
    ["", "110105199001011234", "86.50"],
  ]
  expect(await readSheet(await writeSheet(rows))).toEqual({ ok: true, value: rows })
})

test("the same rows are the same bytes at any time", async () => {
  const times = (bytes: Uint8Array) => Buffer.from(bytes).readUInt32LE(10)
  const written = await writeSheet([["姓名"], ["林知远"]])
  expect(times(written)).toBe(((1 << 5) | 1) << 16)
  expect(await writeSheet([["姓名"], ["林知远"]])).toEqual(written)
})

test("dates and numbers typed in a spreadsheet become plain text", async () => {
  const cells = [
    [{ type: Date, value: new Date("1990-05-01T00:00:00Z"), format: "yyyy-mm-dd" }, 0.1 + 0.2, 86.7, 12, null, true],
  ]
  const blob = await writeExcelFile(cells as never).toBlob()
  const read = await readSheet(new Uint8Array(await blob.arrayBuffer()))
  expect(read).toEqual({ ok: true, value: [["1990-05-01", "0.3", "86.7", "12", "", "TRUE"]] })
})

test.each([
  [1e21, "1000000000000000000000"],
  [-0.00000005, "-0.00000005"],
  [86.700000000000003, "86.7"],
  [0, "0"],
])("%d is %s, never with an exponent", (value, text) => {
  expect(cellText(value)).toBe(text)
})

test("what is no workbook is refused", async () => {
  const refused = { ok: false, refusal: { code: "not_a_sheet" } }
  expect(await readSheet(strToU8("name,unit"))).toEqual(refused)
  expect(await readSheet(zipSync({ "a.txt": strToU8("a") }))).toEqual(refused)
  expect(await readSheet(workbook({}))).toEqual(refused)
})

test("a bomb is refused by what it declares, before it is inflated", async () => {
  const refused = { ok: false, refusal: { code: "sheet_too_large" } }
  const bomb = workbook({ "xl/worksheets/sheet1.xml": new Uint8Array(41 * 2 ** 20) })
  expect(bomb.length).toBeLessThan(200_000)
  expect(await readSheet(bomb)).toEqual(refused)
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${at}`, strToU8("")]))
  expect(await readSheet(workbook(many))).toEqual(refused)
  const stored = zipSync({ "xl/workbook.xml": [new Uint8Array(6 * 2 ** 20), { level: 0 }] })
  expect(await readSheet(stored)).toEqual(refused)
})

test("a parse that takes too long is stopped", async () => {
  expect(await readSheet(await writeSheet([["a"]]), 0)).toEqual({ ok: false, refusal: { code: "sheet_too_slow" } })
})

test("more rows than anybody types are refused with the limit", async () => {
  const rows = Array.from({ length: 50_002 }, () => ["a"])
  expect(await readSheet(await writeSheet(rows))).toEqual({
    ok: false,
    refusal: { code: "sheet_too_long", max: 50_001 },
  })
})
