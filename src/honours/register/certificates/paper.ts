import { qrPath } from "#lib/qr-path.ts"
import { stepOf, steps } from "./fit.ts"
import type { Paper } from "./pages.ts"
import type { Sheet } from "./queries.ts"
import { wordsOf } from "./wording.ts"

/** A code in groups of four, as it is read aloud and typed. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-")

/** The day as a Chinese document writes it: 2026年4月28日; nothing where it is not known. */
export const chineseDay = (day: string): string => {
  const [year, month, date] = day.split("-").map(Number)
  return year && month && date ? `${year}年${month}月${date}日` : ""
}

/** A certificate as it is printed, its sizes chosen by the lengths of its lines. */
export function paperOf({ entry, honour, certificate, wording, issuers, isReprint }: Sheet, origin: string): Paper {
  const words = wordsOf({
    kind: honour.recipientKind,
    source: entry.source,
    name: entry.recipientName,
    unitName: entry.unitName,
    honour: honour.titleZh,
    grade: entry.gradeZh,
    forWhat: entry.forZh,
    year: entry.year,
    documentNumber: entry.documentNumber,
    isPosthumous: entry.isPosthumous,
    wording: wording ?? "",
  })
  const address = `${origin}/verify/${certificate.code}`
  return {
    ...words,
    steps: {
      name: stepOf(words.name + words.form, steps.name),
      unit: stepOf(words.unit, steps.unit),
      before: stepOf(words.before, steps.words),
      honour: stepOf(words.honour, steps.honour),
      after: stepOf(words.after, steps.words),
    },
    number: entry.certificateNumber ?? "",
    code: grouped(certificate.code),
    issuers: issuers ?? [honour.conferredBy],
    day: chineseDay(entry.decidedOn),
    isReprint,
    address,
    qr: qrPath(address),
  }
}
