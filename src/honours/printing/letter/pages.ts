import { template } from "#render/template.ts"
import type { LetterSeen, Nominee } from "../../opinions/queries.ts"

export const letterFormPage = template<
  Omit<LetterSeen, "programme"> & {
    programme: { titleZh: string; titleEn: string }
    nominees: readonly Nominee[]
    back: string
  }
>("honours/printing/letter")
