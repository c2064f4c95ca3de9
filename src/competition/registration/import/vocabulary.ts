import { identityClasses, identityKinds, sexes, skillLevels } from "#db/words.ts"
import { languages, translator } from "#i18n/translate.ts"
import { cellKey as key } from "#lib/sheet.ts"
import { sheetColumns, type Vocabulary } from "./rows.ts"

type NamedUnit = {
  readonly value: number
  readonly name: string
  readonly shortName: string
}

/** The words of a sheet in every language, so that a Chinese template can be uploaded on an English page. */
export const vocabulary = (units: readonly NamedUnit[]): Vocabulary => ({
  headers: worded(sheetColumns, "registration.fields"),
  sexes: worded(sexes, "directory.words.sexes"),
  classes: worded(identityClasses, "directory.words.identity_classes"),
  skills: worded(skillLevels, "directory.words.skill_levels"),
  papers: worded(identityKinds, "directory.words.identity_kinds"),
  truths: new Map([...worded(["yes", "no"], "registration.import")].map(([text, word]) => [text, word === "yes"])),
  units: unitsByName(units),
})

const worded = <const T extends string>(list: readonly T[], place: string): Map<string, T> =>
  new Map(languages.flatMap((lang) => list.map((word) => [key(translator(lang)(`${place}.${word}`)), word] as const)))

/** A name that two units share names neither. */
function unitsByName(units: readonly NamedUnit[]): Map<string, number> {
  const found = new Map<string, number>()
  const shared = new Set<string>()
  for (const { value, name, shortName } of units)
    for (const text of new Set([key(name), key(shortName)])) {
      if (found.has(text)) shared.add(text)
      found.set(text, value)
    }
  for (const text of shared) found.delete(text)
  return found
}
