import type { RecipientKind, RegisterSource } from "#db/words.ts"

/** What of an entry stands on its certificate. */
export type Conferred = {
  readonly kind: RecipientKind
  readonly source: RegisterSource
  readonly name: string
  readonly unitName: string
  readonly honour: string
  readonly grade: string
  readonly forWhat: string
  readonly year: number | null
  readonly documentNumber: string
  readonly isPosthumous: boolean
  /** What the honour's own setting says; empty for the usual words. */
  readonly wording: string
}

/** What stands on every certificate; it is a Chinese document in whatever language it is printed from. */
export const printedWords = {
  title: "荣誉证书",
  check: "扫码或凭查验号查验",
  number: "证书编号",
  again: "（补发）",
} as const

/** The lines of a certificate from the name down. */
export type Worded = {
  readonly name: string
  /** 同志 after a Chinese person's name; nothing for others. */
  readonly form: string
  readonly unit: string
  readonly before: string
  readonly honour: string
  readonly after: string
}

const slots = ["name", "unit", "honour", "grade", "for", "year", "document"] as const
const slot = /\{([^{}]*)\}/g

/** The honour's own words, tidied, or what is wrong with them: `{honour}` stands in them once, and only known slots. */
export function readWording(typed: string): { readonly text: string } | "wording_honour" | "wording_slot" {
  const text = typed.normalize("NFC").replace(/\s+/g, " ").trim()
  const found = [...text.matchAll(slot)].map(([, name = ""]) => name)
  if (text === "") return { text }
  if (found.filter((name) => name === "honour").length !== 1) return "wording_honour"
  const known: readonly string[] = slots
  return found.every((name) => known.includes(name)) && !/[{}]/.test(text.replace(slot, "")) ? { text } : "wording_slot"
}

/** 奖章, 奖状 and prizes are conferred as they are; anything else is a title (荣誉称号). */
const isPrize = (title: string): boolean => /(?:奖章|奖状|奖牌|奖|证书)$/.test(title)

/** 授予, or 追授 after death; for a prize of a contest, in what it was won. */
function usual({ source, forWhat, isPosthumous, honour, grade }: Conferred): string {
  const confers = isPosthumous ? "追授" : "授予"
  const end = isPrize(grade || honour) ? "特颁此证，以资鼓励。" : "荣誉称号，特颁此证。"
  if (source === "contest" && forWhat) return `在“{for}”比赛中成绩优异，荣获{honour}${end}`
  return forWhat ? `为表彰在{for}中的突出贡献，${confers}{honour}${end}` : `经研究决定，${confers}{honour}${end}`
}

/** What a certificate says, in the official wording or in the honour's own. */
export function wordsOf(given: Conferred): Worded {
  const { name, unitName, honour, grade, kind } = given
  const facts: Readonly<Record<string, string>> = {
    ...{ name, grade, unit: unitName, for: given.forWhat, document: given.documentNumber },
    year: given.year === null ? "" : String(given.year),
  }
  const filled = (text: string) => text.replace(slot, (_, one: string) => facts[one] ?? "").trim()
  const [before = "", after = ""] = (given.wording || usual(given)).split("{honour}")
  const isChinese = kind === "person" && /^\p{Script=Han}/u.test(name)
  return {
    name,
    form: isChinese ? "同志" : "",
    unit: unitName === name ? "" : unitName,
    before: filled(before),
    honour: [honour, grade].filter(Boolean).join(" "),
    after: filled(after).replace(/^[，。、；]/, ""),
  }
}
