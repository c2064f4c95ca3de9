import { plain, syllablesOf } from "./names.ts"

const from = (parts: readonly string[]): string[] => parts.map((_, at) => parts.slice(at).join(""))

/**
 * The terms by which a text is found: a name from each of its characters on, in characters, pinyin and initials; of a
 * longer title its pinyin and initials only from the beginning.
 */
export function termsOf(text: string, kind: "person" | "unit"): string[] {
  const read = syllablesOf(text, kind).map(plain).filter(Boolean)
  const initials = read.map(([initial = ""]) => initial)
  const written = from([...plain(text)])
  const spoken = kind === "person" ? [...from(read), ...from(initials)] : [read.join(""), initials.join("")]
  return [...new Set([...written, ...spoken])].filter(Boolean)
}
