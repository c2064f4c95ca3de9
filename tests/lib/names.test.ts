import fc from "fast-check"
import { expect, test } from "vitest"
import { normaliseName, pinyinOrder, plain, searchKey } from "#lib/names.ts"

const names: [string, string][] = [
  [" 林 知远 ", "林知远"],
  ["买买提•吐尔逊", "买买提·吐尔逊"],
  ["买买提．吐尔逊", "买买提·吐尔逊"],
  ["阿依古丽 · 艾山", "阿依古丽·艾山"],
  ["次仁‧卓玛", "次仁·卓玛"],
  ["Anna   Maria  Weber", "Anna Maria Weber"],
  ["e\u0301", "é"],
  ["𠮷田", "𠮷田"],
  ["喆", "喆"],
]
test.each(names)("%j is kept as %j", (typed, kept) => expect(normaliseName(typed)).toBe(kept))

test("a name that is kept stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => normaliseName(normaliseName(text)) === normaliseName(text)),
  )
})

test("people stand in the order of pinyin, surnames in their own reading", () => {
  const sorted = ["赵刚", "单雄", "陈杰", "曾敏", "仇英", "安宁"].sort((a, b) =>
    pinyinOrder(a, "person") < pinyinOrder(b, "person") ? -1 : 1,
  )
  expect(sorted).toEqual(["安宁", "陈杰", "仇英", "单雄", "曾敏", "赵刚"])
})

test("letters and figures are found in any width, case and punctuation", () => {
  expect(plain("ＡＢＣ－１２３ 总工会（本级）")).toBe("abc123总工会本级")
})

test("a name is found by characters, pinyin and initials", () => {
  const key = searchKey("单雄", "person")
  for (const typed of ["单雄", "shanxiong", "sx", "ShanXiong"]) expect(key.includes(plain(typed))).toBe(true)
})
