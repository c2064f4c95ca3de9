import fc from "fast-check"
import { expect, test } from "vitest"
import { pinyinOrder } from "#lib/names.ts"
import { hasStrokes, strokeOrder } from "#lib/strokes.ts"
import { hundredSurnames } from "./hundred-surnames.ts"

const byStrokes = (names: readonly string[], kind: "person" | "unit" = "person") =>
  names.toSorted((a, b) => (strokeOrder(a, kind) < strokeOrder(b, kind) ? -1 : 1))

test("at least 99.5 % of the surnames of 百家姓 stand where the official order has them", () => {
  const expected = [...hundredSurnames]
  const given = byStrokes(expected.toSorted())
  const right = given.filter((surname, at) => surname === expected[at]).length
  expect(expected).toHaveLength(407)
  expect(right / expected.length).toBeGreaterThanOrEqual(0.995)
})

test("surnames of four strokes stand by stroke sequence, where ICU goes by radical", () => {
  const official = [..."王韦尤车牛毛仇文方尹孔"]
  const icu = official.toSorted(new Intl.Collator("zh-u-co-stroke").compare)
  expect(byStrokes(official.toReversed())).toEqual(official)
  expect(icu).not.toEqual(official)
})

test.each([
  ["fewer strokes first", ["丁一", "王一", "李一"]],
  ["of one surname, a given name of one character before those of two", ["李希", "李斌", "李强", "李干杰", "李小鹏"]],
  ["a compound surname after the single one of the same character", ["司一一", "司丽丽", "司马光", "司徒一", "皮一"]],
  ["a name of two characters has a surname of one", ["欧阳", "欧阳修"]],
  ["names with a middle dot by their first character, as they are", ["艾一", "艾合买提·艾力", "买买提·吐尔逊", "张三"]],
  ["rare characters after the known ones, letters last", ["龚一", "𠮷一", "Anna Li", "Bob"]],
])("%s", (_, names) => expect(byStrokes(names.toReversed())).toEqual(names))

test("characters alike in strokes do not mix two surnames", () => {
  expect(byStrokes(["于二", "干一", "于一", "干二"])).toEqual(["于一", "于二", "干一", "干二"])
})

test("units stand character by character", () => {
  expect(byStrokes(["市总工会", "一机厂", "市公交"], "unit")).toEqual(["一机厂", "市公交", "市总工会"])
})

test("a rare character may be written by its strokes", () => {
  const jiong = strokeOrder("𠮷一", "person", "(121251)一")
  expect(hasStrokes("𠮷一")).toBe(false)
  expect(hasStrokes("吉一")).toBe(true)
  expect(jiong > strokeOrder("吉一", "person") && jiong < strokeOrder("考一", "person")).toBe(true)
})

test("figures in the name of a unit are not strokes", () => {
  expect(strokeOrder("12", "unit") > strokeOrder("鼷", "unit")).toBe(true)
})

test("keys hold figures and small letters only, and a longer name of the same beginning follows", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
      expect(strokeOrder(a + b, "unit")).toMatch(/^[0-9a-z]*$/)
      expect(strokeOrder(a, "person")).toMatch(/^[0-9a-z]*$/)
    }),
  )
})

test.each([
  ["单雄", "shan"],
  ["仇英", "qiu"],
  ["曾敏", "zeng"],
  ["解缙", "xie"],
  ["乐毅", "yue"],
  ["万俟卨", "mo qi"],
  ["尉迟恭", "yu chi"],
  ["查良镛", "zha"],
  ["朴树", "piao"],
])("%s is read %s", (name, reading) => expect(pinyinOrder(name, "person").startsWith(`${reading} `)).toBe(true))
