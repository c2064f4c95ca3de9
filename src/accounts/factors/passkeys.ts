import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server"
import type { passkeys } from "#db/schema/index.ts"

export type PasskeyRow = typeof passkeys.$inferSelect
type Transport = NonNullable<RegistrationResponseJSON["response"]["transports"]>[number]

/** What a passkey signs, and for which site. */
export type Ceremony = { readonly challenge: string; readonly origin: string }

const rpOf = ({ origin }: Ceremony) => new URL(origin).hostname
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64url"))
const known = (rows: readonly PasskeyRow[]) =>
  rows.map(({ credentialId, transports }) => ({ id: credentialId, transports: transports as Transport[] }))

type Owner = { readonly accountId: number; readonly username: string; readonly name: string; readonly issuer: string }

/** What the browser needs to make a passkey. */
export const creationOptions = (ceremony: Ceremony, owner: Owner, rows: readonly PasskeyRow[]) =>
  generateRegistrationOptions({
    rpName: owner.issuer,
    rpID: rpOf(ceremony),
    userID: new TextEncoder().encode(`laurel ${owner.accountId}`),
    userName: owner.username,
    userDisplayName: owner.name,
    challenge: bytes(ceremony.challenge),
    excludeCredentials: known(rows),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  })

/** What the browser needs to use one of these passkeys. */
export const requestOptions = (ceremony: Ceremony, rows: readonly PasskeyRow[]) =>
  generateAuthenticationOptions({
    rpID: rpOf(ceremony),
    challenge: bytes(ceremony.challenge),
    allowCredentials: known(rows),
    userVerification: "preferred",
  })

const expected = (ceremony: Ceremony) => ({
  expectedChallenge: ceremony.challenge,
  expectedOrigin: ceremony.origin,
  expectedRPID: rpOf(ceremony),
  requireUserVerification: false,
})

/** The library throws at whatever is not well-formed: for us that is just no passkey. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch {
    return undefined
  }
}

/** The new passkey that a browser sends, if it is one for this challenge and site. */
export async function newPasskey(ceremony: Ceremony, response: string) {
  const made = await attempt(async () => {
    const given = JSON.parse(response) as RegistrationResponseJSON
    return verifyRegistrationResponse({ response: given, ...expected(ceremony) })
  })
  if (!made?.verified) return undefined
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential
  return { credentialId: id, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports }
}

/** The passkey that signed, with its new counter, if it is one of these and signed this challenge for this site. */
export async function usedPasskey(ceremony: Ceremony, rows: readonly PasskeyRow[], response: string) {
  const used = await attempt(async () => {
    const given = JSON.parse(response) as AuthenticationResponseJSON
    const row = rows.find(({ credentialId }) => credentialId === given.id)
    if (!row) return undefined
    const credential = { id: row.credentialId, publicKey: bytes(row.publicKey), counter: row.counter }
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given,
      credential,
      ...expected(ceremony),
    })
    return verified ? { id: row.id, counter: authenticationInfo.newCounter } : undefined
  })
  return used
}
