import { pinyin } from "pinyin-pro"

/** The signs that keyboards and old exports give for the middle dot of minority and foreign names. */
const dots = /[•・．‧⋅∙･·]/g

/**
 * A person's name as it is kept: composed (NFC), the interpunct always U+00B7 (统一姓名采集应用规范的通知), spaces only
 * between Latin words. Characters are never replaced by look-alikes.
 */
export function normaliseName(typed: string): string {
  return typed
    .normalize("NFC")
    .replace(dots, "·")
    .replace(/\s*·\s*/g, "·")
    .replace(/\s+/gu, " ")
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "")
    .trim()
}

/** The signs of private use, as the inside of a bracket that JavaScript and PostgreSQL both read. */
export const privateUse = "\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}"
const oneOfPrivateUse = new RegExp(`[${privateUse}]`, "u")

/** Whether a name holds signs of private use, which old exports bring along and each computer shows differently. */
export const hasPrivateUse = (name: string): boolean => oneOfPrivateUse.test(name)

/** A name as it is read, syllable by syllable. */
export const syllablesOf = (name: string, kind: "person" | "unit"): string[] =>
  syllables(name, kind === "person" ? "head" : "off")

const syllables = (name: string, surname: "head" | "off") =>
  pinyin(name, { toneType: "none", type: "array", surname, nonZh: "consecutive", v: true })

/** Order by pinyin, syllable by syllable, surnames in their own reading (单 shàn, 仇 qiú), then by the characters. */
export const pinyinOrder = (name: string, kind: "person" | "unit"): string =>
  `${syllablesOf(name, kind).join(" ").toLowerCase()} ${name}`

/** Letters and figures only, in one width and case, so that any spelling finds the name. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")

/** What a search looks in: the name, its pinyin and its initials. */
export function searchKey(name: string, kind: "person" | "unit"): string {
  const read = syllablesOf(name, kind)
  return [plain(name), plain(read.join("")), plain(read.map((syllable) => syllable[0] ?? "").join(""))].join(" ")
}
