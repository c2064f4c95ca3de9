import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { emsOf, lineWidth, stepOf, steps } from "#honours/register/certificates/fit.ts"
import { chineseDay, grouped } from "#honours/register/certificates/paper.ts"
import { chosenEntries, isOpen } from "#honours/register/certificates/printed.ts"
import { type Conferred, readWording, wordsOf } from "#honours/register/certificates/wording.ts"
import { codeFrom } from "#lib/codes.ts"
import { seededRandom } from "../../../support/app.ts"

describe("sizes", () => {
  test("a name takes the largest size at which it fits", () => {
    const cases: [string, number][] = [
      ["王芳", 0],
      ["欧阳修远同志", 0],
      ["买买提·吐尔逊·阿不都拉同志", 1],
      ["阿卜杜拉·穆罕默德·买买提明·艾合买提·吐尔逊江", 2],
      ["江城市重型机床制造集团有限责任公司第二分公司数控加工车间先进班组", 3],
    ]
    for (const [name, step] of cases) expect([name, stepOf(name, steps.name)]).toEqual([name, step])
  })

  test("whatever is as long as a form takes fits its lines, and more letters are never larger", () => {
    const sign = fc.constantFrom("江", "𠮷", "·", "A", "m", "7", " ")
    const most = { name: 100, honour: 120, unit: 100, words: 150 } as const
    for (const [kind, sizes] of Object.entries(steps)) {
      const text = fc
        .array(sign, { minLength: 1, maxLength: most[kind as keyof typeof most] })
        .map((all) => all.join(""))
      fc.assert(
        fc.property(text, sign, (one, more) => {
          const at = stepOf(one, sizes)
          const step = sizes[at]
          expect(emsOf(one) * (step?.mm ?? 0)).toBeLessThanOrEqual((step?.lines ?? 0) * lineWidth)
          expect(stepOf(one + more, sizes)).toBeGreaterThanOrEqual(at)
        }),
      )
    }
  })

  test("a rare character counts as one sign", () => {
    expect([emsOf("𠮷"), emsOf("䶮"), emsOf("𰻞")]).toEqual([1, 1, 1])
  })
})

describe("words", () => {
  const medal: Conferred = {
    ...{ kind: "person", source: "decision", name: "王芳", unitName: "江城机床厂", honour: "江城市五一劳动奖章" },
    ...{ grade: "", forWhat: "", year: 2026, documentNumber: "江工发〔2026〕17号", isPosthumous: false, wording: "" },
  }
  const said = (more: Partial<Conferred>) => {
    const { name, form, before, honour, after } = wordsOf({ ...medal, ...more })
    return [name + form, before, honour, after]
  }

  test("an honour is conferred in the official words of its kind", () => {
    const end = "特颁此证，以资鼓励。"
    const title = "荣誉称号，特颁此证。"
    const ours = "江城市五一劳动奖章"
    const cases: [Partial<Conferred>, string[]][] = [
      [{}, ["王芳同志", "经研究决定，授予", ours, end]],
      [{ isPosthumous: true }, ["王芳同志", "经研究决定，追授", ours, end]],
      [{ honour: "江城市劳动模范" }, ["王芳同志", "经研究决定，授予", "江城市劳动模范", title]],
      [{ kind: "unit", name: "江城机床厂" }, ["江城机床厂", "经研究决定，授予", ours, end]],
      [
        { kind: "team", name: "甲班", honour: "江城市工人先锋号" },
        ["甲班", "经研究决定，授予", "江城市工人先锋号", title],
      ],
      [{ name: "Anna Weber" }, ["Anna Weber", "经研究决定，授予", ours, end]],
      [
        { source: "contest", forWhat: "数控车工", honour: "江城市职工技能竞赛奖", grade: "一等奖" },
        ["王芳同志", "在“数控车工”比赛中成绩优异，荣获", "江城市职工技能竞赛奖 一等奖", end],
      ],
      [{ forWhat: "抢险救援" }, ["王芳同志", "为表彰在抢险救援中的突出贡献，授予", ours, end]],
      [
        { wording: "根据{document}，{unit}{name}被授予{year}年度{honour}，此证。" },
        ["王芳同志", "根据江工发〔2026〕17号，江城机床厂王芳被授予2026年度", ours, "此证。"],
      ],
    ]
    for (const [more, wanted] of cases) expect(said(more)).toEqual(wanted)
  })

  test("an honour's own words hold the honour once, and no slot that nobody knows", () => {
    expect(readWording(" 授予  {honour} 。 ")).toEqual({ text: "授予 {honour} 。" })
    expect(readWording("")).toEqual({ text: "" })
    expect(readWording("授予{name}")).toBe("wording_honour")
    expect(readWording("{honour}{honour}")).toBe("wording_honour")
    expect(readWording("{honour}{birth}")).toBe("wording_slot")
    expect(readWording("{honour}{")).toBe("wording_slot")
  })

  test("a unit that is the recipient is not named twice, and a day is written as documents do", () => {
    expect(wordsOf({ ...medal, kind: "unit", name: "江城机床厂" }).unit).toBe("")
    expect(wordsOf(medal).unit).toBe("江城机床厂")
    expect([chineseDay("2026-04-08"), chineseDay("")]).toEqual(["2026年4月8日", ""])
  })
})

test("codes are of 16 unmistakable signs, differ, and do not follow from one another", () => {
  const random = seededRandom("codes")
  const codes = Array.from({ length: 2000 }, () => codeFrom(random(64), 16))
  expect(new Set(codes).size).toBe(2000)
  for (const code of codes) expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$/)
  for (let at = 0; at < 16; at++) expect(new Set(codes.map((code) => code.replaceAll("-", "")[at])).size).toBe(30)
  expect(grouped("K7QM4R2X9TBC3WPH")).toBe("K7QM-4R2X-9TBC-3WPH")
})

test("sheets stay open for an hour, and only numbers of entries are chosen, each once", () => {
  const at = new Date("2026-05-01T02:00:00Z")
  const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
  expect([isOpen(at, at), isOpen(at, after(59.9)), isOpen(at, after(60))]).toEqual([true, true, false])
  expect(chosenEntries(["7", "3", "7", "x", "0", "-1", ""])).toEqual([3, 7])
})
