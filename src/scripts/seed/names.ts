import type { Chance } from "../demo/chance.ts"

const surnames = [
  ..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文单仇解",
]
const compound = ["欧阳", "上官", "司马", "诸葛", "尉迟", "万俟", "皇甫", "令狐"]
const given = [
  ..."远航志强建国铁成海峰卫东栋立新文博振宇天佑家骏思源少华明哲浩然俊杰毅力川林森雅静秀兰月晓燕玉洁慧敏婉清若云佳怡琪雪梅丹青淑芬棠岚宁悦欣涛磊军勇伟刚平波辉鹏飞",
]
/** Outside the 20,902 that every font has. */
const rare = [..."㛃䶮𠮷𬱖𫍯㵘𪟝䥽"]
const first = ["阿依", "古丽", "艾力", "帕提", "热依", "买合", "吐逊", "库尔", "迪丽", "努尔"]
const second = ["古丽", "木江", "买提", "夏提", "汗娜", "别克", "班江", "努尔", "拜尔", "艾山"]

/** Of 25 characters, as many as an identity card has room for. */
function longName(chance: Chance): string {
  const parts = Array.from({ length: 5 }, () => `${chance.pick(first)}${chance.pick(second)}`)
  return `${parts.join("·")}${chance.pick(given)}`
}

/**
 * A name that is put together by chance: of a hundred one in two parts, of five hundred one with a rare character, of
 * ten thousand one as long as names are.
 */
export function madeUpName(chance: Chance): string {
  const turn = chance.below(500)
  if (turn === 0 && chance.below(20) === 0) return longName(chance)
  if (turn < 5) return `${chance.pick(first)}${chance.pick(second)}·${chance.pick(first)}${chance.pick(second)}`
  const surname = turn < 15 ? chance.pick(compound) : chance.pick(surnames)
  const middle = turn % 6 === 0 ? "" : chance.pick(given)
  return `${surname}${middle}${turn === 499 ? chance.pick(rare) : chance.pick(given)}`
}

const trades = ["机床", "钢铁", "电力", "纺织", "食品", "物流", "建工", "化工", "电子", "水务", "公交", "医院", "学校"]
const sections = ["C34", "C31", "D44", "C17", "C14", "G59", "E47", "C26", "C39", "D46", "G54", "Q84", "P83"]
const virtues = ["恒远", "昌盛", "宏图", "同心", "开元", "晨光", "长风", "金桥", "东升", "新城"]

/** A unit of a number: its name, its industry, and what one in eight was called before. */
export function madeUpUnit(at: number, district: string) {
  const trade = at % trades.length
  const number = String(at).padStart(5, "0")
  const core = `${district}${virtues[Math.floor(at / trades.length) % virtues.length]}${number}${trades[trade]}`
  return {
    name: trade > 10 ? core : `${core}有限公司`,
    industryCode: sections[trade] as string,
    former: at % 8 === 0 ? `澜江${number}${trades[trade]}厂` : undefined,
  }
}
