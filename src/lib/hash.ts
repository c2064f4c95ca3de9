import { createHash, createHmac, timingSafeEqual } from "node:crypto"

/** SHA-256 in hex: for secrets of 60 bits and more, and for commitments that anybody can check. */
export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex")

/** Whether an HMAC-SHA-256 in hex is that of a text under a key, told in the same time for every wrong one. */
export function isHmac(mac: string, key: string, text: string): boolean {
  const right = createHmac("sha256", key).update(text, "utf8").digest()
  const given = Buffer.from(mac, "hex")
  return given.length === right.length && timingSafeEqual(given, right)
}
