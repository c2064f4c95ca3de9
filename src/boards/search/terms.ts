import { plain } from "#lib/names.ts"

/** Those of a few things (honours, contests) whose texts hold every word. */
export const withTerms = <T>(
  list: readonly T[],
  terms: readonly string[],
  textsOf: (one: T) => readonly string[],
): T[] =>
  terms.length === 0
    ? []
    : list.filter((one) => {
        const key = textsOf(one).map(plain).join(" ")
        return terms.every((term) => key.includes(term))
      })

/** The year that a word says, if it is one. */
export const yearOf = (word: string): number | undefined => (/^(19|20)\d{2}$/.test(word) ? Number(word) : undefined)
