import { expect, test } from "vitest"
import { turnOf } from "#boards/home/laureates.ts"
import { surnameOf } from "#lib/surnames.ts"

test.each([
  ["张三", "张"],
  ["司马丹清", "司马"],
  ["尼玛次仁", "尼"],
  ["买买提·艾力", "买"],
  ["Anna Li", "A"],
  ["司马", "司"],
  ["", ""],
])("the plate of %s says %s", (name, surname) => {
  expect(surnameOf(name)).toBe(surname)
})

test("twelve fit; of more, every day has others until all had their turn", () => {
  expect(turnOf(12, "2026-05-01")).toEqual({ number: 1, size: 12, offset: 0 })
  const days = ["2026-05-01", "2026-05-02", "2026-05-03"]
  expect(days.map((day) => turnOf(30, day).offset).sort((a, b) => a - b)).toEqual([0, 12, 18])
})
