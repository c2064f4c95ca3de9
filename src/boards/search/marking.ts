import { plain } from "#lib/names.ts"

export type Part = { readonly text: string; readonly isFound: boolean }

/** A text in parts, those that a word found marked, however the word was typed: in other widths, case or without dots. */
export function marked(text: string, words: readonly string[]): Part[] {
  const signs = [...text]
  const kept = signs.flatMap((sign, at) => [...plain(sign)].map((letter) => ({ letter, at })))
  const whole = kept.map(({ letter }) => letter)
  const found = new Set<number>()
  for (const word of words.map((one) => [...one]))
    for (let from = 0; from + word.length <= whole.length; from++)
      if (word.length > 0 && word.every((letter, step) => whole[from + step] === letter))
        for (let at = kept[from]?.at ?? 0; at <= (kept[from + word.length - 1]?.at ?? -1); at++) found.add(at)
  const parts: Part[] = []
  for (const [at, sign] of signs.entries()) {
    const last = parts.at(-1)
    const isFound = found.has(at)
    if (last?.isFound === isFound) parts[parts.length - 1] = { text: last.text + sign, isFound }
    else parts.push({ text: sign, isFound })
  }
  return parts
}
