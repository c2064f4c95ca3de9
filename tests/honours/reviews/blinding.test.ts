import { expect, test } from "vitest"
import { blinded, type Hidden, type Identity } from "#honours/reviews/blinding.ts"

const identity: Identity = {
  people: ["张伟民", "买买提·吐尔逊", "欧阳建设", "John Smith"],
  units: ["江城华新精密机械有限公司", "华新精机", "华新一班"],
  words: ["铁臂阿童木"],
}
const stand = { person: "〔本人〕", unit: "〔本单位〕" }
const read = (text: string, hidden: readonly Hidden[] = ["name", "unit"]) => blinded(text, hidden, identity, stand)

test.each([
  ["张伟民同志带头攻关", "〔本人〕同志带头攻关"],
  ["张 伟 民", "〔本人〕"],
  ["张\u200b伟民", "〔本人〕"],
  ["张・伟・民", "〔本人〕"],
  ["Zhang Weimin, WEIMIN ZHANG, zhang wei min", "〔本人〕, 〔本人〕, 〔本人〕"],
  ["ＺＨＡＮＧ　Ｗｅｉｍｉｎ", "〔本人〕"],
  ["工友们叫他老张，徒弟叫他张师傅", "工友们叫他〔本人〕，徒弟叫他〔本人〕"],
  ["伟民同志", "〔本人〕同志"],
  ["买买提•吐尔逊，吐尔逊", "〔本人〕，〔本人〕"],
  ["欧阳师傅参加城市建设", "〔本人〕参加城市建设"],
  ["Mr Smith", "Mr 〔本人〕"],
  ["江城华新精密机械有限公司华新一班", "〔本单位〕〔本单位〕"],
  ["江城华新精密机械（江城华新精密机械有限公司）", "〔本单位〕（〔本单位〕）"],
  ["人称铁臂 阿童木", "人称〔本单位〕"],
  ["电话13812345678，证件11010519491231002X", "电话[phone]，证件[identity]"],
])("%s becomes %s", (text, shown) => {
  expect(read(text)).toBe(shown)
})

test.each(["张庄村的工作总量", "参与重点工程建设", "纸张伟大"])("%s stays", (text) => {
  expect(read(text)).toBe(text)
})

test("hiding the name or the unit takes both out of texts; hiding neither takes out numbers alone", () => {
  const text = "张伟民，华新精机，13812345678"
  const bare = "〔本人〕，〔本单位〕，[phone]"
  expect([read(text, ["name"]), read(text, ["unit"])]).toEqual([bare, bare])
  expect(read(text, ["photo"])).toBe("张伟民，华新精机，[phone]")
})
