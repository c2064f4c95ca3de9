import { createHash } from "node:crypto"

/** Bytes that are the same on every machine for the same seed: the demo is one city, not a different one each time. */
export function seededBytes(seed: string): (length: number) => Uint8Array {
  let block = 0
  return (length) => {
    const parts: Buffer[] = []
    for (let have = 0; have < length; have += 32) parts.push(createHash("sha256").update(`${seed}/${block++}`).digest())
    return new Uint8Array(Buffer.concat(parts).subarray(0, length))
  }
}

export type Chance = {
  /** A whole number from 0 up to, but not with, `below`. */
  readonly below: (below: number) => number
  readonly pick: <T>(list: readonly T[]) => T
}

export function seededChance(seed: string): Chance {
  const bytes = seededBytes(seed)
  const below = (limit: number) => new DataView(bytes(4).buffer).getUint32(0) % limit
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] }
}
