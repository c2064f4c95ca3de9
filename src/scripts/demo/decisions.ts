import type { RecipientKind } from "#db/words.ts"

/** Whether an honour is decided in a year; of five years the fourth is one of model workers. */
type When = (year: number) => boolean
export const isModelWorkerYear: When = (year) => year % 5 === 3
const yearly: When = () => true
const regular: When = (year) => !isModelWorkerYear(year)
const everySecond: When = (year) => year % 2 === 0

export type DemoHonour = {
  readonly slug: string
  readonly titleZh: string
  readonly titleEn: string
  readonly recipientKind: RecipientKind
  readonly rank: number
  /** How many recipients at a time, and in which years. */
  readonly count: number
  readonly when: When
  /** Month and day of the decision, and its number among the year's documents. */
  readonly day: string
  readonly document: number
}

type Line = readonly [string, string, string, RecipientKind, number, When, string, number]

/**
 * In the proportions of a city's published years (28 units : 100 persons : 100 teams), made small. In a year of model
 * workers, who are about two thirds workers and one third staff, neither medals nor certificates are conferred.
 */
const lines: readonly Line[] = [
  ["model-worker", "澜江市劳动模范", "Lanjiang Model Worker", "person", 30, isModelWorkerYear, "04-25", 12],
  ["advanced-worker", "澜江市先进工作者", "Lanjiang Advanced Worker", "person", 15, isModelWorkerYear, "04-25", 12],
  ["may-day-medal", "澜江市五一劳动奖章", "Lanjiang May Day Labour Medal", "person", 18, regular, "04-28", 18],
  ["may-day-certificate", "澜江市五一劳动奖状", "Lanjiang May Day Labour Certificate", "unit", 5, regular, "04-28", 18],
  ["worker-pioneer", "澜江市工人先锋号", "Lanjiang Worker Pioneer Title", "team", 18, yearly, "04-28", 18],
  ["craftsman", "澜江工匠", "Lanjiang Craftsman", "person", 10, everySecond, "04-20", 15],
  ["skills-pacesetter", "澜江市五一技术标兵", "Lanjiang May Day Skills Pacesetter", "person", 8, yearly, "11-20", 52],
]

/** What the federation confers, highest first. */
export const demoHonours: readonly DemoHonour[] = lines.map(
  ([slug, titleZh, titleEn, recipientKind, count, when, day, document], at) => ({
    slug,
    titleZh,
    titleEn,
    recipientKind,
    rank: 10 * (at + 1),
    count,
    when,
    day,
    document,
  }),
)

/** The honour that the demo's contest prizes are conferred as. */
export const contestHonour = {
  slug: "skills-contest",
  titleZh: "澜江市职工职业技能竞赛奖",
  titleEn: "Lanjiang Workers' Skills Contest Prize",
  recipientKind: "person",
  rank: 90,
} as const
