const FIRST = 1_000
const LONGEST = 15_000

/** Milliseconds until the next try after so many failures in a row; `chance` from 0 to 1 keeps tablets apart. */
export const backoff = (failures: number, chance: number): number =>
  Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2)

/** How often a tablet with nothing to send still asks whether the server is there. */
export const heartbeat = 20_000
