import type { people } from "#db/schema/index.ts"
import type { IdentityKind } from "#db/words.ts"
import type { Keyring } from "#lib/keyring.ts"
import { lookupTextOf } from "./identity-number.ts"

type PersonRow = typeof people.$inferSelect
export type SealedIdentity = Pick<PersonRow, "identityKind" | "identitySealed" | "identityHash">
export type SealedPhone = Pick<PersonRow, "phoneSealed" | "phoneHash">

export const noIdentity: SealedIdentity = { identityKind: null, identitySealed: null, identityHash: null }
export const noPhone: SealedPhone = { phoneSealed: null, phoneHash: null }

/** A normalised identity number as its columns keep it. */
export const sealedIdentity = (keys: Keyring, kind: IdentityKind, number: string): SealedIdentity => ({
  identityKind: kind,
  identitySealed: keys.seal("identity_number", number),
  identityHash: keys.lookup("identity_number", lookupTextOf(kind, number)),
})

/** A normalised phone number as its columns keep it. */
export const sealedPhone = (keys: Keyring, phone: string): SealedPhone => ({
  phoneSealed: keys.seal("phone", phone),
  phoneHash: keys.lookup("phone", phone),
})
