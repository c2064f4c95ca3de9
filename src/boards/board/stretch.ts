type Roll = { readonly rollId: number; readonly count: number }

/** A part of a roll: after `skip` of its names the next `take`. */
export type Stretch = {
  readonly at: number
  readonly roll: number
  readonly skip: number
  readonly take: number
}

/** Which names of which rolls stand on a page, where the rolls follow each other and each is as long as its count. */
export function stretchesOf(
  rolls: readonly Roll[],
  { size, offset }: { readonly size: number; readonly offset: number },
): Stretch[] {
  const parts: Stretch[] = []
  let begins = 0
  for (const { rollId, count } of rolls) {
    const skip = Math.max(0, offset - begins)
    const take = Math.min(begins + count, offset + size) - begins - skip
    if (take > 0) parts.push({ at: parts.length, roll: rollId, skip, take })
    begins += count
    if (begins >= offset + size) break
  }
  return parts
}
