/** The most lines of one file: more are in its next parts, so that no download takes all of a server's memory. */
export const LINES = 10_000

/** In how many files a list is offered. */
export const partsOf = (total: number): number => Math.max(1, Math.ceil(total / LINES))
