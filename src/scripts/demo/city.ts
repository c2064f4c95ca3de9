import type { Ownership, UnitKind, UnitLevel } from "#db/words.ts"
import { creditCodeOf } from "./codes.ts"
import { employers } from "./employers.ts"

/** A unit of the fictional city, below the unit of the key `under`. */
export type DemoUnit = {
  readonly key: string
  readonly under?: string
  readonly name: string
  readonly shortName: string
  readonly kind: UnitKind
  readonly level: UnitLevel
  readonly ownership: Ownership
  readonly regionCode: string
  readonly industryCode: string
  readonly creditCode: string
  /** What it was called before. */
  readonly formerName?: string
  readonly posts: readonly string[]
  /** How many people of it the directory knows. */
  readonly people: number
}

/** No place has a code of 3299: the city's districts are numbered in it. */
const regions: Readonly<Record<string, string>> = {
  city: "329900",
  linjiang: "329902",
  dongshan: "329903",
  nanhu: "329904",
  xiling: "329905",
}

const union = (key: string, name: string, shortName: string, people = 8): Omit<DemoUnit, "creditCode"> => ({
  key,
  ...(key === "city" ? {} : { under: "city" }),
  name,
  shortName,
  kind: key in regions ? "federation" : "industry_union",
  level: key === "city" ? "municipal" : "district",
  ownership: "organ",
  regionCode: regions[key] ?? "329900",
  industryCode: "S9511",
  posts: ["工会干事"],
  people,
})

const unions = [
  union("city", "澜江市总工会", "市总", 12),
  union("linjiang", "临江区总工会", "临江区总"),
  union("dongshan", "东山区总工会", "东山区总"),
  union("nanhu", "南湖区总工会", "南湖区总"),
  union("xiling", "西岭区总工会", "西岭区总"),
  union("machinery", "澜江市机械冶金工会", "机械冶金工会"),
  union("transport", "澜江市交通运输工会", "交通运输工会"),
  union("construction", "澜江市城乡建设工会", "城乡建设工会"),
  union("education", "澜江市教科文卫工会", "教科文卫工会"),
  union("commerce", "澜江市财贸轻工工会", "财贸轻工工会"),
]

/** Lanjiang (澜江) does not exist; neither does anybody in it. */
export const demoUnits: readonly DemoUnit[] = [
  ...unions,
  ...employers.map((one) => ({ ...one, level: "unit" as const, regionCode: regions[one.under] ?? "329900" })),
].map((unit, at) => ({ ...unit, creditCode: unit.kind === "team" ? "" : creditCodeOf(unit.kind, unit.regionCode, at) }))
