import type { Ownership, UnitKind, UnitLevel } from "#db/words.ts"

/** A unit of the fictional city, below the unit of the key `under`. */
export type DemoUnit = {
  readonly key: string
  readonly under?: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly level: UnitLevel
  readonly ownership: Ownership
  /** How many people of it the directory knows. */
  readonly people: number
}

const federation = (key: string, name: string, shortName: string, people = 3): DemoUnit => ({
  key,
  ...(key === "city" ? {} : { under: "city" }),
  name,
  shortName,
  kind: key === "city" ? "federation" : shortName.endsWith("区总") ? "federation" : "industry_union",
  level: key === "city" ? "municipal" : "district",
  ownership: "organ",
  people,
})

const enterprise = (
  key: string,
  under: string,
  name: string,
  shortName: string,
  ownership: Ownership,
  people: number,
  kind: UnitKind = "enterprise",
): DemoUnit => ({ key, under, name, shortName, kind, level: "unit", ownership, people })

/** Lanjiang (澜江) does not exist; neither does anybody in it. */
export const demoUnits: readonly DemoUnit[] = [
  federation("city", "澜江市总工会", "市总", 8),
  federation("linjiang", "临江区总工会", "临江区总"),
  federation("dongshan", "东山区总工会", "东山区总"),
  federation("nanhu", "南湖区总工会", "南湖区总"),
  federation("machinery", "澜江市机械冶金工会", "机械冶金工会"),
  federation("transport", "澜江市交通运输工会", "交通运输工会"),
  federation("construction", "澜江市城乡建设工会", "城乡建设工会"),
  federation("education", "澜江市教科文卫工会", "教科文卫工会"),
  enterprise("lathe", "machinery", "澜江重型机床有限公司", "澜江机床", "state", 34),
  enterprise("mould", "linjiang", "临江精密模具有限公司", "临江模具", "private", 26),
  enterprise("steel", "machinery", "东山特种钢铁有限公司", "东山特钢", "state", 28),
  enterprise("power", "dongshan", "东山电力检修有限公司", "东山电检", "state", 22),
  enterprise("metro", "transport", "澜江地铁运营有限公司", "澜江地铁", "state", 24),
  enterprise("port", "transport", "澜江港务集团有限公司", "澜江港务", "state", 18),
  enterprise("courier", "nanhu", "南湖即达快递服务有限公司", "即达快递", "private", 16),
  enterprise("water", "construction", "澜江市自来水有限公司", "澜江水务", "state", 18),
  enterprise("builder", "construction", "澜江建工第三工程有限公司", "建工三公司", "collective", 20),
  enterprise("textile", "dongshan", "东山锦程纺织有限公司", "锦程纺织", "private", 16),
  enterprise("hospital", "education", "澜江市第二人民医院", "市二院", "public_institution", 14, "institution"),
  enterprise("college", "education", "澜江职业技术学院", "澜江职院", "public_institution", 20, "institution"),
  enterprise("chips", "nanhu", "南湖芯源电子有限公司", "芯源电子", "foreign", 18),
]
