import type { auditCuts, auditHeads } from "#db/schema/index.ts"
import type { Keyring } from "#lib/keyring.ts"
import { KeyWrong } from "#secrets/keyring.ts"
import { canonical } from "../canonical.ts"
import { unchained } from "../chains.ts"
import { canonicalAfter, type Walked } from "../entries.ts"
import type { Finding } from "./findings.ts"

export type Head = typeof auditHeads.$inferSelect
export type Cut = typeof auditCuts.$inferSelect

/** How far one chain has been walked. */
export type Place = { readonly chain: string; sequence: number; mac: string; id: number; claims: number }

export const placeAt = (chain: string, cut: Cut | undefined): Place => ({
  chain,
  sequence: cut?.sequence ?? 0,
  mac: cut?.mac ?? "",
  id: 0,
  claims: cut?.sequence ?? 0,
})

/** Whether a text has this MAC; nothing where the key is not there. */
export function holds(keys: Keyring, text: string, keyId: string, mac: string): boolean | undefined {
  try {
    return keys.mac(text, keyId) === mac
  } catch (error) {
    if (error instanceof KeyWrong) return undefined
    throw error
  }
}

type Unchecked = (keyId: string) => void

/** One step along a chain: the entry must be the next, follow the last, and be what was written. */
export function* step(keys: Keyring, place: Place, entry: Walked, unchecked: Unchecked): Generator<Finding> {
  const { chain } = place
  const { sequence } = entry
  const next = place.sequence + 1
  if (sequence !== next) yield { code: "entries_missing", chain, sequence: next, to: sequence - 1 }
  else if (entry.previous !== place.mac) yield { code: "link_broken", chain, sequence }
  if (entry.id <= place.id) yield { code: "order_wrong", chain, sequence }
  const right = holds(keys, canonical(entry), entry.keyId, entry.mac)
  if (right === undefined) unchecked(entry.keyId)
  if (right === false) yield { code: "entry_altered", chain, sequence }
  if (entry.claimed !== null && entry.claimed !== entry.mac) yield { code: "checkpoint_differs", chain, sequence }
  Object.assign(place, { sequence, mac: entry.mac, id: entry.id })
}

/** The same among the entries from before the chains: their MAC runs on, and the first checkpoint says where to. */
export function* stepBefore(keys: Keyring, place: Place, entry: Walked, keyId: string): Generator<Finding> {
  const { sequence } = entry
  const next = place.sequence + 1
  if (sequence !== next) yield { code: "entries_missing", chain: unchained, sequence: next, to: sequence - 1 }
  const mac = keys.mac(canonicalAfter(entry, place.mac, keyId), keyId)
  if (entry.claimed !== null) place.claims = sequence
  if (entry.claimed !== null && entry.claimed !== mac) yield { code: "checkpoint_differs", chain: unchained, sequence }
  Object.assign(place, { sequence, mac, id: entry.id })
}

/** At the end of a chain its head must say just that. */
export function* finish(place: Place, head: Head | undefined): Generator<Finding> {
  const { chain, sequence } = place
  if (!head) yield { code: "head_missing", chain, sequence }
  else if (head.count !== sequence || head.mac !== place.mac) yield { code: "head_differs", chain, sequence }
}
