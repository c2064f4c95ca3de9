import { plain, syllablesOf } from "./names.ts"

const from = (parts: readonly string[]): string[] => parts.map((_, at) => parts.slice(at).join(""))

/**
 * The terms by which a text is found: `whole` in characters, pinyin and initials; and in `parts` from each further
 * character of a name on, of a longer title only as it is written.
 */
export function termsOf(text: string, kind: "person" | "unit"): { whole: string[]; parts: string[] } {
  const read = syllablesOf(text, kind).map(plain).filter(Boolean)
  const ways = [[...plain(text)], read, read.map(([initial = ""]) => initial)].map(from)
  const whole = new Set(ways.flatMap(([first]) => first || []))
  const parts = new Set((kind === "person" ? ways : ways.slice(0, 1)).flatMap((way) => way.slice(1)))
  return { whole: [...whole], parts: [...parts].filter((part) => !whole.has(part)) }
}
