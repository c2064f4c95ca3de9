import type { NoticeState } from "#db/words.ts"
import type { Translate } from "#i18n/translate.ts"
import type { ShownRow } from "./shown.ts"

/** What an objection is to: one line by its number and name, or the whole. */
export const againstWords = (t: Translate, row: Pick<ShownRow, "number" | "name"> | undefined): string =>
  row ? t("notices.against_row", { number: row.number, name: row.name }) : t("notices.against_all")

/** How a state looks: `neutral` where nothing is to be done. */
export const stateKinds: Readonly<Record<NoticeState, string>> = {
  draft: "neutral",
  open: "ok",
  closed: "neutral",
  withdrawn: "warn",
}
