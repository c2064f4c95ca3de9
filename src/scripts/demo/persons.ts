import type { IdentityClass, Sex, SkillLevel } from "#db/words.ts"
import { type Chance, seededChance } from "./chance.ts"
import { type DemoUnit, demoUnits } from "./city.ts"

export type DemoPerson = {
  readonly unit: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string
  readonly post: string
  readonly identityClass: IdentityClass
  readonly skillLevel: SkillLevel | null
  readonly isStudent: boolean
}

const surnames = [
  ..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文单仇解",
]
const compound = ["欧阳", "上官", "司马", "诸葛", "尉迟", "万俟"]
const male = [..."远航志强建国铁成海峰卫东国栋立新文博振宇天佑家骏思源少华明哲浩然俊杰"]
const female = [..."雅静秀兰月华晓燕玉洁慧敏婉清若云佳怡思琪雪梅丹青淑芬海棠"]
/** Names as they really come: minority names with the interpunct, characters beyond the basic set. */
const remarkable: readonly [string, Sex][] = [
  ["阿依努尔·吐尔逊", "female"],
  ["尼玛次仁", "male"],
  ["巴特尔", "male"],
  ["买买提·艾力", "male"],
  ["张䶮", "male"],
  ["王𬱟", "female"],
  ["李㛃", "female"],
]

const posts: Readonly<Record<string, readonly string[]>> = {
  lathe: ["装配钳工", "车工", "铣工", "焊工"],
  mould: ["模具钳工", "数控车工", "铣工"],
  steel: ["焊工", "天车工", "轧钢工"],
  power: ["电力线路工", "变电检修工", "焊工"],
  metro: ["列车司机", "车辆检修工", "站务员"],
  port: ["门机司机", "装卸机械修理工"],
  courier: ["快递员", "分拣员"],
  water: ["管道工", "水质检验员", "泵站运行工"],
  builder: ["砌筑工", "管道工", "钢筋工"],
  textile: ["挡车工", "缝纫工"],
  hospital: ["护士", "医师"],
  college: ["机电专业学生", "实训教师"],
  chips: ["晶圆检测工", "设备维护员"],
}

const levels: readonly SkillLevel[] = ["junior", "intermediate", "senior", "technician", "senior_technician"]

/** Everybody in the directory of the demo city, always the same. */
export function demoPersons(): DemoPerson[] {
  const chance = seededChance("people")
  const taken = new Set<string>()
  const special = [...remarkable]
  return demoUnits.flatMap((unit) =>
    Array.from({ length: unit.people }, (_, index) => {
      const known = index === 5 ? special.shift() : undefined
      return person(unit, chance, taken, known)
    }),
  )
}

function person(
  unit: DemoUnit,
  chance: Chance,
  taken: Set<string>,
  known?: [string, Sex] | readonly [string, Sex],
): DemoPerson {
  const sex: Sex = known ? known[1] : chance.below(5) < 2 ? "female" : "male"
  const post = chance.pick(posts[unit.key] ?? ["工会干事"])
  const isStudent = post.endsWith("学生")
  const year = isStudent ? 2004 + chance.below(4) : 1968 + chance.below(36)
  return {
    unit: unit.key,
    name: known ? known[0] : newName(sex, chance, taken),
    sex,
    birthDate: `${year}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`,
    post,
    identityClass: identityOf(unit, post),
    skillLevel: unit.kind === "enterprise" || isStudent ? (levels[Math.min(4, chance.below(7))] ?? null) : null,
    isStudent,
  }
}

function newName(sex: Sex, chance: Chance, taken: Set<string>): string {
  const given = sex === "female" ? female : male
  for (;;) {
    const surname = chance.below(60) === 0 ? chance.pick(compound) : chance.pick(surnames)
    const name = surname + chance.pick(given) + (chance.below(5) === 0 ? "" : chance.pick(given))
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}

function identityOf(unit: DemoUnit, post: string): IdentityClass {
  if (unit.ownership === "organ") return "cadre"
  if (unit.kind === "institution") return "science_education"
  return post === "快递员" ? "other_front_line" : "industrial_worker"
}

const two = (value: number) => String(value).padStart(2, "0")
