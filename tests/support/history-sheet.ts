import { writeCsv } from "#files/csv.ts"

export const historyHead = ["姓名", "单位", "荣誉", "年度", "决定日期", "文号", "等次", "事由", "出生年份", "档案页码"]
const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"]
const signs = [..."伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志红玉兰春海"]

/** A name for each number, few of them twice. */
export const nameAt = (at: number): string =>
  `${surnames[at % surnames.length]}${signs[Math.floor(at / 20) % signs.length]}${signs[Math.floor(at / 640) % signs.length]}`

export type SheetPlan = {
  readonly units: readonly string[]
  readonly honours: readonly string[]
  readonly rows: number
}

/**
 * A roll of so many old honours as such rolls are: spellings of units, years that are spans or not known, honours by
 * another name, rows without a name, dates that are none, and rows that stand there twice.
 */
export function historySheet({ units, honours, rows }: SheetPlan): string[][] {
  const spelt = (unit: string, at: number): string => {
    if (at % 10 === 3) return `${unit}有限责任公司`
    if (at % 10 === 5) return unit.slice(0, -1)
    if (at % 50 === 7) return "早已撤销的某某社"
    return at % 40 === 9 ? "" : unit
  }
  const years = (at: number): string =>
    at % 25 === 1 ? "不详" : at % 25 === 2 ? "1985-1988" : at % 200 === 11 ? "丙寅" : String(1950 + (at % 70))
  const lines = Array.from({ length: rows }, (_, at): string[] => {
    const honour = at % 20 === 4 ? "老称号" : (honours[at % honours.length] ?? "")
    const name = at % 500 === 17 ? "" : at % 100 === 99 ? nameAt(at - 1) : nameAt(at)
    const of = at % 100 === 99 ? at - 1 : at
    const day = at % 300 === 21 ? "1987-02-30" : ""
    return [
      name,
      spelt(units[of % units.length] ?? "", of),
      at % 100 === 99 ? (honours[of % honours.length] ?? "") : honour,
      years(of),
      day,
      "",
      "",
      "",
      "",
      `卷${Math.floor(at / 100) + 1}`,
    ]
  })
  return [historyHead, ...lines]
}

export const historyCsv = (plan: SheetPlan): string => writeCsv(historySheet(plan))
