import type { Sex } from "#db/words.ts"
import type { Chance } from "./chance.ts"

const surnames = [
  ..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文单仇解",
]
const compound = ["欧阳", "上官", "司马", "诸葛", "尉迟", "万俟", "皇甫", "司徒", "令狐", "慕容"]
const male = [..."远航志强建国铁成海峰卫东栋立新文博振宇天佑家骏思源少华明哲浩然俊杰毅力川林森"]
const female = [..."雅静秀兰月华晓燕玉洁慧敏婉清若云佳怡思琪雪梅丹青淑芬海棠岚宁悦欣然"]

/** A name that nobody in the city has yet. */
export function newName(sex: Sex, chance: Chance, taken: Set<string>): string {
  const given = sex === "female" ? female : male
  for (;;) {
    const surname = chance.below(60) === 0 ? chance.pick(compound) : chance.pick(surnames)
    const name = surname + chance.pick(given) + (chance.below(5) === 0 ? "" : chance.pick(given))
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
