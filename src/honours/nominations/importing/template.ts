import type { Translate } from "#i18n/translate.ts"
import type { FieldColumn } from "./columns.ts"
import type { World } from "./reading.ts"

const examples: Readonly<Partial<Record<FieldColumn["field"]["kind"], string>>> = { day: "2026-02-02", number: "60" }

function exampleOf(t: Translate, { field, kinds }: FieldColumn, kind: string | undefined): string {
  if (!kinds.some((one) => one === kind)) return ""
  if (field.kind === "choice") return t(`nominations.words.${field.key}.${field.choices?.[0] ?? ""}`)
  if (field.kind === "tick") return t("nominations.words.no")
  return examples[field.kind] ?? ""
}

/** A row that shows how cells are written; it is to be written over. */
export function exampleRow({ t, lang }: { t: Translate; lang: string }, { honours, columns }: World): string[] {
  const [honour] = honours
  const title = honour ? (lang === "en" ? honour.titleEn : honour.titleZh) : ""
  const who = [title, t("imports.example.person"), "", ""]
  return [...who, ...columns.map((column) => exampleOf(t, column, honour?.recipientKind))]
}
