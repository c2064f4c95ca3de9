import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto"
import type { Keyring, SealPurpose } from "#lib/keyring.ts"

/** A key that cannot be read, or that something was made with and is not there. */
export class KeyWrong extends Error {}

/**
 * The keyring of these master keys (32 bytes, base64), the first in use and the others for what was made before. Each
 * purpose has a key of its own by HKDF-SHA-256 (RFC 5869); fields are sealed with AES-256-GCM, bound to their purpose.
 */
export function keyringOf(masters: readonly string[]): Keyring {
  const keys = new Map(masters.map(derivation))
  const [current] = keys.keys()
  if (current === undefined) throw new KeyWrong("there is no key")
  const keyOf = (id: string, purpose: string): KeyObject => {
    const derive = keys.get(id)
    if (!derive) throw new KeyWrong(`the key ${id} is missing`)
    return derive(purpose)
  }
  const hash = (id: string, purpose: string, text: string) =>
    createHmac("sha256", keyOf(id, purpose)).update(text, "utf8").digest("base64url")
  return {
    current,
    seal: (purpose, text) => `v1.${current}.${seal(keyOf(current, `seal ${purpose}`), purpose, text)}`,
    open: (purpose, sealed) => {
      const [version, id, body] = sealed.split(".")
      if (version !== "v1" || id === undefined || body === undefined) throw new KeyWrong("this was not sealed here")
      return unseal(keyOf(id, `seal ${purpose}`), purpose, body)
    },
    lookup: (purpose, text) => hash(current, `lookup ${purpose}`, text),
    lookups: (purpose, text) => [...keys.keys()].map((id) => hash(id, `lookup ${purpose}`, text)),
    mac: (text, keyId = current) => hash(keyId, "audit", text),
  }
}

function derivation(master: string): [string, (purpose: string) => KeyObject] {
  const bytes = Buffer.from(master, "base64")
  if (bytes.length !== 32) throw new KeyWrong("a key is 32 bytes in base64")
  const derived = new Map<string, KeyObject>()
  const id = createHash("sha256").update("laurel key id").update(bytes).digest("hex").slice(0, 8)
  return [
    id,
    (purpose) => {
      const known = derived.get(purpose)
      if (known) return known
      // Not the bytes: with them, Node makes a key anew for every hash and cipher, which takes five times as long.
      const made = createSecretKey(Buffer.from(hkdfSync("sha256", bytes, "", `laurel ${purpose}`, 32)))
      derived.set(purpose, made)
      return made
    },
  ]
}

function seal(key: KeyObject, purpose: SealPurpose, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose))
  const closed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([nonce, closed, cipher.getAuthTag()]).toString("base64url")
}

function unseal(key: KeyObject, purpose: SealPurpose, body: string): string {
  const bytes = Buffer.from(body, "base64url")
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8")
}
