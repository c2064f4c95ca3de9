import {
  ethnicGroups,
  identityClasses,
  identityKinds,
  ownerships,
  sexes,
  skillLevels,
  unitKinds,
  unitLevels,
} from "#db/words.ts"
import { languages, translator } from "#i18n/translate.ts"
import { dutyKinds } from "#lib/actor.ts"
import { cellKey } from "#lib/sheet.ts"

/** Words of a sheet in every language, so that a Chinese template can be uploaded on an English page. */
const worded = <const T extends string>(list: readonly T[], place: string): ReadonlyMap<string, T> =>
  new Map(
    languages.flatMap((lang) => list.map((word) => [cellKey(translator(lang)(`${place}.${word}`)), word] as const)),
  )

/** The titles of the columns of a sheet. */
export const headersOf = <const C extends string>(kind: string, columns: readonly C[]) =>
  worded(columns, `imports.columns.${kind}`)

export const words = {
  sex: worded(sexes, "directory.words.sexes"),
  identityClass: worded(identityClasses, "directory.words.identity_classes"),
  skillLevel: worded(skillLevels, "directory.words.skill_levels"),
  identityKind: worded(identityKinds, "directory.words.identity_kinds"),
  ethnicGroup: worded(ethnicGroups, "directory.words.ethnic_groups"),
  unitKind: worded(unitKinds, "directory.words.unit_kinds"),
  unitLevel: worded(unitLevels, "directory.words.unit_levels"),
  ownership: worded(ownerships, "directory.words.ownerships"),
  duty: worded(dutyKinds, "accounts.words.duties"),
  truth: new Map([...worded(["yes", "no"], "imports.truths")].map(([text, word]) => [text, word === "yes"])),
}

type NamedUnit = {
  readonly value: number
  readonly name: string
  readonly shortName: string
  readonly creditCode: string | null
}

/** Units by whole name, short name and credit code; a name that two units share names neither. */
export function unitsByName(units: readonly NamedUnit[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const shared = new Set<string>()
  for (const { value, name, shortName, creditCode } of units)
    for (const text of new Set([name, shortName, creditCode ?? name].map(cellKey))) {
      if (found.has(text)) shared.add(text)
      found.set(text, value)
    }
  for (const text of shared) found.delete(text)
  return found
}
