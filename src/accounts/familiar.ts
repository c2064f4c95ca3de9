import { timingSafeEqual } from "node:crypto"
import type { Scope } from "#db/db.ts"
import { hex } from "#lib/codes.ts"

const spoken = (accountId: number, nonce: string) => `device ${accountId} ${nonce}`

/** What a browser keeps after its owner has signed in: it opens nothing, but has a lane of tries of its own. */
export function deviceToken({ keys }: Scope, accountId: number, random: (length: number) => Uint8Array): string {
  const nonce = hex(random(16))
  return `${nonce}.${keys.lookup("throttle", spoken(accountId, nonce))}`
}

/** The number of a device from which this account has signed in, if the token says so. */
export function familiarDevice({ keys }: Scope, accountId: number, token: string | undefined): string | undefined {
  const [nonce = "", mac = ""] = token?.split(".") ?? []
  const made = keys.lookups("throttle", spoken(accountId, nonce))
  return nonce && made.some((one) => same(one, mac)) ? nonce : undefined
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
