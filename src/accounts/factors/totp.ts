import { Secret, TOTP } from "otpauth"

const stepMs = 30_000

/** A new secret of 160 bits, in base32 as people can type it; copied, since chance may lend a part of something longer. */
export const newSecret = (random: (length: number) => Uint8Array): string =>
  new Secret({ buffer: Uint8Array.from(random(20)).buffer }).base32

const totp = (secret: string, label = "", issuer = "") => new TOTP({ issuer, label, secret: Secret.fromBase32(secret) })

/** What the QR code says to an authenticator app. */
export const otpauthUri = (secret: string, label: string, issuer: string): string =>
  totp(secret, label, issuer).toString()

/** The step that a code belongs to, if it is right now or was half a minute ago or is in half a minute (RFC 6238, 5.2). */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / stepMs) + delta
}
