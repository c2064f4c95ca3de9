import { plain } from "./names.ts"

/** The words somebody looks for, each reduced as the search keys are; what is only signs (`%`, `·`) looks for nothing. */
export const searchTerms = (typed: string): string[] =>
  typed.slice(0, 100).normalize("NFKC").split(/\s+/u).map(plain).filter(Boolean).slice(0, 6)
