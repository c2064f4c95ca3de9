/** An id that is the same for the same cell, value and version seen: confirming twice is one save. */
export const idFrom = (digest: string): string =>
  `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`
