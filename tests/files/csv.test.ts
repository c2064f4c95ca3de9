import fc from "fast-check"
import { strToU8, unzipSync, zipSync } from "fflate"
import { expect, test } from "vitest"
import { readCsv, writeCsv } from "#files/csv.ts"
import { readTable } from "#files/table.ts"
import { writeSheet } from "#files/xlsx.ts"
import { readSheet } from "#files/xlsx-reader.ts"

/** GB 18030 of every character of the plane, by asking what its two and four bytes stand for. */
const gb = new Map<string, readonly number[]>()
const decoder = new TextDecoder("gb18030")
const learn = (bytes: readonly number[]) => {
  const sign = decoder.decode(Uint8Array.from(bytes))
  if ([...sign].length === 1 && sign !== "\ufffd" && !gb.has(sign)) gb.set(sign, bytes)
}
for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) learn([a, b])
for (let a = 0x81; a <= 0x84; a++)
  for (let b = 0x30; b <= 0x39; b++)
    for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) learn([a, b, c, d])
const inGb = (text: string) =>
  Uint8Array.from([...text].flatMap((sign) => (sign < "\u0080" ? [sign.charCodeAt(0)] : (gb.get(sign) ?? [63]))))

const utf8 = (text: string) => new TextEncoder().encode(text)
const encodings: [string, (text: string) => Uint8Array][] = [
  ["UTF-8", utf8],
  ["UTF-8 with its mark", (text) => utf8(`\ufeff${text}`)],
  ["GB 18030", inGb],
  ["UTF-16 with its mark", (text) => Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le"))],
]

const written = (rows: readonly (readonly string[])[], separator: string) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join("\r\n")

const sign = fc.constantFrom(...'张王阿依古丽·㐀abcXYZ0189,;\t"\n\r =+-@')
const cell = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join("").trim())
const table = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([height, width]) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
  )

test.each(encodings)("a table in %s is read as it was written, with any separator", (_, encode) => {
  fc.assert(
    fc.property(table, fc.constantFrom(",", ";", "\t"), (rows, separator) => {
      const head = ["姓名", ...(rows[0] ?? []).slice(1).map((_, at) => `列${at}`)]
      const body = rows.map((row) => [`名${row[0]}`.trim(), ...row.slice(1)])
      expect(readCsv(encode(written([head, ...body], separator)))).toEqual({ ok: true, value: [head, ...body] })
    }),
  )
})

test("what is written for a spreadsheet program comes back, and no cell begins a formula", async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const whole = [["姓名", ...(rows[0] ?? []).slice(1)], ...rows.map((row) => [`名${row[0]}`, ...row.slice(1)])]
      const text = writeCsv(whole)
      const seen = readCsv(utf8(text))
      expect(seen.ok && seen.value.flat().filter((one) => /^[=+\-@\t]/.test(one))).toEqual([])
      const read = await readTable(readSheet, utf8(text))
      expect(read.ok && read.value.map((row) => row.map((one) => one.trim()))).toEqual(
        whole.map((row) => row.map((one) => one.trim())),
      )
    }),
  )
})

test("a tab or semicolon within a heading does not make it a table of tabs or semicolons", () => {
  const rows = [
    ["姓名", "张\t\t张;;;王"],
    ["名", "a"],
  ]
  expect(readCsv(utf8(writeCsv(rows)))).toEqual({ ok: true, value: rows })
})

test("a workbook is told from a table by what is in it", async () => {
  const rows = [["姓名"], ["张三"]]
  expect(await readTable(readSheet, await writeSheet(rows))).toEqual({ ok: true, value: rows })
  expect(await readTable(readSheet, utf8("姓名\n张三"))).toEqual({ ok: true, value: rows })
})

test.each([
  ["too many columns", utf8("a,".repeat(101)), "sheet_too_wide"],
  ["too many rows", utf8("a\n".repeat(50_002)), "sheet_too_long"],
  ["too many bytes", new Uint8Array(10 * 2 ** 20 + 1).fill(65), "sheet_too_large"],
  ["neither UTF-8 nor GB 18030", Uint8Array.of(0x61, 0xff, 0xff, 0x61), "not_a_table"],
  ["a zip that is no workbook", zipSync({ "a.txt": strToU8("a") }), "not_a_sheet"],
])("%s is refused", async (_, bytes, code) => {
  const read = await readTable(readSheet, bytes)
  expect(!read.ok && read.refusal.code).toBe(code)
})

test("a workbook of entities that multiply is refused or read as text in time, without growing", async () => {
  const lol = (at: number) => `<!ENTITY l${at} "${`&l${at - 1};`.repeat(10)}">`
  const entities = Array.from({ length: 9 }, (_, at) => lol(at + 1)).join("")
  const parts = Object.fromEntries(
    Object.entries(unzipSync(await writeSheet([["姓名"], ["张三"]]))).map(([name, bytes]) => {
      const text = new TextDecoder().decode(bytes)
      const isSheet = name.startsWith("xl/worksheets/") || name === "xl/sharedStrings.xml"
      const bomb = text
        .replace(/(<\?xml[^>]*>)/, `$1<!DOCTYPE a [<!ENTITY l0 "lol">${entities}]>`)
        .replace("张三", "&l9;")
      return [name, isSheet ? strToU8(bomb) : bytes]
    }),
  )
  const before = performance.now()
  const read = await readTable(readSheet, zipSync(parts))
  expect(performance.now() - before).toBeLessThan(10_000)
  expect(JSON.stringify(read).length).toBeLessThan(1_000)
})
