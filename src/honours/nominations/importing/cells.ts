import { languages, translator } from "#i18n/translate.ts"
import { isDay } from "#lib/dates.ts"
import { cellKey, dashedDay, unseenSigns } from "#lib/sheet.ts"
import { charactersOf, type Field } from "../papers/fields.ts"

export type CellRead = { readonly value: string } | { readonly fault: string }

const isYes = new Set(languages.map((lang) => cellKey(translator(lang)("nominations.words.yes"))))
const isNo = new Set(languages.map((lang) => cellKey(translator(lang)("nominations.words.no"))))

const chosen = ({ key, choices = [] }: Field, typed: string): string | undefined =>
  choices.find((one) =>
    languages.some((lang) => cellKey(translator(lang)(`nominations.words.${key}.${one}`)) === cellKey(typed)),
  )

const faultOr = (value: string | undefined, fault: string): CellRead => (value === undefined ? { fault } : { value })

/** What a cell says to a field, written as a form would send it; codes of faults stand at `imports.problems`. */
export function readCell(field: Field, typed: string): CellRead {
  if (typed === "") return { value: "" }
  if (field.kind === "choice") return faultOr(chosen(field, typed), "cell_unknown")
  if (field.kind === "tick") {
    const word = cellKey(typed)
    return faultOr(isYes.has(word) ? "yes" : isNo.has(word) ? "" : undefined, "cell_unknown")
  }
  if (field.kind === "day") return faultOr(isDay(dashedDay(typed)) ? dashedDay(typed) : undefined, "cell_not_a_date")
  if (field.kind === "number") {
    const figures = typed.normalize("NFKC").replaceAll(",", "")
    const isCount = /^\d{1,9}$/.test(figures) && Number(figures) <= field.most
    return faultOr(isCount ? figures : undefined, "cell_not_a_count")
  }
  const lines = typed.replace(/\r\n?/g, "\n").trim()
  if (unseenSigns.test(lines.replace(/[\n\t]/g, ""))) return { fault: "cell_sign" }
  return faultOr(charactersOf(lines) <= field.most ? lines : undefined, "cell_too_long")
}
