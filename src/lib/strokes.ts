import table from "./strokes.json" with { type: "json" }
import { surnameOf } from "./surnames.ts"

/** Number of strokes, their sequence in the classes 一丨丿丶乛, and the place among those who share it. */
const codes = new Map(
  Object.entries(table).flatMap(([count, signs]) =>
    [...signs.matchAll(/([1-5]+)([^1-5]+)/gu)].flatMap(([, sequence, alike = ""]) =>
      [...alike].map((sign, at) => [sign, `${count}${sequence}${at}`] as const),
    ),
  ),
)

/** Whether the place of every Chinese character in a text is known. */
export const hasStrokes = (text: string): boolean => [...text].every((sign) => codes.has(sign) || !isHan(sign))

const isHan = (sign: string) => /[\p{Script=Han}\p{Co}]/u.test(sign)

/**
 * A sign's place: by strokes, then Chinese characters whose strokes are not known, then letters and figures; both by
 * code point. No other sign counts. Keys are figures and small letters only, so that every collation agrees on them.
 */
function placed(sign: string): Placed[] {
  const known = codes.get(sign)
  if (known) return [{ sign, code: known }]
  if (isHan(sign)) return [{ sign, code: `97${point(sign)}` }]
  return /[\p{L}\p{N}]/u.test(sign) ? [{ sign: "", code: `98${point(sign.toLowerCase())}` }] : []
}

const point = (sign: string) => (sign.codePointAt(0) ?? 0).toString(16).padStart(6, "0")

/** `sign` is empty for what is no Chinese character. */
type Placed = { readonly sign: string; readonly code: string }

/** A character written by its strokes, 1 to 5; it has no sign of its own. */
const spelt = (strokes: string): Placed => ({
  sign: "?",
  code: `${String(strokes.length).padStart(2, "0")}${strokes}z`,
})

const placedAs = (sortAs: string): Placed[] =>
  (sortAs.match(/[1-5]+|[^1-5]/gu) ?? []).flatMap((part) => (/^[1-5]/.test(part) ? [spelt(part)] : placed(part)))

const codesOf = (signs: readonly Placed[]) => signs.map(({ code }) => code).join("")

/**
 * The official order by strokes (GB13000.1 字符集汉字字序). People: by surname, compound ones by their first character
 * after the single one, a given name of one character before those of two, then character by character; names with a
 * middle dot or in letters as they are. In `sortAs` a character may be written by its strokes, as `王(1121)`.
 */
export function strokeOrder(name: string, kind: "person" | "unit", sortAs = ""): string {
  const signs = sortAs ? placedAs(sortAs) : [...name.normalize("NFKC")].flatMap(placed)
  const [first, second] = signs
  if (kind === "unit" || !first) return codesOf(signs)
  if (name.includes("·") || first.sign === "") return `${first.code}2${codesOf(signs.slice(1))}`
  const isCompound = [...surnameOf(signs.map(({ sign }) => sign).join(""))].length === 2
  const given = signs.slice(isCompound ? 2 : 1)
  const surname = isCompound ? `${first.code}1${second?.code}` : `${first.code}0`
  return `${surname}${Math.min(given.length, 35).toString(36)}${codesOf(given)}`
}
