import fc from "fast-check"
import { expect, test } from "vitest"
import { sha256 } from "#lib/hash.ts"
import { calendarWith } from "#notices/calendar/announced.ts"
import { contentOf, hashOf } from "#notices/issuing/list.ts"
import { firstDayFault, periodFrom } from "#notices/issuing/period.ts"
import { checkedRows, columns, inListOrder, mostRows, rowsOfText, textOfRows } from "#notices/issuing/rows.ts"

const names = (text: string) => rowsOfText(text).map(({ name }) => name)
const faultOf = (text: string) => {
  const checked = checkedRows(rowsOfText(text))
  return checked.ok ? "" : `${checked.refusal.code} ${checked.refusal.row ?? ""}`.trim()
}

test("lines are read as they are typed or pasted from a table, with the middle dot made one", () => {
  const [typed] = rowsOfText(" 周 敏 ，江城机床厂, 钳工 ,五一劳动奖章, 农民工，女 ")
  expect(typed).toMatchObject({
    name: "周敏",
    unit: "江城机床厂",
    post: "钳工",
    award: "五一劳动奖章",
    note: "农民工，女",
  })
  const [pasted] = rowsOfText("买买提•艾力\t一厂, 二车间\t\t劳动模范\r\n")
  expect(pasted).toMatchObject({ name: "买买提·艾力", unit: "一厂, 二车间", post: "", award: "劳动模范", note: "" })
  expect(names("周敏\n\n  \n王建国\n")).toEqual(["周敏", "王建国"])
})

test("a line keeps its key while name and unit stay, and two of one name in one unit are two", () => {
  const [before, twin] = rowsOfText("周敏,一厂,钳工\n周敏,一厂,电工")
  const [, after] = rowsOfText("王建国,二厂\n周敏,一厂,高级技师,奖章")
  expect(after?.key).toBe(before?.key)
  expect(twin?.key).not.toBe(before?.key)
})

const faults: [string, string][] = [
  ["", "no_rows"],
  [",江城机床厂", "row_without_name 1"],
  ["周敏\n王建国,一厂,电话 13812345678", "row_holds_number 2"],
  ["周敏,11010519491231002X", "row_holds_number 1"],
  [`周敏,${"厂".repeat(101)}`, "row_too_long 1"],
  ["周\u200b敏", "row_sign 1"],
  [Array.from({ length: mostRows + 1 }, (_, at) => `工${at}`).join("\n"), "too_many_rows"],
  ["周敏,一厂\n王建国,二厂", ""],
]
test.each(faults)("%.30j: %s", (text, fault) => expect(faultOf(text)).toBe(fault))

test("the official order is by surname strokes, and the given one stays as given", () => {
  const rows = rowsOfText("周敏\n王建国\n丁一\n马平川")
  expect(inListOrder(rows, "stroke").map(({ name }) => name)).toEqual(["丁一", "马平川", "王建国", "周敏"])
  expect(inListOrder(rows, "given")).toEqual(rows)
})

const cell = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."周敏王厂·车间一AB") })
const row = fc.record({ name: cell, unit: cell, post: cell, award: cell, note: cell })

test("what is written as text reads as the same lines", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const read = rowsOfText(textOfRows(rowsOfText(textOfRows(rows))))
      expect(textOfRows(read)).toBe(textOfRows(rowsOfText(textOfRows(rows))))
      expect(read).toHaveLength(rows.length)
    }),
  )
})

const head = {
  title: "公示",
  unit: "总工会",
  number: 1,
  firstDay: "2024-04-26",
  lastDay: "2024-05-06",
  closingTime: "24:00",
}

test("the hash is that of the text, and any change of a line, the order or the period changes it", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), fc.constantFrom(...columns), (rows, column) => {
      const hash = hashOf(contentOf({ ...head, rows }))
      expect(hash).toBe(sha256(contentOf({ ...head, rows })))
      const [first, ...rest] = rows
      const changed = [{ ...(first as (typeof rows)[number]), [column]: `${first?.[column]}x` }, ...rest]
      expect(hashOf(contentOf({ ...head, rows: changed }))).not.toBe(hash)
      expect(hashOf(contentOf({ ...head, lastDay: "2024-05-07", rows }))).not.toBe(hash)
      expect(hashOf(contentOf({ ...head, number: 2, rows }))).not.toBe(hash)
    }),
  )
})

test("a frozen list holds nothing but what it may show, even where more was given", () => {
  const more = { ...rowsOfText("周敏,一厂")[0], identityNumber: "11010519491231002X", phone: "13812345678" }
  const content = contentOf({ ...head, rows: [more as never] })
  expect(content).not.toMatch(/11010519491231002X|13812345678/)
  expect(Object.keys(JSON.parse(content).rows[0])).toEqual([...columns])
})

test("a period is counted from its first day, says which years it could not know, and begins today or soon", () => {
  const calendar = calendarWith([], [])
  const terms = { workingDays: 5, closingTime: "17:00" }
  expect(periodFrom("2024-04-26", terms, calendar)).toEqual({
    firstDay: "2024-04-26",
    lastDay: "2024-05-06",
    endsAt: new Date("2024-05-06T09:00:00Z"),
    assumedYears: [],
  })
  expect(periodFrom("2099-12-30", terms, calendar).assumedYears).toEqual([2099, 2100])
  expect(firstDayFault("2024-04-25", "2024-04-26")).toBe("first_day_past")
  expect(firstDayFault("2024-04-26", "2024-04-26")).toBeUndefined()
  expect(firstDayFault("2024-05-26", "2024-04-26")).toBeUndefined()
  expect(firstDayFault("2024-05-27", "2024-04-26")).toBe("first_day_far")
})
