import type { Page } from "#http/paging.ts"

const shown = 12
const msADay = 86_400_000

/** The people whom the front page names on a day (`2026-05-01`): the list goes round, so that everyone has a turn. */
export function turnOf(count: number, day: string): Page {
  const turns = Math.max(1, Math.ceil(count / shown))
  const turn = Math.floor(Date.parse(day) / msADay) % turns
  return { number: turn + 1, size: shown, offset: Math.max(0, Math.min(turn * shown, count - shown)) }
}

/** The surnames of two characters that people still bear. */
const compound =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|南宫|长孙|宇文|申屠|澹台|闻人|独孤)(?=.)/u

/** What stands on the plate: the surname, of a name with a middle dot or in letters the first sign. */
export const surnameOf = (name: string): string => compound.exec(name)?.[0] ?? [...name][0] ?? ""
