import type { Page } from "#http/paging.ts"

const shown = 12
const msADay = 86_400_000

/** The people whom the front page names on a day (`2026-05-01`): the list goes round, so that everyone has a turn. */
export function turnOf(count: number, day: string): Page {
  const turns = Math.max(1, Math.ceil(count / shown))
  const turn = Math.floor(Date.parse(day) / msADay) % turns
  return { number: turn + 1, size: shown, offset: Math.max(0, Math.min(turn * shown, count - shown)) }
}
