import type { RecipientKind, UnitLevel } from "#db/words.ts"

/** Slug, titles, level, who receives it, the first year, every how many years, and its share of all honours. */
type Kind = readonly [string, string, string, UnitLevel, RecipientKind, number, number, number]

/** A city's honours, highest first, the last not conferred yet; no place is called Lanjiang. */
export const kinds: readonly Kind[] = [
  ["national-model", "全国劳动模范", "National Model Worker", "national", "person", 1960, 5, 3],
  ["national-medal", "全国五一劳动奖章", "National May Day Labour Medal", "national", "person", 1985, 1, 8],
  ["national-certificate", "全国五一劳动奖状", "National May Day Labour Certificate", "national", "unit", 1985, 1, 4],
  ["national-pioneer", "全国工人先锋号", "National Workers' Pioneer", "national", "team", 2008, 1, 6],
  ["provincial-model", "省劳动模范", "Provincial Model Worker", "provincial", "person", 1956, 4, 14],
  ["provincial-medal", "省五一劳动奖章", "Provincial May Day Labour Medal", "provincial", "person", 1985, 1, 40],
  ["provincial-certificate", "省五一劳动奖状", "Provincial May Day Certificate", "provincial", "unit", 1985, 1, 14],
  ["provincial-pioneer", "省工人先锋号", "Provincial Workers' Pioneer", "provincial", "team", 2008, 1, 30],
  ["city-model", "澜江市劳动模范", "Lanjiang Model Worker", "municipal", "person", 1956, 3, 60],
  ["city-medal", "澜江市五一劳动奖章", "Lanjiang May Day Labour Medal", "municipal", "person", 1985, 1, 150],
  ["city-certificate", "澜江市五一劳动奖状", "Lanjiang May Day Certificate", "municipal", "unit", 1985, 1, 60],
  ["city-pioneer", "澜江市工人先锋号", "Lanjiang Workers' Pioneer", "municipal", "team", 2008, 1, 120],
  ["city-craftsman", "澜江工匠", "Lanjiang Craftsman", "municipal", "person", 2016, 1, 40],
  ["city-technician", "澜江市技术能手", "Lanjiang Skills Prize", "municipal", "person", 1996, 1, 200],
  ["district-medal", "区县劳动奖章", "District Labour Medal", "district", "person", 1998, 1, 150],
  ["district-pioneer", "区县工人先锋号", "District Workers' Pioneer", "district", "team", 2009, 1, 101],
  ["city-lifetime", "澜江市终身劳动成就奖", "Lanjiang Lifetime Labour Award", "municipal", "person", 2030, 5, 0],
]

/** The prizes of a contest, best first; each comes twice as often as the one before. */
export const prizes = [
  { gradeZh: "一等奖", gradeEn: "First prize", gradeRank: 1 },
  { gradeZh: "二等奖", gradeEn: "Second prize", gradeRank: 2 },
  { gradeZh: "二等奖", gradeEn: "Second prize", gradeRank: 2 },
  { gradeZh: "三等奖", gradeEn: "Third prize", gradeRank: 3 },
  { gradeZh: "三等奖", gradeEn: "Third prize", gradeRank: 3 },
  { gradeZh: "三等奖", gradeEn: "Third prize", gradeRank: 3 },
  { gradeZh: "三等奖", gradeEn: "Third prize", gradeRank: 3 },
] as const

export const trades = [
  { forZh: "装配钳工", forEn: "Assembly fitter" },
  { forZh: "焊工", forEn: "Welder" },
  { forZh: "数控车工", forEn: "CNC turner" },
  { forZh: "电工", forEn: "Electrician" },
  { forZh: "砌筑工", forEn: "Bricklayer" },
  { forZh: "养老护理员", forEn: "Elderly carer" },
  { forZh: "快递员", forEn: "Courier" },
  { forZh: "网络安全管理员", forEn: "Network security" },
] as const

const conferred = kinds.filter(([, , , , , , , share]) => share > 0)

/** Each honour with every year in which it was conferred, and how many of a thousand names it has in one of them. */
export const lists = (last: number) =>
  conferred.flatMap(([slug, , , , kind, first, every, share]) => {
    const years = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, at) => first + at * every)
    return years.map((year) => ({ slug, kind, year, share: share / years.length }))
  })
