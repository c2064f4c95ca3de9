import { expect, test } from "vitest"
import { documentNumber } from "#honours/register/document-number.ts"
import { isSlug } from "#honours/register/slug.ts"

test.each([
  ["江工发〔2026〕17号", "江工发〔2026〕17号"],
  ["江工发[2026]17号", "江工发〔2026〕17号"],
  ["江工发（2026）第17号", "江工发〔2026〕17号"],
  [" 江 工 办 发 【2026】 007 号 ", "江工办发〔2026〕7号"],
  ["江工发〔26〕17号", undefined],
  ["江工发2026-17", undefined],
  ["江工发〔2026〕0号", undefined],
  ["〔2026〕17号", undefined],
  ["", undefined],
])("%j is the document number %j", (typed, expected) => {
  expect(documentNumber(typed)).toBe(expected)
})

test.each([
  ["may-day-medal", true],
  ["a1", true],
  ["new", false],
  ["May-Day", false],
  ["-a", false],
  ["a--b", false],
  ["五一", false],
  ["", false],
])("%j in an address: %j", (text, expected) => {
  expect(isSlug(text)).toBe(expected)
})
