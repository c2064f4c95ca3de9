import { plain } from "#lib/names.ts"

/** The words somebody looks for, each reduced as the search keys are; what is only signs (`%`, `·`) looks for nothing. */
export const searchTerms = (typed: string): string[] =>
  [...typed.slice(0, 100).normalize("NFKC").split(/\s+/u)].map(plain).filter(Boolean).slice(0, 6)

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
