import { plain } from "#lib/names.ts"

type Titled = { readonly titleZh: string; readonly titleEn: string }
type Keyed = { readonly key: string }

/** Things with what words are looked for in. */
export const keyed = <T extends Titled>(list: readonly T[]): (T & Keyed)[] =>
  list.map((one) => ({ ...one, key: `${plain(one.titleZh)} ${plain(one.titleEn)}` }))

/** Those of a few things (honours, contests) whose titles hold every word. */
export const withTerms = <T extends Keyed>(list: readonly T[], terms: readonly string[]): T[] =>
  terms.length === 0 ? [] : list.filter(({ key }) => terms.every((term) => key.includes(term)))

/** The year that a word says, if it is one. */
export const yearOf = (word: string): number | undefined => (/^(19|20)\d{2}$/.test(word) ? Number(word) : undefined)

/** A word with what it may say beside whose an entry is. */
export type Known = {
  readonly word: string
  readonly year: number | undefined
  readonly honourIds: readonly number[]
}

/** Whether a word is an honour or a year: neither has a text of its own to look in. */
export const isFact = ({ year, honourIds }: Known): boolean => year !== undefined || honourIds.length > 0
