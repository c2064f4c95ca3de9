import { randomBytes } from "node:crypto"

/** Bytes of chance that are drawn from the system a few thousand at a time: asking it costs as much for ten of them. */
export function chance(drawn = 4096): (length: number) => Uint8Array {
  let bytes = Buffer.alloc(0)
  let used = 0
  return (length) => {
    if (length > drawn / 8) return randomBytes(length)
    if (used + length > bytes.length) {
      bytes = randomBytes(drawn)
      used = 0
    }
    used += length
    return bytes.subarray(used - length, used)
  }
}
