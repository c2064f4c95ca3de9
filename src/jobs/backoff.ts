/** After so many failures a job is given up: with the waits below that is about a day. */
export const maxTries = 10

/** How long to wait after the nth failure, in seconds: half a minute, doubled each time, at most six hours. */
export const waitAfter = (tries: number): number => Math.min(30 * 2 ** (tries - 1), 6 * 3600)
