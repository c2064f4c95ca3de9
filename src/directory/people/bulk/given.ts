import type { people } from "#db/schema/index.ts"
import type { EthnicGroup, IdentityClass, IdentityKind, Sex, SkillLevel } from "#db/words.ts"

export type PersonRow = typeof people.$inferSelect

/** A row of a file about somebody: what is absent is not said, and changes nothing. Numbers as they were typed. */
export type PersonGiven = {
  readonly row: number
  readonly name: string
  readonly unit?: number | undefined
  readonly sex?: Sex | undefined
  readonly birthDate?: string | undefined
  readonly identityKind?: IdentityKind | undefined
  readonly identityNumber?: string | undefined
  readonly phone?: string | undefined
  readonly ethnicGroup?: EthnicGroup | undefined
  readonly post?: string | undefined
  readonly identityClass?: IdentityClass | undefined
  readonly skillLevel?: SkillLevel | undefined
  readonly isStudent?: boolean | undefined
  readonly isMigrantWorker?: boolean | undefined
  readonly isNewForm?: boolean | undefined
}

export type PersonColumn = Exclude<keyof PersonGiven, "row">

/** A row with its numbers in the writing that is kept, and all under which they may have been kept. */
export type PersonRead = Omit<PersonGiven, "identityNumber" | "phone"> & {
  readonly number: string
  readonly numberHashes: readonly string[]
  readonly phone: string
  readonly phoneHashes: readonly string[]
}

/** What somebody's file says that a row may change, and where the person belongs. */
export type PersonKnown = Pick<
  PersonRow,
  | "id"
  | "unitId"
  | "name"
  | "sex"
  | "birthDate"
  | "post"
  | "identityClass"
  | "skillLevel"
  | "isStudent"
  | "isMigrantWorker"
  | "isNewForm"
  | "ethnicGroup"
  | "identityKind"
  | "identityHash"
  | "phoneHash"
  | "sortKeyOverride"
> & { readonly unitPath: string }

/** How one file is told from another where no number is given. */
export const bearerKey = (unit: number | undefined, name: string, birthDate: string | undefined): string =>
  JSON.stringify([unit, name, birthDate])
