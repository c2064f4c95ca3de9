import { codeFrom, typedCode } from "#lib/codes.ts"
import { sha256 } from "#lib/hash.ts"
import type { Keyring } from "#lib/keyring.ts"

/** The number of an objection on its receipt: that of the notice, and its place among its objections. */
export const numberOf = (noticeId: number, serial: number): string => `${noticeId}-${serial}`

/** The two parts of such a number as somebody typed it. */
export function typedNumber(typed: string): { noticeId: number; serial: number } | undefined {
  const [, notice, serial] = /^\s*(\d{1,9})\s*[-－—–]\s*(\d{1,6})\s*$/.exec(typed.normalize("NFKC")) ?? []
  return notice && serial ? { noticeId: Number(notice), serial: Number(serial) } : undefined
}

/** The code of a receipt (16 letters, 78 bits): made from what the form carried, so that sending it twice gives one. */
export const codeOf = (keys: Keyring, once: string): string =>
  codeFrom(new Uint8Array(Buffer.from(keys.lookup("objection", once), "base64url")), 16)

export const codeHashOf = (code: string): string => sha256(`objection ${typedCode(code)}`)
