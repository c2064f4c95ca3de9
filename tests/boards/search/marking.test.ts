import fc from "fast-check"
import { expect, test } from "vitest"
import { marked } from "#boards/search/marking.ts"

const told = (text: string, ...words: string[]) =>
  marked(text, words)
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join("")

test.each([
  ["张三丰", ["三丰"], "张[三丰]"],
  ["阿依古丽·买买提", ["古丽买买"], "阿依[古丽·买买]提"],
  ["𠮷田一郎", ["𠮷"], "[𠮷]田一郎"],
  ["ABC 工厂", ["abc工"], "[ABC 工]厂"],
  ["丁丁", ["丁"], "[丁丁]"],
  ["张三", ["zhang"], "张三"],
  ["张三", [], "张三"],
])("in %j, %j marks %j", (text, words, result) => expect(told(text, ...words)).toBe(result))

test("marking changes no text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (text, words) => {
      expect(
        marked(text, words)
          .map((part) => part.text)
          .join(""),
      ).toBe(text)
    }),
  )
})
