/** Something that the trail cannot be as it was written: what, in which chain, at which number; never whose. */
export type Finding = {
  readonly code: keyof typeof words
  readonly chain?: string
  readonly sequence?: number
  readonly to?: number
  readonly checkpoint?: number
}

/** What nobody could tell from what there is. */
export type Unknown =
  | { readonly code: "no_checkpoint" | "tail" | "not_adopted" }
  | { readonly code: "after"; readonly checkpoint: number }
  | { readonly code: "key"; readonly keyId: string; readonly entries: number }

const words = {
  entry_altered: "was altered, or was inserted without the key",
  link_broken: "does not follow the entry before it",
  entries_missing: "are missing",
  order_wrong: "was written out of order",
  head_missing: "has entries, but its last number was removed",
  head_differs: "ends elsewhere than its last number says: its end was cut off, or was added to",
  chain_missing: "is missing as a whole",
  checkpoint_differs: "is another entry than the checkpoint covers: the chain was rewritten",
  covered_missing: "is covered by a checkpoint and missing: the end of the chain was cut off",
  cut_wrong: "begins after a cut that retention did not make",
  unchained_added: "stands among the entries from before the chains and is not covered by the first checkpoint",
  checkpoint_altered: "was altered",
  checkpoint_missing: "is missing",
  checkpoint_link: "does not follow the checkpoint before it",
  outside_missing: "is the one kept outside and is missing here: it and what it covered may have been cut off",
  outside_differs: "is not the one kept outside: checkpoints were rewritten",
} as const

export function findingText({ code, chain, sequence, to, checkpoint }: Finding): string {
  const of = chain === undefined ? [] : [`chain ${chain === "" ? "(before chains)" : chain}`]
  const at = sequence === undefined ? [] : [to === undefined ? `entry ${sequence}` : `entries ${sequence} to ${to}`]
  const by = checkpoint === undefined ? [] : [`checkpoint ${checkpoint}`]
  return `${[...of, ...at, ...by].join(", ")} ${words[code]}`
}

export function unknownText(one: Unknown): string {
  if (one.code === "key")
    return `${one.entries} entries were made with the key ${one.keyId}, which is missing: put it into LAUREL_OLD_KEYS`
  if (one.code === "after")
    return `entries written after checkpoint ${one.checkpoint} may have been cut from the ends of their chains: only a later checkpoint kept outside can tell`
  if (one.code === "not_adopted")
    return "entries from before the chains are covered by nothing until the first checkpoint"
  return one.code === "tail"
    ? "whether the newest entries and the checkpoints that cover them were cut off together: only a checkpoint kept outside can tell (--checkpoint FILE)"
    : "there is no checkpoint yet: entries cut from the end of a chain, or a whole chain, cannot be missed"
}
