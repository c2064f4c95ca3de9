import { plain } from "#lib/names.ts"

const suffixes = /(股份有限责任公司|有限责任公司|股份有限公司|集团有限公司|有限公司|总公司|分公司|公司|集团|总厂)$/u
const places = /^(中国|[\p{Script=Han}]{2,3}省|[\p{Script=Han}]{2,3}市)/u

/** A unit's name without what lists leave out: the place before it and the legal form behind it. */
export function coreOf(name: string): string {
  let core = plain(name).replace(/（[^）]*）|\([^)]*\)/g, "")
  for (let before = ""; before !== core && core.length > 2; ) {
    before = core
    const cut = core.replace(suffixes, "")
    if (cut.length >= 2) core = cut
  }
  const cut = core.replace(places, "")
  return cut.length >= 2 ? cut : core
}

/** The pairs of neighbouring characters of a text, each once. */
export const bigramsOf = (text: string): ReadonlySet<string> => {
  const signs = [...text]
  return new Set(signs.length < 2 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`))
}

/** How alike two sets of pairs are, from 0 to 1: Dice's coefficient, 2·shared / (both together). */
export function alike(one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  if (one.size + two.size === 0) return 0
  let shared = 0
  for (const pair of one) if (two.has(pair)) shared++
  return (2 * shared) / (one.size + two.size)
}
