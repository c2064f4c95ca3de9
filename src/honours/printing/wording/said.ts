import type { Translate } from "#i18n/translate.ts"
import type { PaperFacts } from "../facts/queries.ts"

/** The language of a paper: how texts, pairs of titles and lists are said in it. */
export type Speech = { readonly t: Translate; readonly isEnglish: boolean }

export const joined = ({ isEnglish }: Speech, list: readonly string[]): string =>
  list.filter(Boolean).join(isEnglish ? ", " : "、")

export const titled = ({ isEnglish }: Speech, { titleZh, titleEn }: { titleZh: string; titleEn: string }): string =>
  isEnglish ? titleEn || titleZh : titleZh

/** A word of a closed list, or nothing where none was chosen. */
export const word = ({ t }: Speech, list: string, one: string | null | undefined): string =>
  one ? t(`${list}.${one}`) : ""

/** What the directory said when the papers were submitted, and says now while the unit has them. */
export const fromDirectory = ({ isOpen, sections }: PaperFacts, key: string, now: string | null | undefined): string =>
  (isOpen ? undefined : sections.directory?.[key]) ?? now ?? ""
