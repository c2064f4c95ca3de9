import type { ImportKind } from "#db/words.ts"
import type { Translate } from "#i18n/translate.ts"

/** A row of a template that shows how cells are written, with nobody's number; it is to be written over. */
export function exampleOf(t: Translate, kind: ImportKind): string[] {
  const word = (list: string) => t(`directory.words.${list}`)
  if (kind === "units")
    return [
      t("imports.example.unit"),
      "",
      "",
      word("unit_kinds.enterprise"),
      word("unit_levels.unit"),
      word("ownerships.private"),
      "420100",
      "C34",
      "",
    ]
  if (kind === "duties")
    return [
      t("imports.example.person"),
      t("imports.example.unit"),
      "1990-05-01",
      "",
      t("accounts.words.duties.unit_operator"),
      t("imports.example.unit"),
      "",
      "",
    ]
  return [
    t("imports.example.person"),
    "",
    word("sexes.female"),
    "1990-05-01",
    "",
    "",
    "",
    word("ethnic_groups.HA"),
    t("imports.example.post"),
    word("identity_classes.industrial_worker"),
    word("skill_levels.senior"),
    t("imports.truths.no"),
    t("imports.truths.no"),
    t("imports.truths.no"),
  ]
}
