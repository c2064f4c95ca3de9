import type { EthnicGroup, IdentityClass, IdentityKind, Sex, SkillLevel } from "#db/words.ts"
import { identityNumberOf } from "./codes.ts"

export type DemoPerson = {
  readonly unit: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string
  readonly post: string
  readonly identityClass: IdentityClass
  readonly skillLevel: SkillLevel | null
  readonly isStudent: boolean
  readonly isMigrantWorker: boolean
  readonly isNewForm: boolean
  readonly ethnicGroup: EthnicGroup | null
  readonly identityKind: IdentityKind | null
  readonly identityNumber: string
  readonly phone: string
}

type Known = Partial<DemoPerson> & { readonly unit: string; readonly name: string }

/** Names as they really come: of every people, of guests from abroad, with characters beyond the basic set. */
const remarkable: readonly (readonly [string, string, Sex, (EthnicGroup | null)?])[] = [
  ["lathe", "阿依努尔·吐尔逊", "female", "UG"],
  ["lathe", "张䶮", "male"],
  ["mould", "尼玛次仁", "male", "ZA"],
  ["mould", "王𬱟", "female"],
  ["steel", "巴特尔", "male", "MG"],
  ["steel", "李㛃", "female"],
  ["power", "买买提·艾力", "male", "UG"],
  ["power", "陈𣲗", "female"],
  ["metro", "古丽娜尔·买买提", "female", "UG"],
  ["metro", "周𫖯", "male"],
  ["hospital", "次仁卓嘎", "female", "ZA"],
  ["hospital", "刘𬍛", "female"],
  ["courier", "阿卜杜热西提·木合塔尔", "male", "UG"],
  ["courier", "马𰻝", "male", "HU"],
  ["port", "乌兰图雅", "female", "MG"],
  ["port", "赵𪚥", "male"],
  ["chips", "安娜·科瓦廖娃", "female", null],
  ["chips", "卢卡斯·米勒", "male", null],
  ["college", "朴哲洙", "male", "CS"],
  ["college", "吉克阿依", "female", "YI"],
  ["textile", "龙阿朵", "female", "MH"],
  ["builder", "欧阳𬭎", "male"],
  ["water", "司马㵆", "male"],
  ["solar", "迪丽热巴提·玉素甫", "female", "UG"],
]

const passports: Readonly<Record<string, string>> = { 安娜·科瓦廖娃: "LJ0000017", 卢卡斯·米勒: "LJ0000025" }

const double = { name: "何思源", sex: "male", birthDate: "1986-03-14" } as const

/** An ordinary worker whose numbers are looked for wherever they must not be. */
export const canary = {
  unit: "lathe",
  name: "程望舒",
  sex: "female",
  birthDate: "1987-06-19",
  post: "装配钳工",
  skillLevel: "technician",
  ethnicGroup: "HA",
  identityNumber: identityNumberOf(9_417, "1987-06-19", "female"),
  identityKind: "resident_id",
  phone: "15484271906",
} as const satisfies Known

/** Two who share no more than their name, and two files that are probably one person's: one has no number yet. */
const alike: readonly Known[] = [
  { unit: "bus", name: "沈立新", sex: "male", birthDate: "1979-11-02" },
  { unit: "gas", name: "沈立新", sex: "male", birthDate: "1991-04-23" },
  { ...double, unit: "restaurant", identityNumber: identityNumberOf(9_418, double.birthDate, double.sex) },
  { ...double, unit: "bakery", identityKind: null, identityNumber: "" },
]

export const knownPersons: readonly Known[] = [
  canary,
  ...remarkable.map(([unit, name, sex, ethnicGroup = "HA"]): Known => {
    const passport = passports[name]
    const papers = passport ? { ethnicGroup: null, identityKind: "passport" as const, identityNumber: passport } : {}
    return { unit, name, sex, ethnicGroup, ...papers }
  }),
  ...alike,
]
