import type { EthnicGroup, Ownership, Sex } from "#db/words.ts"

export const personFlags = ["woman", "minority", "migrant_worker", "new_form", "non_public"] as const
export type PersonFlag = (typeof personFlags)[number]

/** 非公有制: private and foreign capital; collectives are public. */
export const isNonPublic = (ownership: Ownership): boolean => ownership === "private" || ownership === "foreign"

/** What ratio rules count people by; whatever follows from something else is never stored. */
export function flagsOf(
  person: {
    readonly sex: Sex
    readonly ethnicGroup: EthnicGroup | null
    readonly isMigrantWorker: boolean
    readonly isNewForm: boolean
  },
  ownership: Ownership,
): PersonFlag[] {
  const holds: Readonly<Record<PersonFlag, boolean>> = {
    woman: person.sex === "female",
    minority: person.ethnicGroup !== null && person.ethnicGroup !== "HA",
    migrant_worker: person.isMigrantWorker,
    new_form: person.isNewForm,
    non_public: isNonPublic(ownership),
  }
  return personFlags.filter((flag) => holds[flag])
}
