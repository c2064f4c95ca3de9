/** Chance that a seed brings back: mulberry32. */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    hits: (likelihood: number) => next() < likelihood,
    one: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    bytes: (length: number) => Uint8Array.from({ length }, () => below(256)),
  }
}

export type Chance = ReturnType<typeof chanceOf>
