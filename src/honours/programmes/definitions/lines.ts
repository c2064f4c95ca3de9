import type { Both } from "../words.ts"

type Named = { readonly key: string; readonly title: Both }

/** The first of `stem1`, `stem2`, … that is not taken. */
export function freshKey(stem: string, taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`${stem}${number}`)) number++
  return `${stem}${number}`
}

/**
 * Names as lines `中文 = English`, with a number after another `=` where one belongs to them. Whoever is named as
 * before keeps the key by which other rules point to it.
 */
export function namesFrom(
  text: string,
  stem: string,
  before: readonly Named[],
): (Named & { readonly number: string })[] {
  const keys: string[] = []
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/\s*[=＝]\s*/).map((part) => part.trim()))
    .filter(([zh]) => zh)
    .map(([zh = "", en = "", number = ""]) => {
      const known = before.find(({ title, key }) => title.zh === zh && !keys.includes(key))
      const key = known?.key ?? freshKey(stem, [...keys, ...before.map((one) => one.key)])
      keys.push(key)
      return { key, title: { zh, en: en || zh }, number: number.normalize("NFKC") }
    })
}

export const linesOf = (names: readonly (Named & { readonly number?: number })[]): string =>
  names
    .map(({ title, number }) => [title.zh, title.en, number].filter((part) => part !== undefined).join(" = "))
    .join("\n")
